import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { sendFindings } from "@/lib/review/commands/send-findings";

export const POST = formPost({
  command: sendFindings,
  fields: ["page"],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_, params) => `${pathOf(params, "vote")}?done=findings-sent`,
  page: (params, { page }) => pathOf(params, page || "vote"),
});
