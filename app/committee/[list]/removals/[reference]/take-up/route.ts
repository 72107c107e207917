import { removalPath } from "@/app/committee/removal-page";
import { formPost } from "@/lib/kernel/form-post";
import { takeUpRemoval } from "@/lib/removal/commands/take-up-removal";

export const POST = formPost({
  command: takeUpRemoval,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_, params) => `${removalPath(params)}?done=removal-taken-up`,
  page: (params) => removalPath(params),
});
