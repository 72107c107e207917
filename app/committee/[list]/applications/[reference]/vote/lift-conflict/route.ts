import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { liftConflict } from "@/lib/review/commands/lift-conflict";

export const POST = formPost({
  command: liftConflict,
  fields: ["person"],
  input: ({ reference }, { person }) => ({ reference, person: person ?? "" }),
  leadsTo: (done, params) => `${pathOf(params, "vote")}?done=conflict-${done}`,
  page: (params) => pathOf(params, "vote"),
});
