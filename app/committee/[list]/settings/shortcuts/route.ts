import { formPost } from "@/lib/kernel/form-post";
import { setShortcuts } from "@/lib/review/commands/set-shortcuts";

export const POST = formPost({
  command: setShortcuts,
  fields: ["on"],
  input: ({ list }, { on }) => ({ list, on: on ?? "" }),
  leadsTo: (_, { list }) => `/committee/${list}/settings?done=shortcuts`,
  page: ({ list }) => `/committee/${list}/settings`,
});
