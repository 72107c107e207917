import { closeAlarm } from "@/lib/evidence/commands/close-alarm";
import { formPost } from "@/lib/kernel/form-post";
import { alarmsPath } from "../../path";

export const POST = formPost({
  command: closeAlarm,
  fields: ["reason"],
  input: ({ alarm }, { reason }) => ({ alarmId: alarm ?? "", reason: reason ?? "" }),
  leadsTo: (_, { list }) => `${alarmsPath(list ?? "")}?done=alarm-closed`,
  page: ({ list, alarm }) => alarmsPath(list ?? "", alarm ?? ""),
});
