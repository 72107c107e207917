import { resendAliasChange } from "@/lib/alias/commands/resend-alias-change";
import { formPost } from "@/lib/kernel/form-post";
import { aliasPath } from "../path";

export const POST = formPost({
  command: resendAliasChange,
  input: (_params, { reference }) => ({ reference }),
  leadsTo: (_result, { list }, { member }) => aliasPath(list, "", { member, done: "sent-again" }),
  page: ({ list }, { member }) => aliasPath(list, "", { member }),
});
