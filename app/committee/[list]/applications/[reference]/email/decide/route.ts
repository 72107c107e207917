import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { makeDecision } from "@/lib/review/commands/make-decision";

export const POST = formPost({
  command: makeDecision,
  fields: ["aliasByHand"],
  input: ({ reference }, { version, aliasByHand }) => ({ reference, version, aliasByHand: aliasByHand ?? "" }),
  leadsTo: (_, params) => `${pathOf(params, "email")}?done=decided`,
  page: (params) => pathOf(params, "email", "confirm"),
});
