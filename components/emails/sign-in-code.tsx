import type { EmailData } from "@/lib/email/data";
import { deadline } from "@/lib/kernel/calendar";
import { type EmailPlace, type EmailText, page, paragraph } from "./email-text";

/** The code is typed into the browser that asked; no link of this email carries it. */
export function signInCode(data: EmailData["sign-in-code"], place: EmailPlace): EmailText {
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
