import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { type PublishedDay, publishedDay } from "@/lib/kernel/icalendar";

const due: PublishedDay = {
  uid: "2026-107@portal.example.org",
  sequence: 3,
  on: "2026-12-22",
  stampedAt: new Date("2026-11-22T05:15:07.123Z"),
  summary: "Globex: answer the re-check 2026-107",
  description: "Confirm that it still holds.",
  url: "https://portal.example.org/membership/istio/recheck/2026-107",
  organizer: { name: "Istio security committee", email: "committee@istio.example" },
  cancelled: false,
};
const file = (more: Partial<PublishedDay> = {}) => publishedDay({ ...due, ...more });
/** The lines as a reader sees them: a fold is a line end and one space (RFC 5545, 3.1). */
const unfolded = (content: string) => content.replace(/\r\n[ \t]/g, "").split("\r\n");
const lineOf = (content: string, name: string) => unfolded(content).find((line) => new RegExp(`^${name}[;:]`).test(line));

it("is one published day, in this order, each line ended by CR LF", () => {
  expect(file()).toBe(
    [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Forewarned//Forewarned//EN",
      "METHOD:PUBLISH",
      "BEGIN:VEVENT",
      "UID:2026-107@portal.example.org",
      "DTSTAMP:20261122T051507Z",
      "SEQUENCE:3",
      "DTSTART;VALUE=DATE:20261222",
      "DTEND;VALUE=DATE:20261223",
      "STATUS:CONFIRMED",
      "TRANSP:TRANSPARENT",
      "CLASS:PRIVATE",
      'ORGANIZER;CN="Istio security committee":mailto:committee@istio.example',
      "SUMMARY:Globex: answer the re-check 2026-107",
      "DESCRIPTION:Confirm that it still holds.",
      "URL:https://portal.example.org/membership/istio/recheck/2026-107",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n"),
  );
});

it("asks nobody for an answer", () => {
  expect(file()).not.toMatch(/ATTENDEE|RSVP|METHOD:REQUEST|VALARM/);
});

it("says when it is cancelled, still as a publication", () => {
  const cancelled = file({ cancelled: true, sequence: 4 });
  expect([lineOf(cancelled, "STATUS"), lineOf(cancelled, "SEQUENCE"), lineOf(cancelled, "METHOD")]).toEqual([
    "STATUS:CANCELLED",
    "SEQUENCE:4",
    "METHOD:PUBLISH",
  ]);
});

test.each([
  ["the last day of a year", "2026-12-31", "20261231", "20270101"],
  ["a leap day", "2028-02-29", "20280229", "20280301"],
  ["the day on which clocks change", "2027-03-28", "20270328", "20270329"],
])("a whole day ends on the next: %s", (_which, on, start, end) => {
  expect([lineOf(file({ on }), "DTSTART"), lineOf(file({ on }), "DTEND")]).toEqual([
    `DTSTART;VALUE=DATE:${start}`,
    `DTEND;VALUE=DATE:${end}`,
  ]);
});

describe("what people typed", () => {
  test.each([
    ["commas and semicolons", "Acme, Inc; Cloud", "Acme\\, Inc\\; Cloud"],
    ["a backslash, which comes before an email", "Acme\\nine", "Acme\\\\nine"],
    ["line ends of every kind", "one\r\ntwo\rthree\nfour\u2028five", "one\\ntwo\\nthree\\nfour\\nfive"],
    ["an end of the file", "Acme\r\nEND:VCALENDAR", "Acme\\nEND:VCALENDAR"],
    ["control characters", "Ac\u0000me\u0007\u007f Cloud", "Acme Cloud"],
    ["a colon and quotation marks", 'Acme: "the" cloud', 'Acme: "the" cloud'],
  ])("is escaped: %s", (_what, typed, escaped) => {
    expect(lineOf(file({ summary: typed }), "SUMMARY")).toBe(`SUMMARY:${escaped}`);
    expect(unfolded(file({ summary: typed }))).toHaveLength(unfolded(file()).length);
  });

  it("cannot leave a parameter", () => {
    const organizer = { name: 'The "committee";X=1\r\nATTENDEE:mailto:a@b', email: "committee@istio.example" };
    expect(lineOf(file({ organizer }), "ORGANIZER")).toBe(
      `ORGANIZER;CN="The 'committee';X=1  ATTENDEE:mailto:a@b":mailto:committee@istio.example`,
    );
  });

  it("is found again whole, in lines of at most 75 octets that tear no character apart", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (typed) => {
        const content = file({ summary: typed });
        const lines = content.split("\r\n");
        expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
        expect(content.isWellFormed()).toBe(true);
        const found = (lineOf(content, "SUMMARY") ?? "")
          .slice("SUMMARY:".length)
          .replace(/\\(n|.)/gu, (_, mark) => (mark === "n" ? "\n" : mark));
        expect(found).toBe(typed.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(/[^\P{Cc}\n\t]/gu, ""));
      }),
    );
  });

  it("fills a line before it folds", () => {
    const [first] = file({ summary: "x".repeat(200) })
      .split("\r\n")
      .filter((line) => line.startsWith("SUMMARY"));
    expect(first).toHaveLength(75);
  });
});
