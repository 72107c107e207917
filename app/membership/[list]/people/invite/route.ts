import { formPost } from "@/lib/kernel/form-post";
import { inviteRepresentative } from "@/lib/organization/commands/invite-representative";
import { backTo } from "../../../here";

export const POST = formPost({
  command: inviteRepresentative,
  fields: ["member", "email", "role", "elsewhere"],
  input: (_params, { member, email = "", role, elsewhere }) => ({ member, email, role, elsewhere }),
  done: "invited",
  page: backTo("people"),
});
