import { resendAliasChange } from "@/lib/alias/commands/resend-alias-change";
import { formPost } from "@/lib/kernel/form-post";
import { backTo } from "../../../here";

const back = backTo("alias");

export const POST = formPost({
  command: resendAliasChange,
  fields: ["member", "reference"],
  input: (_params, { reference }) => ({ reference }),
  leadsTo: (_result, params, fields) => back(params, fields, { done: "sent-again" }),
  page: (params, fields) => back(params, fields),
});
