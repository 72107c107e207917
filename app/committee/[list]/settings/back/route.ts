import { formPost } from "@/lib/kernel/form-post";
import { endAbsence } from "@/lib/review/commands/end-absence";

export const POST = formPost({
  command: endAbsence,
  fields: [],
  input: ({ list }) => ({ list }),
  leadsTo: (_, { list }) => `/committee/${list}/settings?done=back`,
  page: ({ list }) => `/committee/${list}/settings`,
});
