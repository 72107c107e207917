import { formPost } from "@/lib/kernel/form-post";
import { sayAllStillTrue } from "@/lib/recheck/commands/say-all-still-true";
import { backTo } from "../../../../here";

export const POST = formPost({
  command: sayAllStillTrue,
  fields: ["recheck", "member"],
  input: (_params, { recheck: recheckId, version }) => ({ recheckId, version }),
  leadsTo: (_result, params, fields) => backTo("recheck/check")(params, fields),
  page: backTo("recheck"),
});
