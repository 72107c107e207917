import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { agreeVoteEnd } from "@/lib/review/commands/agree-vote-end";

export const POST = formPost({
  command: agreeVoteEnd,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_, params) => `${pathOf(params, "vote")}?done=end-agreed`,
  page: (params) => pathOf(params, "vote"),
});
