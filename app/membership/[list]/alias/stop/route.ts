import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { formPost } from "@/lib/kernel/form-post";
import { aliasPath } from "../path";

export const POST = formPost({
  command: stopAliasChange,
  input: (_params, { reference, reason = "" }) => ({ reference, reason }),
  leadsTo: (_result, { list }, { member }) => aliasPath(list, "", { member, done: "stopped" }),
  page: ({ list }, { member }) => aliasPath(list, "", { member }),
});
