/** Legal forms as they end (in East Asia also begin) the names of organizations, without dots. None of them tells two apart. */
const legalForms = new Set(
  (
    "inc incorporated corp corporation co company llc llp lp lllp ltd limited plc pllc pbc gmbh mbh ag kg kgaa ug ohg ev se sa sas sasu sarl srl spa sapa bv nv cv vof " +
    "ab as asa aps oy oyj hf ehf sro zoo spzoo doo dd ad ood kft zrt nyrt bt ltda eireli lda sl slu pty pte pvt private sdn bhd kk gk ooo oao zao ao pao ооо оао зао ао пао тоо"
  ).split(" "),
);
const eastAsianForms = /株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限公司|주식회사|유한회사|\((?:株|有|주)\)/g;

/** The words of a name as they are compared: without case, accents, punctuation, "The" in front and legal forms. Never none, unless the name has none. */
export function nameWords(name: string): readonly string[] {
  const plain = name.normalize("NFKC").replace(eastAsianForms, " ");
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

/** A name as it is compared with another: its words without spaces, so that "Red Hat" is "RedHat". Empty for a name without letters. */
export function foldedName(name: string): string {
  return nameWords(name).join("");
}
