import type { EmailPlace } from "./email-text";
import { oneLine } from "./email-text";

/**
 * The subject line: constant within a thread, one line. Ticket systems read capitals, a hyphen and digits as one of their keys, and codes in
 * brackets as another ticket; a name that looks like one loses its hyphen or its brackets.
 */
export function subjectOf(place: EmailPlace, topic: string): string {
  const harmless = topic
    .replace(/[\r\n]+/g, " ")
    .replaceAll("[", "(")
    .replaceAll("]", ")")
    .replace(/([A-Z])-(?=\d)/gi, "$1 ");
  return `[${oneLine(place.name)}] ${harmless}`;
}
