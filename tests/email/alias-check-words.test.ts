import { describe, expect, it } from "vitest";
import { renderEmail } from "@/components/emails/render";
import { aliasCheckSubjects } from "@/lib/alias/subjects";
import { list, origin, samples } from "./samples";

/** The email that asks "is this address monitored?" speaks rightly for everything that asks it. */
const emailFor = (subject: (typeof aliasCheckSubjects)[number]) =>
  renderEmail({ kind: "alias-check", data: { ...samples["alias-check"], subject } }, list, origin);

describe.each(aliasCheckSubjects)("the question for %s", (subject) => {
  it("opens with the action and the date, in 72 columns, with one link of the portal", async () => {
    const { text, html } = await emailFor(subject);
    expect(text).toMatch(
      /^Action needed by Wednesday 25 November 2026, 09:00 UTC \(01:00 Pacific\):\nconfirm that this address is monitored\.\n/,
    );
    const long = text.split("\n").filter((line) => line.length > 72 && !line.startsWith("https://"));
    expect(long).toEqual([]);
    expect(html.match(/href="/g)).toHaveLength(1);
    expect(text).not.toMatch(/please|sorry|invalid/i);
  });
});

it("speaks of an application to applicants only", async () => {
  for (const subject of aliasCheckSubjects) {
    const { text, subject: line } = await emailFor(subject);
    expect(/application/.test(text + line)).toBe(subject === "application");
  }
});

it("holds nothing in an alias response test that a machine could act on: no reason, no news, no answer by reply", async () => {
  const { text } = await emailFor("recheck");
  expect(text.replace(/\s+/g, " ")).toContain("This is a routine check; nothing is wrong.");
  expect(text.replace(/\s+/g, " ")).toContain("Automatic replies do not count.");
});
