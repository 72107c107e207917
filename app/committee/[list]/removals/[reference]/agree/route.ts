import { removalPath } from "@/app/committee/removal-page";
import { formPost } from "@/lib/kernel/form-post";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";

export const POST = formPost({
  command: agreeRemoval,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_, params) => `${removalPath(params)}?done=removal-agreed`,
  page: (params) => removalPath(params),
});
