import { acceptInvitation } from "@/lib/application/commands/accept-invitation";
import { formPost } from "@/lib/kernel/form-post";

export const POST = formPost({
  command: acceptInvitation,
  fields: [],
  input: ({ token }) => ({ token }),
  leadsTo: ({ reference }) => `/applications/${encodeURIComponent(reference)}?done=joined`,
  page: ({ token = "" }) => `/confirm/invitation/${encodeURIComponent(token)}`,
});
