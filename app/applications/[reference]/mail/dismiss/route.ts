import { dismissUnplaced } from "@/lib/application/commands/dismiss-unplaced";
import { formPost } from "@/lib/kernel/form-post";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: dismissUnplaced,
  fields: ["part"],
  input: ({ reference }, { part }) => ({ reference, part }),
  leadsTo: (_result, { reference }) => `${pathOf(reference)}?done=put-away`,
  page: ({ reference }) => pathOf(reference),
});
