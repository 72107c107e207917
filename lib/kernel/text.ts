import * as z from "zod/mini"; // runs in the browser, where the whole of zod weighs 18 KiB more

/** Marks that may follow one letter. Tibetan and Hebrew need up to 6; more would cover the lines around it. */
const mostMarks = 8;

const tooManyMarks = new RegExp(`\\p{M}{${mostMarks + 1},}`, "u");
const loneSurrogate = /\p{Surrogate}/u;
const unseen = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const lineEnd = /\r\n?|[\v\f\u0085]/g; // word processors paste the last three
const lineBreakOrControl = /[\p{Cc}\u2028\u2029]/u;
const controlButLayout = /[^\P{Cc}\n\t]/u;
const bidiControl = /\p{Bidi_Control}/u;

type Words = {
  /** The message when nothing was typed. Without it the field is optional. */
  readonly empty?: string;
  /** The name of the field as it starts a sentence: "Description". */
  readonly name: string;
};

/**
 * One line of at most `max` code points, trimmed at the ends and in NFC, otherwise as typed. Refuses line breaks, control
 * characters and characters that change the reading direction. A text without visible characters counts as empty and becomes "".
 */
export function singleLine(max: number, words: Words): z.ZodMiniType<string, string> {
  return text(max, words, (typed) => {
    if (lineBreakOrControl.test(typed)) return "must be one line, without control characters";
    if (bidiControl.test(typed)) return "must not include characters that change the reading direction";
    return null;
  });
}

/** Like `singleLine`, with line breaks (stored as LF), tabs and mixed reading directions allowed. */
export function manyLines(max: number, words: Words): z.ZodMiniType<string, string> {
  return text(max, words, (typed) => (controlButLayout.test(typed) ? "must not include control characters" : null));
}

/** Whether nothing can be seen: only spaces of any kind, fillers, control and invisible characters. */
export function isBlank(text: string): boolean {
  return text.replace(unseen, "") === "";
}

/** The text without the spaces around it; line breaks and other white space stay, for the caller to refuse. */
export function withoutOuterSpaces(text: string): string {
  let end = text.length;
  while (text[end - 1] === " ") end -= 1;
  return text.slice(0, end).replace(/^ +/, "");
}

/** The length as people count it, but for combined signs: one for each Unicode code point. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function text(max: number, { empty, name }: Words, faultIn: (typed: string) => string | null): z.ZodMiniType<string, string> {
  const assessed = z.transform((input: string, context) => {
    const refuse = (message: string) => {
      context.issues.push({ code: "custom", message, input });
      return z.NEVER;
    };
    if (input.length > 4 * max + 1000) return refuse(limit(name, max)); // before work that grows with the length
    if (loneSurrogate.test(input)) return refuse(`${name} includes a broken character. Type it again`);
    if (isBlank(input)) return empty === undefined ? "" : refuse(empty);

    const typed = input.replace(lineEnd, "\n").trim().normalize("NFC");
    if (codePoints(typed) > max) return refuse(limit(name, max));
    const fault = faultIn(typed) ?? (tooManyMarks.test(typed) ? `must not stack more than ${mostMarks} marks on one letter` : null);
    return fault === null ? typed : refuse(`${name} ${fault}`);
  });
  return z.pipe(z.string({ error: empty ?? `${name} must be text` }), assessed);
}

function limit(name: string, max: number): string {
  return `${name} must be ${max.toLocaleString("en-GB")} characters or less`;
}
