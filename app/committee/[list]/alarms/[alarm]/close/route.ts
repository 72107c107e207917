import { closeAlert } from "@/lib/evidence/commands/close-alert";
import { formPost } from "@/lib/kernel/form-post";
import { alertsPath } from "../../path";

export const POST = formPost({
  command: closeAlert,
  fields: ["reason"],
  input: ({ alarm }, { reason }) => ({ alertId: alarm ?? "", reason: reason ?? "" }),
  leadsTo: (_, { list }) => `${alertsPath(list ?? "")}?done=alarm-closed`,
  page: ({ list, alarm }) => alertsPath(list ?? "", alarm ?? ""),
});
