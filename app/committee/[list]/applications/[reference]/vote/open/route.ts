import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { openVote } from "@/lib/review/commands/open-vote";

export const POST = formPost({
  command: openVote,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_, params) => `${pathOf(params, "vote")}?done=opened`,
  page: (params) => pathOf(params, "vote"),
});
