import { removalPath } from "@/app/committee/removal-page";
import { formPost } from "@/lib/kernel/form-post";
import { readAppeal } from "@/lib/removal/commands/read-appeal";

export const POST = formPost({
  command: readAppeal,
  fields: ["verdict", "reason"],
  input: ({ reference }, { verdict, reason }) => ({ reference, verdict: verdict ?? "", reason: reason ?? "" }),
  leadsTo: (_, params) => `${removalPath(params)}?done=appeal-read`,
  page: (params) => removalPath(params),
});
