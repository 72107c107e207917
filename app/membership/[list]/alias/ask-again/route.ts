import { askContactAlias } from "@/lib/alias/commands/ask-contact-alias";
import { formPost } from "@/lib/kernel/form-post";
import { backTo } from "../../../here";

const back = backTo("alias");

export const POST = formPost({
  command: askContactAlias,
  fields: ["member"],
  input: (_params, { member }) => ({ member }),
  leadsTo: (_result, params, fields) => back(params, fields, { done: "asked-again" }),
  page: (params, fields) => back(params, fields),
});
