import { formPost } from "@/lib/kernel/form-post";
import { stopAccessRecovery } from "@/lib/member/commands/stop-access-recovery";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: stopAccessRecovery,
  fields: ["accessRecovery"],
  input: (_params, { accessRecovery }) => ({ accessRecovery }),
  leadsTo: (_result, { list = "" }) => pathOf(list, "access-recovery", { done: "stopped" }),
  page: ({ list = "" }) => pathOf(list, "access-recovery"),
});
