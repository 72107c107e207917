import { Refusal } from "@/lib/kernel/refusal";
import { candidatesIn, styles } from "./mail/candidates";
import type { MailCriterion } from "./mail/criterion";
import type { Mail } from "./mail/head";
import { headsOf } from "./mail/heads";
import { withHeadings } from "./mail/keyed";
import { linesOf } from "./mail/lines";
import { textOfMail } from "./mail/message";
import { type Reading, readSections } from "./mail/sections";
import { readSentences } from "./mail/sentences";
import { spread } from "./mail/spread";
import { learnWording, type Wording } from "./mail/wording";

export type { MailCriterion } from "./mail/criterion";

/** An application that was written as an email: the answer to each criterion, and all other text. */
export type MailApplication = {
  readonly answers: { readonly criterion: string; readonly text: string }[];
  readonly unplaced: string[];
};

const longest = 256 * 1024;
const mostLines = 5000;
const deepestQuote = 3;
const muchBetter = 2;

/**
 * Parses an application written as an email: pasted text, HTML, or a stored message. `criteria` are in the order of their numbers;
 * nothing but their texts and that order is known about the list, and texts take precedence over numbers.
 * Returns one answer per criterion, in the order of the criteria; text without a criterion is in `unplaced`. Nothing is dropped
 * but the criteria themselves. Every email has a result; only one above 256 KB or 5,000 lines is refused. The time is
 * proportional to the length of the text.
 */
export function readMailApplication(text: string, criteria: readonly MailCriterion[]): MailApplication {
  if (text.length > longest || new TextEncoder().encode(text).length > longest) {
    throw new Refusal("This email is larger than 256 KB. Paste only its text, without attachments and earlier emails", { kind: "input" });
  }
  const wording = learnWording(criteria);
  const { text: written, comments } = withoutComments(textOfMail(text));
  const plain = spread(withHeadings(written), wording);
  if (lineCount(plain) > mostLines) {
    throw new Refusal("This email has more than 5,000 lines. Paste only its text, without attachments and earlier emails", {
      kind: "input",
    });
  }
  const deepest = plain.includes(">") ? deepestQuote : 1;

  let best: Reading | undefined;
  for (let unquoted = 0; unquoted < deepest; unquoted += 1) {
    if (best !== undefined && best.score >= criteria.length - muchBetter) break;
    const reading = bestReading(linesOf(plain, unquoted), wording, criteria.length);
    if (best === undefined || reading.score >= best.score + muchBetter) best = reading;
  }
  const texts = best?.texts ?? new Map<number, string[]>();
  const answers = criteria.flatMap(({ key }, index) => {
    const answerText = texts.get(index);
    return answerText === undefined ? [] : [{ criterion: key, text: answerText.join("\n\n") }];
  });
  return { answers, unplaced: [...(best?.unplaced ?? []), ...comments] };
}

/** Takes comments of Markdown out of a text: a template's instructions, mostly. What is never closed is no comment. */
function withoutComments(text: string): { text: string; comments: string[] } {
  const comments: string[] = [];
  let kept = "";
  let from = 0;
  for (let at = text.indexOf("<!--"); at !== -1; at = text.indexOf("<!--", from)) {
    const end = text.indexOf("-->", at + 4);
    if (end === -1) break;
    kept += text.slice(from, at);
    const comment = text.slice(at, end + 3);
    if (comment.slice(4, -3).trim() !== "") comments.push(comment);
    from = end + 3;
  }
  return { text: kept + text.slice(from), comments };
}

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

/** Reads the mail in every style in which its criteria may be put, and keeps the reading that answers most. */
function bestReading(lines: Mail["lines"], wording: Wording, count: number): Reading {
  let mail: Mail = { lines, wording, count, candidates: candidatesIn(lines, wording), ownNumbers: new Map() };
  let best = convincing(mail);
  if (best.copied.length > 0) {
    mail = withoutCopy(mail, best);
    best = convincing(mail);
  }
  if (best.score <= 2 && best.blank === 0) {
    const sentences = readSentences(mail);
    if (sentences.score > best.score) return sentences;
  }
  return best;
}

function convincing(mail: Mail): Reading {
  const present = styles.filter((style) => mail.candidates.some((candidate) => candidate.style === style));
  let best: Reading | undefined;
  let copied: Reading["copied"] = [];
  for (const style of present) {
    const reading = readSections(mail, headsOf(mail, style));
    if (reading.copied.length > copied.length) copied = reading.copied;
    if (best === undefined || reading.score > best.score) best = reading;
  }
  return { ...(best ?? readSections(mail, [])), copied };
}

/** Where the mail copies the whole list of criteria, that copy tells how it numbers them, and is left out. */
function withoutCopy(mail: Mail, { copied }: Reading): Mail {
  const ownNumbers = new Map(
    copied.flatMap(({ candidate: { numbers }, indexes }) =>
      numbers.length === 1 && indexes.length === 1 ? [[numbers[0] ?? 0, indexes[0] ?? 0] as const] : [],
    ),
  );
  const gone = new Set(copied.map(({ candidate }) => candidate));
  const inside = new Set(
    copied.flatMap(({ from, end }) =>
      Array.from({ length: end.line - from.line + 1 }, (_, step) => from.line + step).filter((at) => at < end.line || end.char > 0),
    ),
  );
  const lines = mail.lines.map((line, at) => (!inside.has(at) ? line : { ...line, text: "", marker: undefined }));
  const candidates = mail.candidates.filter((candidate) => !gone.has(candidate) && !inside.has(candidate.line));
  return { ...mail, lines, candidates, ownNumbers };
}
