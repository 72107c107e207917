/** How long a browser stays signed in: contacts two weeks, people with a committee seat half a day. */
export const sessionDays = 14;
export const committeeSessionHours = 12;
