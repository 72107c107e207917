/** What a line begins with when it begins an item. */
export type Marker = {
  readonly kind: "number" | "bullet" | "heading";
  /** The numbers it names: one, or several as in "4 and 5:". */
  readonly numbers: readonly number[];
  /** "Criterion 3" rather than "3." : cannot be part of an answer's own list. */
  readonly spelled: boolean;
  /** Its format without the number: "%." or "(%)"; "" where a word says what is numbered. */
  readonly shape: string;
  /** Where the text after it begins. */
  readonly end: number;
};

const nouns = String.raw`(?:criteri(?:on|a|ons)|criterium|requirements?|conditions?|questions?|items?|points?|numbers?|rules?|no\.|nr\.|ad|re|regarding|for|on|as for|q|c|r|#)`;
const one = String.raw`[#(]?\d{1,2}(?![\d%]|[.,:]\d)[.)]?`;
const joint = String.raw`\s*(?:,\s*and|,|and|und|&|\+|/|-|–|to|through)\s*`;
const several = new RegExp(
  String.raw`^(${nouns}(?:\s+(?:criteri(?:on|a)|points?|items?|questions?|numbers?|no\.))?[\s#:.(]*)?(${one}(?:${joint}${one})*)(\s*(?:\\?[:.)\]|,]|[-–—]+(?=\s)|=>?|→)|(?=\s)|$)`,
  "i",
);
const roman = /^\(?(i{1,3}|iv|vi{0,3}|ix|x)[.):](?=\s)/i;
const alphabetic = /^\(?([a-h])[.)](?=\s)/i;
const bracketed = /^\[(\d{1,2})\][:.]?\s+(?!https?:)/;
const inWords = new RegExp(
  String.raw`^(?:(?:${nouns})\s+(one|two|three|four|five|six|seven|eight|nine|ten)\b|(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:ly)?(?:\s+criterion)?(?=[:,.)]|\s[-–—]))\s*[:,.)–—-]*\s*`,
  "i",
);
const cardinals = "one two three four five six seven eight nine ten".split(" ");
const ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth".split(" ");
const bullet = /^(?:[-*+•‣◦▪▫●○·–—→»✓✔☑✅]|\[[ xX✓]?\])(?:\s+\[[ xX✓]?\])?\s+/;
const heading = /^#{1,6}\s+/;
const romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
const most = 40;

/** The marker that a line begins with, quote marks and indent being gone already. */
export function markerOf(line: string): Marker | undefined {
  const found = readMarker(line);
  if (found === undefined) return undefined;
  const written = line.slice(0, found.end).replace(/[\s*_]|\uFE0F|\u20E3/g, "");
  return { ...found, shape: /\p{L}{2}/u.test(written) ? "" : written.replace(/[\p{L}\p{N}]+/gu, "%") };
}

function readMarker(line: string): Omit<Marker, "shape"> | undefined {
  const start = line.slice(0, 120);
  const hashes = heading.exec(start);
  if (hashes !== null) {
    const numbered = numberOf(start.slice(hashes[0].length));
    return {
      kind: "heading",
      numbers: numbered?.numbers ?? [],
      spelled: numbered?.spelled ?? false,
      end: hashes[0].length + (numbered?.end ?? 0),
    };
  }
  const dash = bullet.exec(start);
  if (dash !== null) {
    const inner = numberOf(start.slice(dash[0].length));
    if (inner !== undefined) return { ...inner, end: inner.end + dash[0].length };
    return { kind: "bullet", numbers: [], spelled: false, end: dash[0].length };
  }
  return numberOf(start);
}

function numberOf(start: string): Omit<Marker, "shape"> | undefined {
  const circled = /^([①-⑳])\s*/.exec(start);
  if (circled !== null)
    return { kind: "number", numbers: [(circled[1]?.charCodeAt(0) ?? 0) - 0x245f], spelled: false, end: circled[0].length };
  const keycap = /^(\d)\uFE0F?\u20E3\s*/.exec(start);
  if (keycap !== null) return { kind: "number", numbers: [Number(keycap[1])], spelled: false, end: keycap[0].length };
  const numeral = roman.exec(start);
  if (numeral !== null)
    return {
      kind: "number",
      numbers: [romans.indexOf(numeral[1]?.toLowerCase() ?? "") + 1],
      spelled: false,
      end: skip(start, numeral[0].length),
    };

  const lettered = alphabetic.exec(start);
  if (lettered !== null)
    return {
      kind: "number",
      numbers: [(lettered[1]?.toLowerCase().charCodeAt(0) ?? 0) - 96],
      spelled: false,
      end: skip(start, lettered[0].length),
    };
  const inBrackets = bracketed.exec(start);
  if (inBrackets !== null) return { kind: "number", numbers: [Number(inBrackets[1])], spelled: false, end: inBrackets[0].length };
  const worded = inWords.exec(start);
  if (worded !== null) {
    const [whole, cardinal = "", ordinal = ""] = worded;
    const number = Math.max(cardinals.indexOf(cardinal.toLowerCase()), ordinals.indexOf(ordinal.toLowerCase())) + 1;
    return { kind: "number", numbers: [number], spelled: cardinal !== "", end: whole.length };
  }

  const bold = /^(?:\*\*|__|\*)(?=\S)/.exec(start)?.[0] ?? "";
  const found = several.exec(start.slice(bold.length));
  if (found === null) return undefined;
  const [whole, noun = "", list = "", delimiter = ""] = found;
  const spelled = /\p{L}/u.test(noun) && !/^(?:for|on|re|ad)\b/i.test(noun);
  const delimited = delimiter.trim() !== "" || /[.)]$/.test(list) || bold !== "";
  const after = start.slice(bold.length + whole.length);
  if (noun === "" && !delimited && after.trim() !== "") return undefined;
  if (noun !== "" && !spelled && !delimited) return undefined;
  if (delimited && !/^(?:\s|$|[A-Z*_[<"“(])/.test(after)) return undefined;
  if (/^(?:and|or|of|are|is|have|has)\b/i.test(after.trim()) && !delimited) return undefined;
  if (/[(]\d/.test(list) && !list.includes(")") && !delimiter.includes(")")) return undefined;
  return { kind: "number", numbers: numbersIn(list), spelled, end: skip(start, bold.length + whole.length) };
}

/** "4 and 5" is two, "2-4" is three. */
function numbersIn(list: string): number[] {
  const numbers: number[] = [];
  let range = false;
  for (const piece of list.split(/(\d+)/)) {
    const last = numbers.at(-1);
    if (!/^\d+$/.test(piece)) range = /-|–|\bto\b|through/.test(piece);
    else if (range && last !== undefined && Number(piece) > last && Number(piece) <= most) {
      for (let number = last + 1; number <= Number(piece); number += 1) numbers.push(number);
    } else numbers.push(Number(piece));
  }
  return [...new Set(numbers)];
}

function skip(text: string, from: number): number {
  return from + (/^[\s*_]*/.exec(text.slice(from))?.[0].length ?? 0);
}
