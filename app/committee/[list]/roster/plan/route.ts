import { formPost } from "@/lib/kernel/form-post";
import { makeRosterPlan } from "@/lib/roster/commands/make-roster-plan";
import { planPage } from "../path";

export const POST = formPost({
  command: makeRosterPlan,
  fields: ["member"],
  input: ({ list }) => ({ list }),
  leadsTo: (plan, params, { member }) => `${planPage(params, member)}?done=${plan === null ? "nothing-to-plan" : "planned"}`,
  page: (params, { member }) => planPage(params, member),
});
