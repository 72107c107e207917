import { formPost } from "@/lib/kernel/form-post";
import { remindNow } from "@/lib/recheck/commands/remind-now";
import { recheckPath } from "../../path";

export const POST = formPost({
  command: remindNow,
  fields: ["recheck"],
  input: (_params, { recheck }) => ({ recheckId: recheck }),
  leadsTo: (_result, params) => recheckPath(params, { done: "reminded" }),
  page: (params) => recheckPath(params),
});
