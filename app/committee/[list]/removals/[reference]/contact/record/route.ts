import { removalPath } from "@/app/committee/removal-page";
import { formPost } from "@/lib/kernel/form-post";
import { recordRemovalContact } from "@/lib/removal/commands/record-removal-contact";

export const POST = formPost({
  command: recordRemovalContact,
  fields: ["on", "with"],
  input: ({ reference }, fields) => ({ reference, on: fields.on ?? "", with: fields.with ?? "" }),
  leadsTo: (_, params) => `${removalPath(params)}?done=removal-spoken`,
  page: (params) => removalPath(params, "contact"),
});
