import { plainLetters } from "@/lib/kernel/confusable";
import { foldedName } from "./roster/reading/folded-name";

/** Cyrillic and Greek capitals that look like Latin ones although their lower-case forms do not, by code point (hexadecimal). */
const capitals = new Map(
  "b412 h41d k41a m41c t422 b392 e395 z396 h397 k39a m39c n39d t3a4 y3a5 x3a7"
    .split(" ")
    .map((each) => [String.fromCodePoint(Number.parseInt(each.slice(1), 16)), each.charAt(0)]),
);

/**
 * The confusable skeleton of an organization's name: case, accents, spaces, punctuation and legal forms
 * do not count, letters of other scripts count as the Latin ones they look like, and so do digits. "Gl0bex", "GLOBEX Inc." and a "Globex"
 * with Cyrillic letters have the same skeleton. Stored with each name, so that an index finds names that resemble it. Empty for a name without letters.
 */
export function nameSkeleton(name: string): string {
  const read = [...name.normalize("NFKC")].map((char) => capitals.get(char) ?? char).join("");
  return foldedName(plainLetters(read.toLowerCase()))
    .replaceAll("0", "o")
    .replace(/[1i]/g, "l") // a capital I is an l
    .replaceAll("m", "rn");
}
