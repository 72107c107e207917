/**
 * Whether what was typed names this member and no other: its whole name, one of its domains or a contact alias. Case and spaces
 * at the ends do not count; half a name does not.
 */
export function namesMember(
  typed: string,
  { name, domains, aliases }: { readonly name: string; readonly domains: readonly string[]; readonly aliases: readonly string[] },
): boolean {
  const typedName = folded(typed);
  return typedName !== "" && [name, ...domains, ...aliases].some((word) => folded(word) === typedName);
}

function folded(text: string): string {
  return text.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
}
