import type { EmailData } from "@/lib/email/data";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";

export function alertRaised(data: EmailData["alert-raised"], place: EmailPlace): EmailText {
  const whose = data.organization === null ? "the members of the list" : oneLine(data.organization);
  return {
    topic: data.organization === null ? data.title : `${whose}: ${lower(data.title)}`,
    lede: `Action needed: look at ${whose} today. ${data.title}.`,
    otherwise: "Nothing happens by itself: an alert changes nobody's standing.",
    body: [
      ...(data.sentence === "" ? [] : [paragraph(data.sentence.replace(/\s+/g, " "))]),
      paragraph("See it with what was found, and close it with a reason:"),
      page(place, "committee", place.slug, "alerts"),
    ],
    because: "you are on the committee of this list",
  };
}

function lower(title: string): string {
  return `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}
