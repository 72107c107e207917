import { removalPath } from "@/app/committee/removal-page";
import { formPost } from "@/lib/kernel/form-post";
import { tellAgain } from "@/lib/removal/commands/tell-again";

export const POST = formPost({
  command: tellAgain,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_, params) => `${removalPath(params)}?done=removal-told`,
  page: (params) => removalPath(params),
});
