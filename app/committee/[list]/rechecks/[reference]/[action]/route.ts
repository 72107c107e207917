import { type Fields, formActions, formsOf } from "@/lib/kernel/form-post";
import { askRecheckQuestion } from "@/lib/recheck/commands/ask-question";
import { extendRecheck } from "@/lib/recheck/commands/extend-recheck";
import { remindNow } from "@/lib/recheck/commands/remind-now";
import { withdrawRecheckQuestion } from "@/lib/recheck/commands/withdraw-question";
import { decideRecheck } from "@/lib/removal/commands/decide-recheck";
import { recordByPhone } from "@/lib/removal/commands/record-by-phone";
import { recheckPath } from "../../path";

const form = formsOf((params) => recheckPath(params), ["recheck"]);

export const { GET, POST } = formActions({
  ask: form({
    command: askRecheckQuestion,
    fields: ["criterion", "question"],
    input: (_params, { recheck, criterion, question }) => ({ recheckId: recheck, criterion, question }),
    done: "asked",
  }),
  withdraw: form({
    command: withdrawRecheckQuestion,
    fields: ["question"],
    input: (_params, { recheck, question }) => ({ recheckId: recheck, questionId: question }),
    done: "withdrawn",
  }),
  remind: form({ command: remindNow, input: (_params, { recheck }) => ({ recheckId: recheck }), done: "reminded" }),
  extend: form({
    command: extendRecheck,
    fields: ["until", "reason"],
    input: (_params, { recheck, version, until, reason }) => ({ recheckId: recheck, version, until, reason }),
    done: "extended",
  }),
  phone: form({
    command: recordByPhone,
    fields: ["spokeWith", "spokeOn", "said", "answer", "changed.*"],
    input: (_params, { recheck, version, spokeWith, spokeOn, said, answer, ...more }) => ({
      recheckId: recheck,
      version,
      spokeWith,
      spokeOn,
      said,
      answer: answer === "heard" ? "reached" : answer, // as version 0.2 called it
      changed: Object.entries(more).flatMap(([name, ticked]) =>
        name.startsWith("changed.") && ticked === "yes" ? [name.slice("changed.".length)] : [],
      ),
    }),
    done: "recorded",
  }),
  decide: form({
    command: decideRecheck,
    fields: ["verdict.*", "reason.*"],
    input: (_params, fields) => ({ recheckId: fields.recheck, version: fields.version, verdicts: verdictsIn(fields) }),
    done: (outcome) => outcome,
  }),
});

/** "verdict.community" and "reason.community", as the form sends them. */
function verdictsIn(fields: Fields): readonly { criterion: string; verdict: string; reason: string }[] {
  return Object.entries(fields).flatMap(([name, verdict]) => {
    if (!name.startsWith("verdict.")) return [];
    const criterion = name.slice("verdict.".length);
    return [{ criterion, verdict, reason: fields[`reason.${criterion}`] ?? "" }];
  });
}
