import { memberPath } from "@/app/committee/member-page";
import { formPost } from "@/lib/kernel/form-post";
import { askReinstatement } from "@/lib/removal/commands/reinstate";

export const POST = formPost({
  command: askReinstatement,
  fields: ["reason"],
  input: ({ memberId }, { reason }) => ({ member: memberId, reason: reason ?? "" }),
  leadsTo: (_, params) => `${memberPath(params)}?done=reinstatement-asked`,
  page: (params) => memberPath(params, "reinstate"),
});
