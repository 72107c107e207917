import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { wishFields, wishIn } from "@/lib/alias/wish";
import { formPost } from "@/lib/kernel/form-post";
import { backTo } from "../../../here";

const [alias, check] = [backTo("alias"), backTo("alias/check")];

export const POST = formPost({
  command: askAliasChange,
  fields: ["member", ...wishFields],
  input: (_params, fields) => ({ member: fields.member, ...wishIn(fields) }),
  leadsTo: (_result, params, fields) => alias(params, fields, { done: "asked" }),
  page: (params, fields) => check(params, fields),
});
