import { removalPath } from "@/app/committee/removal-page";
import { formPost } from "@/lib/kernel/form-post";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";

export const POST = formPost({
  command: agreeRemoval,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (became, params) => `${removalPath(params)}?done=${became === "stopped" ? "removal-without-reasons" : "removal-agreed"}`,
  page: (params) => removalPath(params),
});
