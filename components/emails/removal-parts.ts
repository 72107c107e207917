import type { EmailData, EmailRemovalReason } from "@/lib/email/data";
import { count } from "@/lib/list/words";
import { collapsed } from "@/lib/removal/reasons";
import { type Block, type EmailPlace, oneLine, page, paragraph, quote } from "./email-text";

/** The topic of everything that is written about one removal. */
export function removalTopic({ organization, reference }: { readonly organization: string; readonly reference: string }): string {
  return `${oneLine(organization)}: removal ${reference}`;
}

/** The topic of what is written about the delivery to one member. */
export function deliveryTopic({ organization }: { readonly organization: string }): string {
  return `${oneLine(organization)}: delivery`;
}

/** Each reason: the criterion, the committee's words, and what would help. Those of one silence are one. */
export function reasonBlocks(reasons: readonly EmailRemovalReason[]): readonly Block[] {
  return collapsed(reasons).flatMap((group) => [
    paragraph(reasonHead(group.map(({ title }) => oneLine(title)))),
    ...(group[0].reason.trim() === "" ? [] : [quote(group[0].reason)]),
    ...(group[0].whatWouldHelp.trim() === "" ? [] : [paragraph("What would help:"), quote(group[0].whatWouldHelp)]),
  ]);
}

/** How many reasons a reader sees. */
export function reasonsWord(reasons: readonly EmailRemovalReason[]): string {
  return collapsed(reasons).length === 1 ? "The reason:" : "The reasons:";
}

function reasonHead(titles: readonly string[]): string {
  return titles.length === 1 ? `${titles[0]}: not met.` : `${count(titles.length, "criterion", "criteria")}: ${titles.join(", ")}.`;
}

type Cures = Pick<EmailData["removal-proposed"], "forSilence" | "forAlias">;

/** How the member answers the re-check, where silence is a reason, and has the contact alias confirmed, where that is one. */
export function cureBlocks({ forSilence, forAlias }: Cures, place: EmailPlace): readonly Block[] {
  return [
    ...(forSilence
      ? [
          paragraph("Answer the re-check. Once the committee has read your answer and the re-check passes, this reason no longer applies:"),
          page(place, "membership", place.slug, "recheck"),
        ]
      : []),
    ...(forAlias
      ? [
          paragraph(
            "Ask the contact alias again, or change it. Once a person has answered there, the reason that nobody confirms it no longer applies:",
          ),
          page(place, "membership", place.slug, "alias"),
        ]
      : []),
  ];
}
