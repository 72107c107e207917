import { closeAlert } from "@/lib/evidence/commands/close-alert";
import { formPost } from "@/lib/kernel/form-post";
import { alertsPath } from "../../path";

export const POST = formPost({
  command: closeAlert,
  fields: ["reason"],
  input: ({ alert }, { reason }) => ({ alertId: alert ?? "", reason: reason ?? "" }),
  leadsTo: (_, { list }) => `${alertsPath(list ?? "")}?done=alert-closed`,
  page: ({ list, alert }) => alertsPath(list ?? "", alert ?? ""),
});
