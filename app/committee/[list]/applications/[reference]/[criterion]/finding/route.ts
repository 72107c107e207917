import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { recordFinding } from "@/lib/review/commands/record-finding";

export const POST = formPost({
  command: recordFinding,
  fields: ["verdict", "reason", "then", "next"],
  input: ({ reference, criterion }, { version, verdict, reason }) => ({
    reference,
    criterion,
    answerVersion: version ?? "",
    verdict: verdict ?? "",
    reason: reason ?? "",
  }),
  leadsTo: (_, params, { next }) => `${pathOf(params, ...(next ? [next] : []))}?done=found`,
  page: (params) => pathOf(params, params.criterion ?? ""),
});
