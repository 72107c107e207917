import type { EmailData } from "@/lib/email/data";
import { longDate } from "@/lib/kernel/calendar";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { peopleTopic, roleWords } from "./membership-parts";

const throughWords: Readonly<Record<EmailData["people-changed"]["through"], string>> = {
  representative: "A primary representative did this.",
  invited: "A primary representative had invited them, and they accepted.",
  committee: "Two people on the committee did this, because the representatives were silent.",
};

/**
 * Tells everybody who acts for an organization that somebody came, went or has another role; and its contact alias and the committee that
 * somebody from outside its domains was chosen to act for it.
 */
export function peopleChanged(data: EmailData["people-changed"], place: EmailPlace): EmailText {
  const [organization, person] = [oneLine(data.organization), oneLine(data.person)];
  const what = {
    added: `${person} acts for ${organization} on the ${oneLine(place.name)} list: ${data.role && roleWords[data.role]}.`,
    removed: `${person} no longer acts for ${organization} on the ${oneLine(place.name)} list.`,
    outside: `${person} was chosen as a primary representative of ${organization}. This address is not at a known domain of the organization.`,
    role: `${person} has another role for ${organization}: ${data.role && roleWords[data.role]}.`,
  }[data.change];
  const isOutside = data.change === "outside";
  return {
    topic: peopleTopic(data.organization),
    lede: `No action needed, if you expected this: ${isOutside ? "on" : "since"} ${longDate(data.on)} ${what}`,
    otherwise: "If it is wrong, reply to this email today. The committee can put it right.",
    body: [
      paragraph(throughWords[data.through]),
      ...(isOutside
        ? [paragraph("A primary representative can change the contact alias and the people of the membership, and can end it.")]
        : [paragraph("Everybody who acts for the organization:"), page(place, "membership", place.slug, "people")]),
    ],
    because: isOutside
      ? `you read the contact alias of ${organization}, or review its membership`
      : `you act for ${organization}, or did until now`,
  };
}
