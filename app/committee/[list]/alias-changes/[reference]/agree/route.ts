import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { formPost } from "@/lib/kernel/form-post";
import { changesPath } from "../../path";

export const POST = formPost({
  command: agreeAliasChange,
  fields: ["form", "reason.agree"],
  input: ({ reference }, fields) => ({ reference, reason: fields["reason.agree"] ?? "" }),
  leadsTo: (_result, { list, reference }) => changesPath(list, reference, { done: "agreed" }),
  page: ({ list, reference }) => changesPath(list, reference),
});
