import { resendAliasCheck } from "@/lib/alias/commands/resend-alias-check";
import { formPost } from "@/lib/kernel/form-post";

export const POST = formPost({
  command: resendAliasCheck,
  fields: [],
  input: ({ token }) => ({ token }),
  leadsTo: (_result, { token = "" }) => `/confirm/alias/${encodeURIComponent(token)}?done=sent-again`,
  page: ({ token = "" }) => `/confirm/alias/${encodeURIComponent(token)}`,
});
