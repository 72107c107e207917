import type { AboutAliasChange } from "@/lib/email/data";
import { type Block, type EmailPlace, oneLine, page, paragraph } from "./email-text";

/** The topic of everything that is written about one change of a contact alias. */
export function aliasChangeTopic({ organization, reference }: { readonly organization: string; readonly reference: string }): string {
  return `${oneLine(organization)}: contact alias ${reference}`;
}

/** What changes into what, and who asked; emails to the committee leave it to the page. */
export function aliasChangeBlocks(data: AboutAliasChange): readonly Block[] {
  if (data.reader === "committee") return [];
  return [
    ...(data.oldAddress === null ? [] : [paragraph(`Until now: ${oneLine(data.oldAddress)}`)]),
    paragraph(`${data.oldAddress === null ? "Comes beside the address in use" : "In its place"}: ${oneLine(data.newAddress)}`),
    paragraph(`Asked by: ${oneLine(data.askedBy)}`),
  ];
}

/** How to stop it: everybody who was told has a link. */
export function stopBlocks(place: EmailPlace, token: string): readonly Block[] {
  return [
    paragraph("Not you, or not right? Stop it here, by one button and without signing in:"),
    page(place, "confirm", "alias-change", token),
  ];
}

/** The page where this reader sees the status; readers of an alias get the list's page. */
export function wherePage(place: EmailPlace, { reader, reference }: Pick<AboutAliasChange, "reader" | "reference">): readonly Block[] {
  if (reader === "committee")
    return [paragraph("The change, step by step:"), page(place, "committee", place.slug, "alias-changes", reference)];
  if (reader === "representative") return [paragraph("Your membership:"), page(place, "membership", place.slug)];
  return [paragraph("What the list is:"), page(place, place.slug)];
}

/** Why this reader gets the email. */
export function aliasChangeReader({ organization, reader }: Pick<AboutAliasChange, "organization" | "reader">): string {
  return {
    "old-alias": `this is a contact alias of ${oneLine(organization)} on the list`,
    alias: `this is a contact alias of ${oneLine(organization)} on the list`,
    "new-alias": `${oneLine(organization)} named this address as its contact alias`,
    representative: `you act for ${oneLine(organization)}`,
    committee: "you sit in the list's committee",
  }[reader];
}
