import { parse } from "tldts";
import { assessPersonAddress } from "@/lib/kernel/address";
import { type Cell, isPlaceholder, longestCell } from "./cell";
import { quoted } from "./found";

/** The addresses in a cell. */
type Addresses = {
  /** Every address, as written, in order. */
  readonly addresses: readonly string[];
  /** Pieces with an "@" that are no single address. */
  readonly unread: readonly string[];
  /** The other text of the cell, without brackets and separators. */
  readonly beside: string;
};

/**
 * The addresses of a cell, exactly as written: upper case stays, a misspelt domain stays. A piece counts as an address when
 * it has one "@" with something on both sides; several may be parted by spaces, line breaks, commas, semicolons, slashes or "and".
 * A comma inside a piece ("security@example,com") parts nothing unless an address follows it; such a piece is not guessed at.
 * Links to mailto: count when the words of the link hold no address.
 */
export function addressesIn({ text, mailto }: Pick<Cell, "text" | "mailto">): Addresses {
  if (text.length > longestCell) return { addresses: mailto, unread: [text], beside: "" };
  const addresses: string[] = [];
  const unread: string[] = [];
  const rest: string[] = [];
  for (const piece of pieces(text)) {
    const bare = piece.replace(/^mailto:/i, "").replace(/(?<![.,;:!?])[.,;:!?]+$/, "");
    if (!bare.includes("@")) rest.push(piece);
    else if (/^[^\s@,;:]+@[^\s@,;:]+$/.test(bare)) addresses.push(bare);
    else unread.push(piece);
  }
  const missed = mailto.filter((target) => !addresses.some((address) => address.toLowerCase() === target.toLowerCase()));
  const beside = rest
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece) && (addresses.length + missed.length === 0 || !/^(?:and|or|und|et)$/i.test(piece)))
    .join(" ");
  return addresses.length === 0 ? { addresses: missed, unread, beside } : { addresses, unread: [...unread, ...missed], beside };
}

/** What a person should know about an address that is kept as written, or null: it may not reach anybody. */
export function doubtAbout(address: string): string | null {
  const domain = address.slice(address.indexOf("@") + 1);
  if (/[^\0-\x7f]/.test(address)) return `${quoted(address)} has letters outside a to z; it may imitate another address.`;
  if (!assessPersonAddress(address).ok) return `${quoted(address)} is not in the format of an address.`;
  const last = domain.slice(domain.lastIndexOf(".") + 1).toLowerCase();
  if (documentationNames.includes(last) || parse(domain).isIcann === true) return null;
  return `${quoted(address)} ends in .${last}, which is not a public top-level domain.`;
}

/** Names of RFC 2606 that documents and tests use instead of real ones. */
const documentationNames = ["example", "test", "invalid", "localhost"];

/** Why a cell that should hold an address gives none. */
export function whyNoAddress({ text, odd }: Cell, unread: readonly string[]): string {
  if (text === "") return odd.length > 0 ? "The address is empty apart from what was left out." : "The address is empty.";
  if (unread.length > 0) return `The address could not be read: ${quoted(text)}.`;
  if (isSpelledOut(text)) return `The address is written in words, not as an address: ${quoted(text)}. We did not guess it.`;
  return `There is no address, only ${quoted(text)}.`;
}

/** An address in words, such as "security [at] example [dot] com", or the words a web page puts in place of one. */
function isSpelledOut(text: string): boolean {
  return (
    text.length <= longestCell &&
    /[[({<]\s*(?:at|@|dot|a\s*t)\s*[\])}>]|[\p{L}\p{N}]\s+at\s+[\p{L}\p{N}-]+(?:\s*\.\s*|\s+dot\s+)\p{L}|_at_|-at-|＠|\bdot\s+(?:com|org|net|io|dev)\b|\[e-?mail\b/iu.test(
      text,
    )
  );
}

/** Whether a text can be the name of somebody: not empty, no address in any spelling, no word for "nothing". */
export function canBeName(text: string): boolean {
  return text.length <= longestCell && /[\p{L}\p{N}]/u.test(text) && !text.includes("@") && !isSpelledOut(text) && !isPlaceholder(text);
}

/** A text without the addresses in it and the brackets around them; all else as written. One that is too long for a name stays whole. */
export function withoutAddresses(text: string, addresses: readonly string[]): string {
  if (text.length > longestCell) return text;
  let rest = text;
  for (const address of addresses) {
    const at = rest.indexOf(address);
    if (at === -1) continue;
    const before = rest.slice(0, at).replace(/[<([{]?(?:mailto:)?$/i, "");
    rest = `${before} ${rest.slice(at + address.length).replace(/^[>)\]}]/, "")}`;
  }
  if (rest === text) return text;
  return rest.replace(/ {2,}/g, " ").replace(/^[\s,;:/–—-]+|(?<![\s,;:/–—-])[\s,;:/–—-]+$/g, "");
}

function pieces(text: string): string[] {
  const words = text.replace(/[<>()[\]{}"“”„‘`|;；、]/g, " ").split(/\s+/);
  return words.flatMap((word) => partedByCommas(word.replace(/^['’]+|(?<!['’])['’]+$/g, ""))).filter((piece) => piece !== "");
}

/** "a@x,b@x" and "a@x/b@x" are two; "a@x,com" is one piece that nobody can read. */
function partedByCommas(word: string): string[] {
  const whole = word.replace(/(?<![,/])[,/]+$/, "");
  const parts = whole.split(/(?<![,/])[,/]+(?=[^,/@]+@)/);
  return parts.every((part) => /^[^@]+@[^@]+$/.test(part)) ? parts : [whole];
}
