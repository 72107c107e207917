import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { castVote } from "@/lib/review/commands/cast-vote";

export const POST = formPost({
  command: castVote,
  fields: ["choice", "reason"],
  input: ({ reference }, { version, choice, reason }) => ({ reference, round: version, choice: choice ?? "", reason: reason ?? "" }),
  leadsTo: (_, params) => `${pathOf(params, "vote")}?done=voted`,
  page: (params) => pathOf(params, "vote"),
});
