import { formPost } from "@/lib/kernel/form-post";
import { resendRepresentativeInvitation } from "@/lib/organization/commands/resend-representative-invitation";
import { backTo } from "../../../here";

export const POST = formPost({
  command: resendRepresentativeInvitation,
  fields: ["member", "invitation"],
  input: (_params, { member, invitation }) => ({ member, invitation }),
  done: "invited",
  page: backTo("people"),
});
