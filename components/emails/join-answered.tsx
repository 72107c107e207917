import type { EmailData } from "@/lib/email/data";
import { type EmailPlace, type EmailText, oneLine, page, paragraph } from "./email-text";
import { peopleTopic, roleWords } from "./membership-parts";

export function joinAnswered(data: EmailData["join-answered"], place: EmailPlace): EmailText {
  const organization = oneLine(data.organization);
  const name = oneLine(place.name);
  return {
    topic: peopleTopic(data.organization),
    ...(data.role === null
      ? {
          lede: `No action needed. You do not act for ${organization} on the ${name} list: your request was declined.`,
          otherwise: "If you work there, speak with those who act for it. They can invite you.",
          body: [paragraph("What everybody can see of the list:"), page(place, place.slug)],
        }
      : {
          lede: `From now on you act for ${organization} on the ${name} list: ${roleWords[data.role]}.`,
          otherwise: "Your rights begin at once. Nobody has to do anything more.",
          body: [paragraph("The membership:"), page(place, "membership", place.slug)],
        }),
    because: `you asked to act for ${organization}`,
  };
}
