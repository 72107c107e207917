const localPart = 64; // longest, RFC 5321 section 4.5.3.1
const beforeAt = /(?<![^\s<>()[\],;:"'@])[^\s<>()[\],;:"'@]*$/;
const afterAt = /^[^\s<>()[\],;:"'@]{1,254}/;
const linkLike = /https?:\/\/[^\s<>()[\]"']+[^\s<>()[\]"'.,;:!?]/g;

/** The first text that looks like an email address, unchanged; "" when there is none. The form validates it later. */
export function firstAddress(text: string): string {
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    const local = beforeAt.exec(text.slice(Math.max(0, at - localPart - 1), at))?.[0] ?? "";
    const domain = (afterAt.exec(text.slice(at + 1, at + 256))?.[0] ?? "").replace(/(?<!\.)\.+$/, "");
    if (local !== "" && local.length <= localPart && domain.includes(".", 1)) return `${local}@${domain}`;
  }
  return "";
}

/** Every link in a text, in order, each once. */
export function linksIn(text: string): readonly string[] {
  return [...new Set(text.match(linkLike) ?? [])];
}

/** The word that follows a label in a text, "jane" in "Slack username: jane)"; "" when the label is not there. */
export function labelledWord(text: string, label: string): string {
  const at = text.toLowerCase().indexOf(`${label.toLowerCase()}:`);
  return at === -1 ? "" : (/^\s*([^\s,;()<>]+)/.exec(text.slice(at + label.length + 1))?.[1] ?? "").replace(/\.$/, "");
}

/** The name of a person, where a text says "Name: Jane Doe" or begins with it before an address: "Jane Doe (Email: …"; else "". */
export function personNamed(text: string): string {
  const said = /^[^\S\r\n\u2028\u2029]*name[^\S\n]*:[^\S\n]*(\S[^\n,;(<]{0,99})/im.exec(text)?.[1];
  const begins = /^(\p{Lu}[\p{L}'’./-]*(?:[^\S\n]\p{Lu}[\p{L}'’./-]*){1,4})(?=[^\S\n]{0,9}[(<,])/u.exec(text)?.[1];
  return (said ?? begins ?? "").trim();
}
