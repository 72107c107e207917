import type { EmailReason } from "@/lib/email/data";
import { type Block, oneLine, paragraph, quote } from "./email-text";

const verdictWords = { met: "met", "not-met": "not met", "cannot-tell": "we cannot tell", waived: "waived" } as const;

/** A reason per criterion: our verdict, the committee's words, and what would help. */
export function reasonBlocks(reasons: readonly EmailReason[]): readonly Block[] {
  return reasons.flatMap(({ number, title, verdict, reason, whatWouldHelp }) => [
    paragraph(`${number}. ${oneLine(title)}: ${verdictWords[verdict]}.`),
    ...(reason.trim() === "" ? [] : [quote(reason)]),
    ...(whatWouldHelp.trim() === "" || verdict === "met" || verdict === "waived"
      ? []
      : [paragraph("What would help:"), quote(whatWouldHelp)]),
  ]);
}

/** "5 of 7 criteria are met. These 2 are not:" */
export function countOfMet(reasons: readonly EmailReason[]): string {
  const open = reasons.filter(({ verdict }) => verdict === "not-met" || verdict === "cannot-tell").length;
  if (open === 0) return reasons.length === 0 ? "The reasons are below." : `All ${reasons.length} criteria are met; the reasons are below.`;
  const met = reasons.length - open;
  return `${met} of ${reasons.length} criteria ${met === 1 ? "is" : "are"} met. ${open === 1 ? "This one is not:" : `These ${open} are not:`}`;
}

/** The parts of an email that the committee wrote itself, if any. */
export function committeeWrites(...texts: readonly string[]): readonly Block[] {
  const written = texts.filter((text) => text.trim() !== "");
  return written.length === 0 ? [] : [paragraph("The committee writes:"), quote(written.join("\n\n"))];
}
