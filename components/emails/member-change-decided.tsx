import type { EmailData } from "@/lib/email/data";
import { type EmailPlace, type EmailText, oneLine, page, paragraph, quote } from "./email-text";
import { memberChangeTopic } from "./membership-parts";

export function memberChangeDecided(data: EmailData["member-change-decided"], place: EmailPlace): EmailText {
  const [organization, newName] = [oneLine(data.organization), oneLine(data.newName)];
  return {
    topic: memberChangeTopic(data),
    ...(data.accepted
      ? {
          lede: `From now on ${organization} stands as ${newName} on the ${oneLine(place.name)} list.`,
          otherwise:
            "Its membership, the day since which it is a member and its history stay. The contact alias stays too, until you change it.",
        }
      : {
          lede: `No action needed. ${organization} keeps its name on the ${oneLine(place.name)} list: the change ${data.reference} was declined.`,
          otherwise: "You can ask again at any time.",
        }),
    body: [
      ...(data.reason === "" ? [] : [paragraph("The committee writes:"), quote(data.reason)]),
      paragraph("The membership:"),
      page(place, "membership", place.slug),
    ],
    because: `you act for ${organization}, or read its contact alias`,
  };
}
