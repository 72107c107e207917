import type { EmailPart } from "@/components/review/decision-email-editor";
import type { Kept } from "@/lib/kernel/kept-form";
import type { ListDefinition } from "@/lib/list/definition";
import type { EmailForReview } from "@/lib/review/queries/email";

const verdicts = [
  { value: "met", label: "Met" },
  { value: "not-met", label: "Not met" },
  { value: "cannot-tell", label: "Cannot tell" },
];

/** The email as it is edited: fixed text, and the fields that a chair writes, with what was typed last. */
export function emailParts(list: ListDefinition, view: EmailForReview, kept: Kept | null): readonly EmailPart[] {
  const typed = (name: string, stored: string) => kept?.fields[name] ?? stored;
  return [
    {
      name: "outcome",
      label: "The application is",
      value: typed("outcome", view.outcome),
      choices: [
        { value: "accepted", label: "Accepted" },
        { value: "declined", label: "Declined" },
      ],
    },
    {
      name: "opening",
      label: "Before the criteria",
      hint: "Comes after the first sentence, which gives the outcome",
      optional: true,
      value: typed("opening", view.opening),
    },
    ...view.asked.map(({ criterion: { key, title }, number }): EmailPart => {
      const reason = view.reasons.find(({ criterion }) => criterion === key);
      const waived = view.waived.includes(key) ? " (waived)" : "";
      const [why, help] = [typed(`reason.${key}`, reason?.reason ?? ""), typed(`help.${key}`, reason?.whatWouldHelp ?? "")];
      const verdict = typed(`verdict.${key}`, reason?.verdict ?? "");
      return {
        criterion: `${number}. ${title}${waived}`,
        choice: { name: `verdict.${key}`, label: `Is criterion ${number} met?`, value: verdict, choices: verdicts },
        fields: [
          { name: `reason.${key}`, label: `Reason: ${title}`, hint: "Needed if the criterion is not met", optional: true, value: why },
          { name: `help.${key}`, label: `What would help: ${title}`, optional: true, value: help },
        ],
        folded: verdict === "met" && why === "" && help === "",
      };
    }),
    { name: "closing", label: "After the criteria", optional: true, value: typed("closing", view.closing) },
    { fixed: `Every email from ${list.name} ends with how to reply and where to read the application.` },
  ];
}
