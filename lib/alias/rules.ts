/** How long the link in an email to an alias can be used, whatever waits for the answer. One that has expired is renewed with one press. */
export const aliasCheckHours = 24;

/** Wrong organizations may be typed so often. */
export const mostAttempts = 5;

/** What somebody who reads an address types to say that it is not the organization's. */
export const disownWords = "NOT OURS";

/** Whether somebody typed just that; case, spaces, quotation marks and punctuation do not count. */
export function saysDisown(typed: string): boolean {
  return /^\P{L}*not\P{L}*ours\P{L}*$/u.test(typed.toLowerCase());
}

/** Sooner than this no person has read an email, followed its link and typed two answers. */
const soonestSeconds = 60;

export type AliasCheckState = "open" | "answered" | "disowned" | "ended" | "worn-out" | "expired";

type Facts = {
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly disownedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly attempts: number;
};

/** What a check is at a moment. An answer stays an answer; what was ended by a newer email or another address stays ended. */
export function aliasCheckState({ expiresAt, endedAt, disownedAt, answeredAt, attempts }: Facts, now: Date): AliasCheckState {
  if (disownedAt !== null) return "disowned";
  if (endedAt !== null) return "ended";
  if (answeredAt !== null) return "answered";
  if (attempts >= mostAttempts) return "worn-out";
  return now > expiresAt ? "expired" : "open";
}

/** Why a person reviews an answer, in the same words for the person who answered, the organization and the committee. */
export const whyReviewed =
  "The answer came within a minute of the email, or without a name. Software that opens links automatically can also give such an answer.";

/** What pages say about an answer that waits for that review, to the organization and the committee alike. Without a full stop. */
export const answeredQuickly = "Answered within a minute of the email, or without a name, so the committee looks at it first";

/** A contact alias as pages show it. */
export type AliasShown<Address = string> = {
  readonly address: Address;
  readonly domain: string;
  /** When a person last answered there. */
  readonly answeredAt: Date | null;
  /** When it gave an answer since that the committee looks at, see `answeredQuickly`. */
  readonly quickAt: Date | null;
};

/** Whether a person should review an answer: it came too fast, has no name, or its name repeats the address. */
export function needsReview({ askedAt, now, name, address }: { askedAt: Date; now: Date; name: string; address: string }): boolean {
  const seconds = (now.getTime() - askedAt.getTime()) / 1000;
  return seconds < soonestSeconds || !/\p{L}.*\p{L}/u.test(name) || /https?:|www\./i.test(name) || folded(name) === folded(address);
}

/**
 * Whether what was typed names the organization, loosely: case, accents, spaces and legal forms do not count, one word of
 * the name is enough, and a slip or two in a long name is. It only has to show that somebody read the email.
 */
export function namesOrganization(typed: string, organization: string): boolean {
  const typedWords = words(typed);
  const meant = words(organization);
  if (typedWords.length === 0) return false;
  const [saidAll, meantAll] = [typedWords.join(""), meant.join("")];
  if (saidAll === meantAll || (meantAll.includes(saidAll) && longEnough(saidAll)) || (saidAll.includes(meantAll) && longEnough(meantAll)))
    return true;
  if (typedWords.some((word) => longEnough(word) && meant.includes(word))) return true;
  return distance(saidAll, meantAll) <= Math.floor(meantAll.length / 6);
}

const legalForms = new Set([
  "inc",
  "incorporated",
  "corp",
  "corporation",
  "co",
  "company",
  "llc",
  "ltd",
  "limited",
  "plc",
  "gmbh",
  "mbh",
  "ag",
  "kg",
  "ug",
  "se",
  "sa",
  "sas",
  "sarl",
  "srl",
  "spa",
  "bv",
  "nv",
  "ab",
  "as",
  "asa",
  "oy",
  "aps",
  "pty",
  "pte",
  "kk",
  "the",
  "and",
  "of",
  "for",
]);

/** The words of a name without those that many names share; all of them when nothing else is left. */
function words(name: string): readonly string[] {
  const all = folded(name)
    .split(" ")
    .filter((word) => word !== "");
  const telling = all.filter((word) => !legalForms.has(word));
  return telling.length > 0 ? telling : all;
}

function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Three letters of an alphabet, or two characters of a script in which two make a word. */
function longEnough(word: string): boolean {
  return [...word].length >= (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u.test(word) ? 2 : 3);
}

/** How many emails have to be changed, added or left out to make one text the other (Levenshtein), for short texts. */
function distance(one: string, other: string): number {
  if (one.length > 100 || other.length > 100) return Number.POSITIVE_INFINITY;
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const change = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[other.length] ?? 0;
}
