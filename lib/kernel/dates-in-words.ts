import { isDay, longDate, moment } from "./calendar";

/** Facts as people read them: days and moments in words, everything else as it is. */
export function datesInWords<Data extends Readonly<Record<string, unknown>>>(data: Data): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, typeof value === "string" ? inWords(value) : value]));
}

function inWords(text: string): string {
  if (isDay(text)) return longDate(text);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? moment(new Date(text)) : text;
}
