import { formPost } from "@/lib/kernel/form-post";
import { endRepresentativeInvitation } from "@/lib/organization/commands/end-representative-invitation";
import { backTo } from "../../../here";

export const POST = formPost({
  command: endRepresentativeInvitation,
  fields: ["member", "invitation"],
  input: (_params, { member, invitation }) => ({ member, invitation }),
  done: "taken-back",
  page: backTo("people"),
});
