import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { formPost } from "@/lib/kernel/form-post";
import { backTo } from "../../../here";

const back = backTo("alias");

export const POST = formPost({
  command: stopAliasChange,
  fields: ["member", "reference", "reason"],
  input: (_params, { reference, reason = "" }) => ({ reference, reason }),
  leadsTo: (_result, params, fields) => back(params, fields, { done: "stopped" }),
  page: (params, fields) => back(params, fields),
});
