import { memberPath } from "@/app/committee/member-page";
import { formPost } from "@/lib/kernel/form-post";
import { agreeReinstatement } from "@/lib/removal/commands/reinstate";

export const POST = formPost({
  command: agreeReinstatement,
  fields: [],
  input: ({ memberId }) => ({ member: memberId }),
  leadsTo: (_, params) => `${memberPath(params)}?done=reinstated`,
  page: (params) => memberPath(params),
});
