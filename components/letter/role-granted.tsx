import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, oneLine, page, paragraph } from "./letter-text";

export function roleGranted(data: LetterData["role-granted"], place: LetterPlace): LetterText {
  return {
    topic: "your role in the committee",
    lede: `From now on you have the role of ${oneLine(data.role)} in the committee of the ${oneLine(place.name)} list.`,
    otherwise: "If you did not expect this, reply to this letter before you sign in.",
    body: [paragraph("Sign in with this address to see the queue:"), page(place, "committee", place.slug)],
    because: "an administrator of the list gave you this role",
  };
}
