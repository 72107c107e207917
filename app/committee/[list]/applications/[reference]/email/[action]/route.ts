import { pathOf } from "@/app/committee/path";
import { type Fields, formActions, formsOf } from "@/lib/kernel/form-post";
import { draftDecision } from "@/lib/review/commands/draft-decision";
import { makeDecision } from "@/lib/review/commands/make-decision";
import { sendDecisionNow } from "@/lib/review/commands/send-decision-now";
import { takeBackDecision } from "@/lib/review/commands/take-back-decision";

const form = formsOf((params) => pathOf(params, "email"));

export const { GET, POST } = formActions({
  save: form({
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
  }),
  decide: form({
    command: makeDecision,
    fields: ["aliasByHand"],
    input: ({ reference }, { version, aliasByHand = "" }) => ({ reference, version, aliasByHand }),
    done: "decided",
    page: (params) => pathOf(params, "email", "confirm"),
  }),
  "send-now": form({
    command: sendDecisionNow,
    input: ({ reference }) => ({ reference }),
    done: (sent) => (sent ? "email-sent" : "not-sent"),
  }),
  "take-back": form({ command: takeBackDecision, input: ({ reference }) => ({ reference }), done: "taken-back" }),
});

/** The criteria of the email, in the order in which the form sends them. */
function criteriaIn(fields: Fields): readonly string[] {
  return Object.keys(fields).flatMap((name) => (name.startsWith("reason.") ? [name.slice("reason.".length)] : []));
}
