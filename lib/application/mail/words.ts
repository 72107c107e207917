/** Words that do not distinguish criteria. */
const empty = new Set(
  (
    "a an the of to in on for and or is are was were be been being have has had do does did your you we us our ours i my me it its this that these those which who " +
    "with by as at from into must should will shall would can could may might any all each also there their they he she not no yes please above below following " +
    "outlined described if so than then such up out about how what why when where am s t re ve ll d m"
  ).split(" "),
);

/** The stems of the distinguishing words of a text, in order. Addresses and links are not words. */
export function stems(text: string): string[] {
  const plain = text
    .replace(/\]\([^)\s]*\)?/g, "] ")
    .replace(/\[email protected\]/gi, " ")
    .replace(/\S+/g, withoutLink)
    .replace(/[\u00ad\u200b\u200c\u2060\ufeff]/g, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\be-?mail/g, "mail")
    .replace(/\b(re|co|non)-(?=[a-z])/g, "$1")
    .replace(/[’']s\b/g, "");
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !empty.has(word)).map(stem);
}

/** A word without the address or link in it, found by looking for its sign: a pattern that starts anywhere is quadratic. */
function withoutLink(word: string): string {
  const at = word.indexOf("@", 1);
  const linked = word.search(/https?:\/\/\S|www\.\S/i);
  if (linked === 0 || (at !== -1 && at < word.length - 1)) return " ";
  return linked === -1 ? word : word.slice(0, linked);
}

/** A rough stem, enough for "redistributing", "redistribute" and "redistribution" to meet. */
function stem(word: string): string {
  if (word.length <= 4) return word.length === 4 && /[^aius]s$/.test(word) ? word.slice(0, -1) : word;
  const bare = word
    .replace(/ies$/, "y")
    .replace(/(ss|x|z|ch|sh|as)es$/, "$1")
    .replace(/([^aius])s$/, "$1")
    .replace(/(?<=.{4})ly$/, "")
    .replace(/(?<=.{3})ing$/, "")
    .replace(/(?<=.{3})ed$/, "")
    .replace(/(?<=.{3})e$/, "");
  return bare.slice(0, 6);
}
