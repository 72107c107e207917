/** Decoding of what mail does to text on its way: RFC 2045 (quoted-printable, base64), RFC 2047 (words in headers), RFC 3676 (flowed lines). */

/** The text of a body that was sent in a transfer encoding. Unknown encodings are taken as they are. */
export function decodeBody(body: string, { encoding, charset }: { encoding: string; charset: string }): string {
  if (encoding === "quoted-printable") return toText(quotedPrintable(body), charset);
  if (encoding === "base64") return toText(base64(body), charset);
  return body;
}

/** "=?utf-8?Q?S=C3=A9curit=C3=A9?=" read as "Sécurité"; a word that cannot be read stays as it is. */
export function decodeWords(header: string): string {
  return header
    .replace(/(\?=)\s+(?==\?[^?\s]+\?[bq]\?)/gi, "$1")
    .replace(/=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bq])\?([^?]*)\?=/gi, (_word, charset: string, how: string, text: string) =>
      toText(how.toLowerCase() === "b" ? base64(text) : quotedPrintable(text.replaceAll("_", "=20")), charset),
    );
}

/** Joins lines that a mail program broke softly: those that end in a space, within one depth of quoting. */
export function unflow(text: string, deleteSpace: boolean): string {
  const flowed: string[] = [];
  let open: { depth: number } | undefined;
  for (const line of text.split("\n")) {
    const marks = /^>*/.exec(line)?.[0] ?? "";
    const content = line.slice(marks.length).replace(/^ /, "");
    const soft = content.endsWith(" ") && content !== "-- ";
    const kept = soft && deleteSpace ? content.slice(0, -1) : content;
    if (open?.depth === marks.length && content !== "-- ") flowed.push(`${flowed.pop() ?? ""}${kept}`);
    else flowed.push(marks === "" ? kept : `${marks} ${kept}`);
    open = soft ? { depth: marks.length } : undefined;
  }
  return flowed.join("\n");
}

const western = [..."€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"];

function quotedPrintable(text: string): Uint8Array {
  const unbroken = text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/=\n/g, "");
  const bytes = new Uint8Array(unbroken.length * 3);
  const encoder = new TextEncoder();
  let end = 0;
  unbroken.split(/=([0-9a-f]{2})/i).forEach((piece, at) => {
    if (at % 2 === 0) end += encoder.encodeInto(piece, bytes.subarray(end)).written;
    else bytes[end++] = Number.parseInt(piece, 16);
  });
  return bytes.subarray(0, end);
}

function base64(text: string): Uint8Array {
  const characters = text.replace(/[^A-Za-z0-9+/]/g, "");
  const whole = characters.length % 4 === 1 ? characters.slice(0, -1) : characters; // one character holds no byte
  return Uint8Array.from(atob(whole), (char) => char.charCodeAt(0));
}

function toText(bytes: Uint8Array, charset: string): string {
  const decoder = decoderFor(charset);
  const text = decoder.decode(bytes).replace(/\r\n?/g, "\n");
  // Node 20 reads windows-1252 as ISO 8859-1 and leaves control characters where quotes and dashes were meant.
  return decoder.encoding === "windows-1252"
    ? text.replace(/[\x80-\x9f]/g, (control) => western[control.charCodeAt(0) - 0x80] ?? control)
    : text;
}

function decoderFor(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset === "us-ascii" || charset === "" ? "utf-8" : charset);
  } catch {
    return new TextDecoder("utf-8");
  }
}
