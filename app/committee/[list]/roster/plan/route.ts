import { formPost } from "@/lib/kernel/form-post";
import { makeRosterPlan } from "@/lib/roster/commands/make-roster-plan";

export const POST = formPost({
  command: makeRosterPlan,
  fields: [],
  input: ({ list }) => ({ list }),
  leadsTo: (plan, { list }) => `/committee/${list}/roster?done=${plan === null ? "nothing-to-plan" : "planned"}`,
  page: ({ list }) => `/committee/${list}/roster`,
});
