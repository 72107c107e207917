import { confusableLetters } from "./confusable-letters";
import { unicodeLabel } from "./punycode";

/** A host name as a person sees it: A-labels decoded. Only for comparing; what is shown to people stays in A-labels. */
function seen(host: string): string {
  if (!host.includes("xn--")) return host;
  return host.split(".").map(unicodeLabel).join(".");
}

const plainFormOf = new Map(
  Object.entries(confusableLetters).flatMap(([plain, codes]) =>
    codes.split(" ").map((code) => [String.fromCodePoint(Number.parseInt(code, 16)), plain] as const),
  ),
);

/**
 * What is left of a host name when everything that looks alike is the same: two names with one skeleton can be mistaken for
 * each other. UTS #39 section 4, with accents taken off as well, since "cörp" is read as "corp" in a hurry.
 */
export function skeleton(host: string): string {
  return plainLetters(seen(host)).replaceAll("0", "o").replaceAll("1", "l").replaceAll("m", "rn");
}

/**
 * The name in plain letters that a host name imitates ("xn--80ak6aa92e.example" is read as "apple.example"), or null when it does
 * not: when it is plain itself, an honest word of another script, or Latin with accents.
 */
export function plainReading(host: string): string | null {
  const name = seen(host);
  const reading = plainLetters(name);
  const imitates = /[^\0-\x7f]/.test(name) && !/[^\0-\x7f]/.test(reading) && /[^\p{Script=Latin}\p{M}\0-\x7f]/u.test(name.normalize("NFD"));
  return imitates || name.split(".").some(mixesScripts) ? reading : null;
}

/** Latin beside a script that is not written together with it (Chinese, Japanese and Korean names are). */
function mixesScripts(label: string): boolean {
  const latin = /\p{Script=Latin}/u.test(label);
  return (
    latin &&
    /[^\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Common}\p{Script=Inherited}]/u.test(
      label,
    )
  );
}

/** A text in lower case with every letter that passes for a plain one as that letter, and without accents. */
export function plainLetters(name: string): string {
  if (/^[\0-\x7f]*$/.test(name)) return name;
  const characters = [...name.normalize("NFD").replace(/\p{M}/gu, "")];
  return characters.map((char) => plainFormOf.get(char) ?? char).join("");
}
