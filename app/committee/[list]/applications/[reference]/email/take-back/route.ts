import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { takeBackDecision } from "@/lib/review/commands/take-back-decision";

export const POST = formPost({
  command: takeBackDecision,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_, params) => `${pathOf(params, "email")}?done=taken-back`,
  page: (params) => pathOf(params, "email"),
});
