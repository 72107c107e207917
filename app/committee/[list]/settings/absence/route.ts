import { formPost } from "@/lib/kernel/form-post";
import { setAbsence } from "@/lib/review/commands/set-absence";

export const POST = formPost({
  command: setAbsence,
  fields: ["until"],
  input: ({ list }, { until }) => ({ list, until: until ?? "" }),
  leadsTo: (_, { list }) => `/committee/${list}/settings?done=absence`,
  page: ({ list }) => `/committee/${list}/settings`,
});
