import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { wishFields, wishIn } from "@/lib/alias/wish";
import { formPost } from "@/lib/kernel/form-post";
import { changesPath } from "../../path";

export const POST = formPost({
  command: askAliasChange,
  fields: ["member", ...wishFields],
  input: (_params, fields) => ({ member: fields.member, ...wishIn(fields) }),
  leadsTo: ({ reference }, { list }) => changesPath(list, reference, { done: "asked" }),
  page: ({ list }, { member = "" }) => changesPath(list, "new", { member }),
});
