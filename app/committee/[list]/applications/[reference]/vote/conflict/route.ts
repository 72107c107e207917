import { pathOf } from "@/app/committee/path";
import { formPost } from "@/lib/kernel/form-post";
import { declareConflict } from "@/lib/review/commands/declare-conflict";

export const POST = formPost({
  command: declareConflict,
  fields: [],
  input: ({ reference }) => ({ reference }),
  leadsTo: (_, params) => pathOf(params),
  page: (params) => pathOf(params, "vote"),
});
