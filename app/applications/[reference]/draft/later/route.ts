import { saveForLater } from "@/lib/application/commands/save-for-later";
import { formPost } from "@/lib/kernel/form-post";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: saveForLater,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_result, { reference }) => `${pathOf(reference)}?done=saved`,
  page: ({ reference }) => pathOf(reference),
});
