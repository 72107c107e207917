import { withdrawApplication } from "@/lib/application/commands/withdraw-application";
import { formPost } from "@/lib/kernel/form-post";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: withdrawApplication,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_result, { reference }) => `${pathOf(reference)}?done=withdrawn`,
  page: ({ reference }) => pathOf(reference, "withdraw"),
});
