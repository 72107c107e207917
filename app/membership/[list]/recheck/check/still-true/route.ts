import { formPost } from "@/lib/kernel/form-post";
import { sayAllStillTrue } from "@/lib/recheck/commands/answer-recheck";
import { backTo } from "../../../../here";

const [recheck, check] = [backTo("recheck"), backTo("recheck/check")];

export const POST = formPost({
  command: sayAllStillTrue,
  fields: ["recheck", "member"],
  input: (_params, { recheck: recheckId, version }) => ({ recheckId, version }),
  leadsTo: (_result, params, fields) => check(params, fields),
  page: (params, fields) => recheck(params, fields),
});
