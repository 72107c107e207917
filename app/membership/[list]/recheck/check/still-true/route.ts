import { formPost } from "@/lib/kernel/form-post";
import { sayAllStillTrue } from "@/lib/recheck/commands/answer-recheck";
import { pathOf } from "../../address";

export const POST = formPost({
  command: sayAllStillTrue,
  input: (_params, { recheck, version }) => ({ recheckId: recheck, version }),
  leadsTo: (_result, params, fields) => pathOf(params, "recheck/check", fields),
  page: (params, fields) => pathOf(params, "recheck", fields),
});
