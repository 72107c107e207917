import { formPost } from "@/lib/kernel/form-post";
import { markPlanApplied } from "@/lib/roster/commands/mark-plan-applied";
import { planPage } from "../path";

export const POST = formPost({
  command: markPlanApplied,
  fields: ["plan", "member"],
  input: ({ list }, { plan }) => ({ list, plan: plan ?? "" }),
  leadsTo: (_, params, { member }) => `${planPage(params, member)}?done=applied`,
  page: (params, { member }) => planPage(params, member),
});
