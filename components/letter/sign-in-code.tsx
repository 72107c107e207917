import { deadline } from "@/lib/kernel/calendar";
import type { LetterData } from "@/lib/letter/data";
import { type LetterPlace, type LetterText, page, paragraph } from "./letter-text";

/** The code is typed into the browser that asked; no link of this letter carries it. */
export function signInCode(data: LetterData["sign-in-code"], place: LetterPlace): LetterText {
  return {
    topic: "sign in",
    lede: `Type the code ${data.code.slice(0, 4)} ${data.code.slice(4)} by ${deadline(new Date(data.expiresAt))}.`,
    otherwise: "After that the code ends, and you can ask for a new one.",
    body: [
      paragraph("Type it in the browser in which you asked to sign in:"),
      page(place, "sign-in", "code"),
      paragraph("If you did not ask to sign in, do nothing. Nobody gets in without the code. Never tell it to anybody, also not to us."),
    ],
    because: "somebody typed your address on the sign-in page",
  };
}
