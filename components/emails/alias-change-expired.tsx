import type { EmailData } from "@/lib/email/data";
import { aliasChangeBlocks, aliasChangeReader, aliasChangeTopic, wherePage } from "./alias-change-parts";
import type { EmailPlace, EmailText } from "./email-text";

export function aliasChangeExpired(data: EmailData["alias-change-expired"], place: EmailPlace): EmailText {
  const why = {
    "no-answer": "Nobody answered at the new address in time.",
    "no-agreement": "Two people on the committee had to agree, and did not in time.",
    taken: "The new address has become another member's contact alias on this list.",
  }[data.because];
  return {
    topic: aliasChangeTopic(data),
    lede: "No action needed. The change of the contact alias came to nothing.",
    otherwise: `${why} The address in use stays in use. The change can be asked for again.`,
    body: [...aliasChangeBlocks(data), ...wherePage(place, data)],
    because: aliasChangeReader(data),
  };
}
