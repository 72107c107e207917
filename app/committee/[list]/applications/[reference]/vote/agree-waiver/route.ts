import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { agreeWaiver } from "@/lib/review/commands/agree-waiver";

export const POST = formPost({
  command: agreeWaiver,
  fields: ["criterion"],
  input: ({ reference }, { criterion }) => ({ reference, criterion: criterion ?? "" }),
  leadsTo: (_, params) => `${pathOf(params, "vote")}?done=waiver-agreed`,
  page: (params) => pathOf(params, "vote"),
});
