import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { changeVoteEnd } from "@/lib/review/commands/change-vote-end";

export const POST = formPost({
  command: changeVoteEnd,
  fields: ["until"],
  input: ({ reference }, { until, now }) => ({ reference, until: now === "yes" ? "now" : (until ?? "") }),
  leadsTo: (_, params) => `${pathOf(params, "vote")}?done=end-asked`,
  page: (params) => pathOf(params, "vote"),
});
