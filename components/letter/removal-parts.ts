import type { LetterGround } from "@/lib/letter/data";
import { type Block, oneLine, paragraph, quote } from "./letter-text";

/** The topic of everything that is written about one removal. */
export function removalTopic({ organization, reference }: { readonly organization: string; readonly reference: string }): string {
  return `${oneLine(organization)}: removal ${reference}`;
}

/** The topic of what is written about the delivery to one member. */
export function deliveryTopic({ organization }: { readonly organization: string }): string {
  return `${oneLine(organization)}: delivery`;
}

/** Each ground: the criterion, the committee's words, and what would help. */
export function groundBlocks(grounds: readonly LetterGround[]): readonly Block[] {
  return grounds.flatMap(({ title, reason, whatWouldHelp }) => [
    paragraph(`${oneLine(title)}: not met.`),
    quote(reason),
    ...(whatWouldHelp.trim() === "" ? [] : [paragraph("What would help:"), quote(whatWouldHelp)]),
  ]);
}
