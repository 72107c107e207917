import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { formPost } from "@/lib/kernel/form-post";
import { changesPath } from "../../path";

export const POST = formPost({
  command: stopAliasChange,
  fields: ["form", "reason.stop"],
  input: ({ reference }, fields) => ({ reference, reason: fields["reason.stop"] ?? "" }),
  leadsTo: (_result, { list, reference }) => changesPath(list, reference, { done: "stopped" }),
  page: ({ list, reference }) => changesPath(list, reference),
});
