import { formPost } from "@/lib/kernel/form-post";
import { askMemberChange } from "@/lib/member/commands/ask-member-change";
import { backTo } from "../../../here";

const back = backTo("name");

export const POST = formPost({
  command: askMemberChange,
  fields: ["member", "kind", "name", "domains", "product", "reason"],
  input: (_params, { member, kind, name = "", domains = "", product = "", reason = "" }) => ({
    member,
    kind,
    name,
    domains,
    product,
    reason,
  }),
  leadsTo: (_result, params, fields) => back(params, fields, { done: "asked" }),
  page: (params, fields) => back(params, fields),
});
