const addressLike = /[^\s<>()[\],;:"'@]+@[^\s<>()[\],;:"'@]+\.[^\s<>()[\],;:"'@.]+/;
const linkLike = /https?:\/\/[^\s<>()[\]"']+[^\s<>()[\]"'.,;:!?]/g;

/** The first thing in a text that looks like a mail address, as it stands there; "" when there is none. It is judged later, by the form. */
export function firstAddress(text: string): string {
  return addressLike.exec(text)?.[0] ?? "";
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
  const said = /^[^\S\n]*name[^\S\n]*:[^\S\n]*(\S[^\n,;(<]{0,99})/im.exec(text)?.[1];
  const begins = /^((?:\p{Lu}[\p{L}'’./-]*[^\S\n]?){2,5})(?=[^\S\n]*[(<,])/u.exec(text)?.[1];
  return (said ?? begins ?? "").trim();
}
