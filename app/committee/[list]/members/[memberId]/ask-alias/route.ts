import { memberPath } from "@/app/committee/member-page";
import { askContactAlias } from "@/lib/alias/commands/ask-contact-alias";
import { formPost } from "@/lib/kernel/form-post";

export const POST = formPost({
  command: askContactAlias,
  fields: ["now"],
  input: ({ memberId }) => ({ member: memberId }),
  leadsTo: (_, params) => `${memberPath(params)}?done=alias-asked`,
  page: (params) => memberPath(params),
});
