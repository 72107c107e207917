import { confusableCharacters } from "./confusable-characters";
import { unicodeLabel } from "./punycode";

/** A host name as a person sees it: A-labels decoded. Only for comparing; what is shown to people stays in A-labels. */
function seen(host: string): string {
  if (!host.includes("xn--")) return host;
  return host.split(".").map(unicodeLabel).join(".");
}

const plainFormOf = new Map(
  Object.entries(confusableCharacters).flatMap(([plain, codes]) =>
    codes.split(" ").map((code) => [String.fromCodePoint(Number.parseInt(code, 16)), plain] as const),
  ),
);

/**
 * The confusable skeleton of a host name, in which look-alike characters are the same: two names with equal skeletons can be mistaken for
 * each other. UTS #39 section 4, with accents removed as well, because "cörp" is easily read as "corp".
 */
export function skeleton(host: string): string {
  return plainLetters(seen(host)).replaceAll("0", "o").replaceAll("1", "l").replaceAll("m", "rn");
}

/**
 * The name in plain letters that a host name imitates ("xn--80ak6aa92e.example" is read as "apple.example"), or null when it does
 * not: when it is plain itself, a normal word in another script, or Latin with accents.
 */
export function plainReading(host: string): string | null {
  const name = seen(host);
  const reading = plainLetters(name);
  const imitates = /[^\0-\x7f]/.test(name) && !/[^\0-\x7f]/.test(reading) && /[^\p{Script=Latin}\p{M}\0-\x7f]/u.test(name.normalize("NFD"));
  return imitates || name.split(".").some(mixesScripts) ? reading : null;
}

/** Latin mixed with a script that is normally not mixed with it (in Chinese, Japanese and Korean names it is). */
function mixesScripts(label: string): boolean {
  const latin = /\p{Script=Latin}/u.test(label);
  return (
    latin &&
    /[^\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Common}\p{Script=Inherited}]/u.test(
      label,
    )
  );
}

/** The text in lower case, without accents, and with every look-alike replaced by the plain letter. */
export function plainLetters(name: string): string {
  if (/^[\0-\x7f]*$/.test(name)) return name;
  const characters = [...name.normalize("NFD").replace(/\p{M}/gu, "")];
  return characters.map((char) => plainFormOf.get(char) ?? char).join("");
}
