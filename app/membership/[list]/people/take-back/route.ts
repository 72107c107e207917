import { formPost } from "@/lib/kernel/form-post";
import { endRepresentativeInvitation } from "@/lib/organization/commands/end-representative-invitation";
import { backTo } from "../../../here";

const back = backTo("people");

export const POST = formPost({
  command: endRepresentativeInvitation,
  fields: ["member", "invitation"],
  input: (_params, { member, invitation }) => ({ member, invitation }),
  leadsTo: (_result, params, fields) => back(params, fields, { done: "taken-back" }),
  page: (params, fields) => back(params, fields),
});
