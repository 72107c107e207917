import { type Day, longDate } from "@/lib/kernel/calendar";
import { type Block, type EmailPlace, oneLine, page, paragraph } from "./email-text";

/** The topic of everything that is written about a criterion that is to come. */
export function criterionTopic(data: { readonly organization: string; readonly title: string; readonly tightened: boolean }): string {
  return `${oneLine(data.organization)}: ${data.tightened ? "changed" : "new"} criterion, ${oneLine(data.title)}`;
}

/** The topic of everything that is written about a version of the embargo policy that is to come. */
export function policyTopic({ organization, version }: { readonly organization: string; readonly version: string }): string {
  return `${oneLine(organization)}: embargo policy, version ${version}`;
}

/** The page on which a member answers what is to come. */
export function ruleChangePage(place: EmailPlace, { memberId }: { readonly memberId: string }): Block {
  return page(place, "membership", place.slug, "criteria", memberId);
}

/** What follows without an answer. */
export const followsWithout =
  "Otherwise a removal is proposed to the committee. Two people would have to agree, and you would be told the reason and how to appeal first.";

/** Why an email comes that late. */
export function comesLate({ kind, since }: { readonly kind: string; readonly since: Day }): readonly Block[] {
  return kind === "late" ? [paragraph(`It counts since ${longDate(since)}. Our earlier emails about it did not arrive.`)] : [];
}

/** How somebody who cannot do it reaches a person. */
export const ratherKnow = paragraph("You cannot meet it? Say so on the page, or reply to this email: the committee would rather know.");
