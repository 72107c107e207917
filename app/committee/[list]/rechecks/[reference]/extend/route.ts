import { formPost } from "@/lib/kernel/form-post";
import { extendRecheck } from "@/lib/recheck/commands/extend-recheck";
import { recheckPath } from "../../path";

export const POST = formPost({
  command: extendRecheck,
  fields: ["recheck", "until", "reason"],
  input: (_params, { recheck, version, until, reason }) => ({ recheckId: recheck, version, until, reason }),
  leadsTo: (_result, params) => recheckPath(params, { done: "extended" }),
  page: (params) => recheckPath(params),
});
