import { formPost } from "@/lib/kernel/form-post";
import { removeRepresentative } from "@/lib/organization/commands/remove-representative";
import { backTo } from "../../../here";

export const POST = formPost({
  command: removeRepresentative,
  fields: ["member", "person"],
  input: (_params, { member, person }) => ({ member, person }),
  leadsTo: (_result, params, fields) => backTo("people")(params, fields, { done: "removed" }),
  page: (params, fields) => backTo(`people/${encodeURIComponent(fields.person ?? "")}`)(params, fields),
});
