import { formPost } from "@/lib/kernel/form-post";
import { decideAnswer } from "@/lib/recheck/commands/decide-answer";

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
  leadsTo: (_result, params) => pathOf(params, "?done=decided"),
  page: (params) => pathOf(params),
});

function pathOf({ list = "", memberId = "" }: Readonly<Record<string, string>>, more = ""): string {
  return `/committee/${encodeURIComponent(list)}/criteria/${encodeURIComponent(memberId)}${more}`;
}
