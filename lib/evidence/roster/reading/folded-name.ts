/** Legal forms as they end (in East Asia also begin) the names of organizations, without dots. None of them tells two apart. */
const legalForms = new Set(
  (
    "inc incorporated corp corporation co company llc llp lp lllp ltd limited plc pllc pbc gmbh mbh ag kg kgaa ug ohg ev se sa sas sasu sarl srl spa sapa bv nv cv vof " +
    "ab as asa aps oy oyj hf ehf sro zoo spzoo doo dd ad ood kft zrt nyrt bt ltda eireli lda sl slu pty pte pvt private sdn bhd kk gk ooo oao zao ao pao ооо оао зао ао пао тоо"
  ).split(" "),
);
/** In UTF-16 units. What comes after is no name any more; the limit keeps the work on one small. */
const longestName = 500;

const eastAsianForms = /株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限公司|주식회사|유한회사|\((?:株|有|주)\)/g;

/** The words of a name for comparison: without case, accents, punctuation, a leading "The" and legal forms. Empty only if the name has no words. */
export function nameWords(name: string): readonly string[] {
  const plain = name.slice(0, longestName).normalize("NFKC").replace(eastAsianForms, " ");
  const folded = plain
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/ß/g, "ss");
  const words = folded
    .replace(/&/g, " and ")
    .replace(/[.'’]/g, "") // "S.A." is "sa", "solo.io" is "soloio"
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const first = words.length > 1 && words[0] === "the" ? 1 : 0;
  let last = words.length;
  while (last - first > 1 && (legalForms.has(words[last - 1] ?? "") || (words[last - 1] === "and" && legalForms.has(words[last] ?? ""))))
    last -= 1;
  return words.slice(first, last);
}

/** A name for comparison: its words without spaces, so that "Red Hat" equals "RedHat". Empty for a name without letters. */
export function foldedName(name: string): string {
  return nameWords(name).join("");
}

/** What parts a name from another name of its bearer. */
const between =
  /[()[\]{}（）【】/\\|;:,、·•–—]|\s-\s|\b(?:formerly|previously|originally|now|known as|also known as|doing business as|trading as|subsidiary of|division of|part of|an?|f\/?k\/?a|a\/?k\/?a|d\/?b\/?a|t\/?a|n[ée]e)\b/giu;

/** Letters that differ from a plain one by more than an accent, and how people type them on other keyboards. */
const plainLetters: Readonly<Record<string, string>> = {
  ı: "i",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ħ: "h",
  ŧ: "t",
};

/**
 * Every way to read a name that may hold several ("Contoso (formerly Tailspin)", "Fabrikam d/b/a Wingtip", "Nwt.example"), as words. Also without a
 * legal form in front ("PT", "OOO", "AB"), which may be a part of the name as well: nothing here proves that two are one.
 */
export function readingsOf(name: string): readonly (readonly string[])[] {
  const short = name.slice(0, longestName);
  const domains = short.match(/(?<![\p{L}\p{N}-])[\p{L}\p{N}-]+(?=\.[\p{L}\p{N}-])/gu) ?? [];
  const parts = [short, ...short.split(between), ...domains].slice(0, 24);
  return parts.flatMap((part) => {
    const words = nameWords(part).map((word) => word.replace(/[ıøłđðþæœħŧ]/g, (char) => plainLetters[char] ?? char));
    const dotted = /^[a-z]$/.test(words[0] ?? "") ? [] : words;
    const bare = words.length > 1 && legalForms.has(words[0] ?? "") ? [words.slice(1)] : [];
    return [dotted, ...bare].filter((each) => each.length > 0);
  });
}
