/** Parameters of RFC 3492 section 5. */
const base = 36;
const lowest = 1;
const highest = 26;
const skew = 38;
const damping = 700;

/**
 * The Unicode form of an A-label ("xn--bcher-kva" becomes "bücher"), for looking at what a person would see. Browsers have no
 * function for it. Any other label, and one that does not decode (RFC 3492 section 6.2), is returned as it is.
 */
export function unicodeLabel(label: string): string {
  if (!label.startsWith("xn--") || label === "xn--") return label;
  return decode(label.slice(4)) ?? label;
}

function decode(encoded: string): string | null {
  const hyphen = encoded.lastIndexOf("-");
  const output = [...encoded.slice(0, Math.max(hyphen, 0))].map((sign) => sign.codePointAt(0) ?? 0);
  let codePoint = 128;
  let position = 0;
  let bias = 72;

  for (let at = hyphen + 1; at < encoded.length; ) {
    const before = position;
    for (let weight = 1, k = base; ; k += base) {
      const digit = digitOf(encoded.charAt(at++));
      if (digit === null) return null;
      position += digit * weight;
      const threshold = Math.min(Math.max(k - bias, lowest), highest);
      if (digit < threshold) break;
      weight *= base - threshold;
      if (weight > Number.MAX_SAFE_INTEGER / base) return null;
    }
    const length = output.length + 1;
    bias = adapt(position - before, { length, first: before === 0 });
    codePoint += Math.floor(position / length);
    position %= length;
    if (codePoint > 0x10ffff) return null;
    output.splice(position++, 0, codePoint);
  }
  return String.fromCodePoint(...output);
}

function digitOf(sign: string): number | null {
  if (/^[a-z]$/.test(sign)) return sign.charCodeAt(0) - 97;
  return /^\d$/.test(sign) ? Number(sign) + 26 : null;
}

function adapt(delta: number, { length, first }: { length: number; first: boolean }): number {
  let rest = first ? Math.floor(delta / damping) : delta >> 1;
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((base - lowest) * highest) >> 1; k += base) rest = Math.floor(rest / (base - lowest));
  return k + Math.floor(((base - lowest + 1) * rest) / (rest + skew));
}
