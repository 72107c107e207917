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
