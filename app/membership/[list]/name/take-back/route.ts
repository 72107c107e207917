import { formPost } from "@/lib/kernel/form-post";
import { takeBackMemberChange } from "@/lib/member/commands/take-back-member-change";
import { backTo } from "../../../here";

const back = backTo("name");

export const POST = formPost({
  command: takeBackMemberChange,
  fields: ["member", "change"],
  input: (_params, { change }) => ({ change }),
  leadsTo: (_result, params, fields) => back(params, fields, { done: "taken-back" }),
  page: (params, fields) => back(params, fields),
});
