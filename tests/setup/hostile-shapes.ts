/** A text again and again, or one for each number, up to a length. */
const again = (piece: string) => (size: number) => piece.repeat(Math.floor(size / piece.length));
const counted = (piece: (number: string) => string) => (size: number) =>
  Array.from({ length: Math.floor(size / piece("000000").length) }, (_, at) => piece(String(at).padStart(6, "0"))).join("");
const half = (size: number) => Math.floor(size / 2);

/** Longer lines are cut or kept as they are by most readers: the work on one line is at its most just below that. */
const aLine = 1_900;

/**
 * Texts that make careless readers slow: each shape as a text of about `size` characters. Every shape stands for one fault: a run that a
 * pattern tries from each of its signs, an opening without an end that is looked for again and again, many things that are looked through
 * for each of many others, deep nesting, lines as long as a reader takes.
 */
export const hostileShapes: Readonly<Record<string, (size: number) => string>> = {
  "one word": again("a"),
  "blanks between two letters": (size) => `a${" ".repeat(size)}b`,
  "tabs between two letters": (size) => `a${"\t".repeat(size)}b`,
  "carriage returns": again("\r"),
  "blank lines between two letters": (size) => `a${" \n".repeat(half(size))}b`,
  "a key, blanks and a line separator": (size) => `key:${" ".repeat(size)}\u2028`,
  "a fence and a line separator": (size) => `${"`".repeat(size)}\u2028`,
  "marks that no letter carries": (size) => `a${"\u0301\u200b".repeat(half(size))}`,
  "tags within each other": again("<table><tr><td><p>"),
  "comments without end": again("<!--"),
  "numbers on lines": again("1.\n"),
  "bullets on lines": again("- a\n"),
  "bullets in one line": again("- "),
  "pipes on lines": again("| a |\n|---|\n"),
  "quotation marks without end": again('"a,\n'),
  "letters before quotation marks": again('a"'),
  "quoted letters": again('"a"'),
  "empty quotations": again('""'),
  "an empty quotation before letters": again('""a'),
  "a quotation without end": (size) => `"${"a".repeat(size)}`,
  "blanks before quotation marks": again(' "'),
  "a quotation mark after blanks": (size) => `${" ".repeat(size)}"a"`,
  "quotation marks and commas": again('",'),
  "single quotation marks": again("'"),
  "links without end": again("[a]("),
  "brackets within each other": (size) => `${"[".repeat(half(size))}${"]".repeat(half(size))}`,
  "bold and code without end": again("**a `_b "),
  "addresses in one line": counted((number) => `a${number}@b.example,`),
  "keys on lines": counted((number) => `k${number}: a@b.example\n`),
  "one wide row over many rows": (size) => `${"|a".repeat(size / 4)}|\n${"|a|\n".repeat(size / 8)}`,
  "one wide ruler over many lines": (size) => `${"== ".repeat(size / 6)}\n${"a b\n".repeat(size / 8)}`,
  "tables over headings": (size) => `${"|Email|\n|---|\n\nx\n".repeat(size / 34)}${"# a\n".repeat(size / 8)}`,
  "deeper with each line": (size) => Array.from({ length: Math.floor(Math.sqrt(size * 2)) }, (_, at) => `${" ".repeat(at)}a:\n`).join(""), // the text grows with the square of its depth
  "long lines of blanks": again(`- a${" ".repeat(aLine)}b\n`),
  "long lines of marks": again(`- ${"_a ".repeat(aLine / 3)}\n`),
  "long lines of brackets": again(`- ${"[](".repeat(aLine / 3)}\n`),
};
