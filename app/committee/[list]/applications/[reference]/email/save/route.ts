import { pathOf } from "@/app/committee/path";
import { type Fields, formPost } from "@/lib/kernel/form-post";
import { draftDecision } from "@/lib/review/commands/draft-decision";

export const POST = formPost({
  command: draftDecision,
  fields: ["outcome", "verdict.*", "reason.*", "help.*", "opening", "closing", "then"],
  input: ({ reference }, fields) => ({
    reference,
    version: fields.version,
    outcome: fields.outcome ?? "",
    reasons: criteriaIn(fields).map((criterion) => ({
      criterion,
      verdict: fields[`verdict.${criterion}`] ?? "",
      reason: fields[`reason.${criterion}`] ?? "",
      whatWouldHelp: fields[`help.${criterion}`] ?? "",
    })),
    opening: fields.opening ?? "",
    closing: fields.closing ?? "",
  }),
  leadsTo: (_, params, { then }) =>
    then === "confirm" ? pathOf(params, "email", "confirm") : `${pathOf(params, "email")}?done=email-saved`,
  page: (params) => pathOf(params, "email"),
});

/** The criteria of the email, in the order in which the form sends them. */
function criteriaIn(fields: Fields): readonly string[] {
  return Object.keys(fields).flatMap((name) => (name.startsWith("reason.") ? [name.slice("reason.".length)] : []));
}
