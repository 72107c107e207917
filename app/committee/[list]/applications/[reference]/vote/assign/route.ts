import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { assignReviewer } from "@/lib/review/commands/assign-reviewer";

export const POST = formPost({
  command: assignReviewer,
  fields: ["person"],
  input: ({ reference }, { person }) => ({ reference, person: person ?? "" }),
  leadsTo: (_, params) => `${pathOf(params, "vote")}?done=assigned`,
  page: (params) => pathOf(params, "vote"),
});
