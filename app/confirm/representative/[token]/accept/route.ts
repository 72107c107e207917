import { formPost } from "@/lib/kernel/form-post";
import { acceptRepresentative } from "@/lib/organization/commands/accept-representative";

export const POST = formPost({
  command: acceptRepresentative,
  fields: [],
  input: ({ token }) => ({ token }),
  leadsTo: ({ list }) => `/membership/${encodeURIComponent(list)}?done=joined`,
  page: ({ token = "" }) => `/confirm/representative/${encodeURIComponent(token)}`,
});
