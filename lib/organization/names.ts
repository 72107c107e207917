/** Whether two names are the same but for case, spaces and signs between words. */
export function sameName(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

function folded(name: string): string {
  const plain = name.normalize("NFKC").toLowerCase();
  return plain.replace(/[\s.,]+/gu, "") || plain;
}
