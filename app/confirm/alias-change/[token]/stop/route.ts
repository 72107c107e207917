import { stopAliasChangeByLink } from "@/lib/alias/commands/stop-alias-change-by-link";
import { formPost } from "@/lib/kernel/form-post";

export const POST = formPost({
  command: stopAliasChangeByLink,
  fields: [],
  input: ({ token }) => ({ token }),
  leadsTo: (_result, { token = "" }) => `/confirm/alias-change/${encodeURIComponent(token)}`,
  page: ({ token = "" }) => `/confirm/alias-change/${encodeURIComponent(token)}`,
});
