import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { wishIn } from "@/lib/alias/wish";
import { formPost } from "@/lib/kernel/form-post";
import { aliasPath } from "../path";

export const POST = formPost({
  command: askAliasChange,
  input: (_params, fields) => ({ member: fields.member, ...wishIn(fields) }),
  leadsTo: (_result, { list }, { member }) => aliasPath(list, "", { member, done: "asked" }),
  page: ({ list }, { member }) => aliasPath(list, "check", { member }),
});
