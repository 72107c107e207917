import { removalPath } from "@/app/committee/removal-page";
import { formPost } from "@/lib/kernel/form-post";
import { takeUpRemoval } from "@/lib/removal/commands/take-up-removal";

export const POST = formPost({
  command: takeUpRemoval,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (became, params) => `${removalPath(params)}?done=${became === "stopped" ? "removal-without-reasons" : "removal-taken-up"}`,
  page: (params) => removalPath(params),
});
