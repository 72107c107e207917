/** A person as those are told of them who may not know them: the name they gave, and the address they proved. */
export function displayName({ name, email }: { readonly name: string | null; readonly email: string }): string {
  return name === null ? email : `${name}, ${email}`;
}

/** What an organization's domain has to show as a TXT record to prove an access recovery. */
export function domainProof(secret: string): string {
  return `forewarned-verify=${secret}`;
}
