import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { askWaiver } from "@/lib/review/commands/ask-waiver";

export const POST = formPost({
  command: askWaiver,
  fields: ["criterion", "why"],
  input: ({ reference }, { criterion, why }) => ({ reference, criterion: criterion ?? "", reason: why ?? "" }),
  leadsTo: (_, params) => `${pathOf(params, "vote")}?done=waiver-asked`,
  page: (params) => pathOf(params, "vote"),
});
