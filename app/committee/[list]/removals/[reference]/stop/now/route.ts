import { removalPath } from "@/app/committee/removal-page";
import { formPost } from "@/lib/kernel/form-post";
import { stopRemoval } from "@/lib/removal/commands/stop-removal";

export const POST = formPost({
  command: stopRemoval,
  fields: ["reason"],
  input: ({ reference }, { reason }) => ({ reference, reason: reason ?? "" }),
  leadsTo: (_, params) => `${removalPath(params)}?done=removal-stopped`,
  page: (params) => removalPath(params, "stop"),
});
