import { formPost } from "@/lib/kernel/form-post";
import { judgeAnswer } from "@/lib/recheck/commands/judge-answer";

export const POST = formPost({
  command: judgeAnswer,
  fields: ["criterion", "answered", "verdict.*", "reason.*"],
  input: ({ memberId }, { criterion = "", answered, ...fields }) => ({
    memberId,
    criterion,
    answered,
    verdict: fields[`verdict.${criterion}`],
    reason: fields[`reason.${criterion}`],
  }),
  leadsTo: (_result, params) => pathOf(params, "?done=judged"),
  page: (params) => pathOf(params),
});

function pathOf({ list = "", memberId = "" }: Readonly<Record<string, string>>, more = ""): string {
  return `/committee/${encodeURIComponent(list)}/criteria/${encodeURIComponent(memberId)}${more}`;
}
