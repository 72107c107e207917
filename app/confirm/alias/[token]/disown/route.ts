import { disownAlias } from "@/lib/alias/commands/disown-alias";
import { formPost } from "@/lib/kernel/form-post";

export const POST = formPost({
  command: disownAlias,
  fields: ["word"],
  input: ({ token }, { word = "" }) => ({ token, word }),
  leadsTo: (_result, { token = "" }) => `/confirm/alias/${encodeURIComponent(token)}`,
  page: ({ token = "" }) => `/confirm/alias/${encodeURIComponent(token)}`,
});
