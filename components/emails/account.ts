import type { EmailData } from "@/lib/email/data";
import { deadline } from "@/lib/kernel/calendar";
import { type EmailTemplates, type EmailText, type EmailThread, link, oneLine, page, paragraph } from "./email-text";

/** Sign-in, and roles in a committee. */
export const accountEmails = {
  /** The code is typed into the browser that asked; no link of this email carries it, and no subject. */
  "sign-in-code": (data, context) => ({
    thread: ofPerson("sign in"),
    about: "sign in",
    lede: `Your code is ${data.code.slice(0, 4)} ${data.code.slice(4)}.`,
    why: `Enter it by ${deadline(new Date(data.expiresAt))}, in the browser in which you asked for it.`,
    otherwise: "After that the code expires, and you can ask for a new one.",
    body: [
      link("Enter the code", page(context, "sign-in", "code")),
      paragraph(
        "If you did not ask for a code, ignore this email: nobody can sign in without it. Do not give the code to anybody. Nobody from the portal or a committee will ever ask you for it.",
      ),
    ],
    because: "somebody entered your address on the sign-in page",
  }),

  "role-granted": (data, context) =>
    ofRole(data, {
      about: "added",
      lede: `No action needed. You are now ${article(data.role)} on the committee of the ${oneLine(context.name)} list.`,
      why: "An administrator of the list gave you this role.",
      otherwise: "If you did not expect this, reply to this email before you sign in.",
      body: [link("Sign in with this address to see your queue", page(context, "committee", context.slug))],
    }),

  "role-revoked": (data, context) =>
    ofRole(data, {
      about: "removed",
      lede: `No action needed. You are no longer ${article(data.role)} on the committee of the ${oneLine(context.name)} list.`,
      why: "An administrator of the list removed this role. Applications that were assigned to you will be reassigned.",
      otherwise: "If you did not expect this, reply to this email.",
      body: [link("About the list", page(context, context.slug))],
    }),
} satisfies Partial<EmailTemplates>;

function ofPerson(name: string): EmailThread {
  return { name, organization: "", reference: "" };
}

function ofRole(
  { role }: EmailData["role-granted"],
  { about, ...words }: Pick<EmailText, "about" | "lede" | "why" | "otherwise" | "body">,
): EmailText {
  return {
    thread: ofPerson("your committee role"),
    about: `committee role ${about}: ${oneLine(role)}`,
    ...words,
    because: "an administrator of the list changed your role",
  };
}

function article(role: string): string {
  const name = oneLine(role);
  return `${/^[aeiou]/i.test(name) ? "an" : "a"} ${name}`;
}
