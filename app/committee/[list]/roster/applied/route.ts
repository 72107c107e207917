import { formPost } from "@/lib/kernel/form-post";
import { markPlanApplied } from "@/lib/roster/commands/mark-plan-applied";

export const POST = formPost({
  command: markPlanApplied,
  fields: ["plan"],
  input: ({ list }, { plan }) => ({ list, plan: plan ?? "" }),
  leadsTo: (_, { list }) => `/committee/${list}/roster?done=applied`,
  page: ({ list }) => `/committee/${list}/roster`,
});
