import { pathOf } from "@/app/committee/path";
import { formActions, formsOf } from "@/lib/kernel/form-post";
import { askChecksAgain } from "@/lib/review/commands/ask-checks-again";
import { recordFinding } from "@/lib/review/commands/record-finding";

const form = formsOf((params) => pathOf(params, params.criterion ?? ""));

export const { GET, POST } = formActions({
  finding: form({
    command: recordFinding,
    fields: ["verdict", "reason", "then", "next"],
    input: ({ reference, criterion }, { version = "", verdict = "", reason = "" }) => ({
      reference,
      criterion,
      answerVersion: version,
      verdict,
      reason,
    }),
    leadsTo: (_, params, { next }) => `${pathOf(params, ...(next ? [next] : []))}?done=found`,
  }),
  "check-again": form({
    command: askChecksAgain,
    fields: ["name"],
    input: ({ reference }, { name }) => ({ reference, name }),
    done: "checks-asked",
  }),
});
