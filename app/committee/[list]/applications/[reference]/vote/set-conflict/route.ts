import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { setConflict } from "@/lib/review/commands/set-conflict";

export const POST = formPost({
  command: setConflict,
  fields: ["person"],
  input: ({ reference }, { person }) => ({ reference, person: person ?? "" }),
  leadsTo: (done, params) => `${pathOf(params, "vote")}?done=conflict-${done}`,
  page: (params) => pathOf(params, "vote"),
});
