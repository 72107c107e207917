import { addDays, type Day } from "./calendar";

/** One all-day event, as its publisher describes it. */
export type PublishedDay = {
  /** Never changes for the same event (RFC 5545, 3.8.4.7). */
  readonly uid: string;
  /** Increases whenever the event changes; of two files the one with the higher number is valid (3.8.7.4). */
  readonly sequence: number;
  readonly on: Day;
  /** When the file was made (3.8.7.2). */
  readonly stampedAt: Date;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
  /** Who publishes it; nobody is invited, so nobody can answer. */
  readonly organizer: { readonly name: string; readonly email: string };
  readonly cancelled: boolean;
};

export const calendarType = "text/calendar; charset=utf-8; method=PUBLISH";

/**
 * An iCalendar file with one all-day event, as a publication: METHOD:PUBLISH has an organizer and no attendees (RFC 5546,
 * 3.2.1). An event that is over or cancelled is published once more under the same UID, cancelled. Importing an older file after
 * a newer one changes nothing, because of SEQUENCE.
 */
export function publishedDay(day: PublishedDay): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Forewarned//Forewarned//EN",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${text(day.uid)}`,
    `DTSTAMP:${utc(day.stampedAt)}`,
    `SEQUENCE:${day.sequence}`,
    `DTSTART;VALUE=DATE:${date(day.on)}`,
    `DTEND;VALUE=DATE:${date(addDays(day.on, 1))}`, // the day after the last (3.6.1)
    `STATUS:${day.cancelled ? "CANCELLED" : "CONFIRMED"}`,
    "TRANSP:TRANSPARENT", // nobody is busy all day because of it (3.8.2.7)
    "CLASS:PRIVATE",
    `ORGANIZER;CN=${quoted(day.organizer.name)}:mailto:${encodeURI(day.organizer.email)}`,
    `SUMMARY:${text(day.summary)}`,
    `DESCRIPTION:${text(day.description)}`,
    `URL:${day.url}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** A value of the type TEXT (3.3.11): backslash, semicolon, comma and line ends are escaped; control characters are not allowed. */
function text(value: string): string {
  return value
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll("\n", "\\n");
}

/** A parameter in quotation marks (3.2): it can contain neither quotation marks nor control characters. */
function quoted(value: string): string {
  return `"${value.replace(/[\p{Cc}\u2028\u2029]/gu, " ").replaceAll('"', "'")}"`;
}

function date(day: Day): string {
  return day.replaceAll("-", "");
}

function utc(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

const octets = new TextEncoder();
const mostOctets = 75;

/** A line is at most 75 octets long, the mark of a fold among them; the rest goes on behind a space (3.1). No character is torn apart. */
function folded(line: string): string {
  const parts: string[] = [];
  let [part, length] = ["", 0];
  for (const character of line) {
    const more = octets.encode(character).length;
    if (length + more > mostOctets) {
      parts.push(part);
      [part, length] = ["", 1]; // the space
    }
    part += character;
    length += more;
  }
  return [...parts, part].join("\r\n ");
}
