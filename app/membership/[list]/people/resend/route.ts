import { formPost } from "@/lib/kernel/form-post";
import { resendRepresentativeInvitation } from "@/lib/organization/commands/resend-representative-invitation";
import { backTo } from "../../../here";

const back = backTo("people");

export const POST = formPost({
  command: resendRepresentativeInvitation,
  fields: ["member", "invitation"],
  input: (_params, { member, invitation }) => ({ member, invitation }),
  leadsTo: (_result, params, fields) => back(params, fields, { done: "invited" }),
  page: (params, fields) => back(params, fields),
});
