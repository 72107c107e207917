import { formPost } from "@/lib/kernel/form-post";
import { decideAnswer } from "@/lib/removal/commands/decide-answer";

export const POST = formPost({
  command: decideAnswer,
  fields: ["criterion", "answered", "verdict.*", "reason.*"],
  input: ({ memberId }, { criterion = "", answered, ...fields }) => ({
    memberId,
    criterion,
    answered,
    verdict: fields[`verdict.${criterion}`],
    reason: fields[`reason.${criterion}`],
  }),
  done: "decided",
  page: ({ list = "", memberId = "" }) => `/committee/${encodeURIComponent(list)}/criteria/${encodeURIComponent(memberId)}`,
});
