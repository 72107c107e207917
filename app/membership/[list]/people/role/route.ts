import { formPost } from "@/lib/kernel/form-post";
import { changeRepresentative } from "@/lib/organization/commands/change-representative";
import { backTo } from "../../../here";

export const POST = formPost({
  command: changeRepresentative,
  fields: ["member", "person", "role.*", "elsewhere.*"],
  input: (_params, { member, person = "", ...fields }) => ({
    member,
    person,
    role: fields[`role.${person}`],
    elsewhere: fields[`elsewhere.${person}`],
  }),
  done: "role",
  page: backTo("people"),
});
