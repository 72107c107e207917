import { askAliasAgain } from "@/lib/application/commands/ask-alias-again";
import { formPost } from "@/lib/kernel/form-post";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: askAliasAgain,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_result, { reference }) => `${pathOf(reference)}?done=asked`,
  page: ({ reference }) => pathOf(reference),
});
