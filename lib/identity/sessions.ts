/** How long a browser stays signed in: contacts two weeks, people with a committee role half a day. */
export const sessionDays = 14;
export const committeeSessionHours = 12;

/** How long a session lasts in which nothing is asked for: contacts a week, people with a committee role four hours. */
export const idleDays = 7;
export const committeeIdleHours = 4;

/** For how long a browser in which somebody signed in has limits of its own. */
export const rememberedDays = 90;
