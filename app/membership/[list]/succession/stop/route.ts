import { formPost } from "@/lib/kernel/form-post";
import { stopSuccession } from "@/lib/member/commands/stop-succession";
import { pathOf } from "../../../here";

export const POST = formPost({
  command: stopSuccession,
  fields: ["succession"],
  input: (_params, { succession }) => ({ succession }),
  leadsTo: (_result, { list = "" }) => pathOf(list, "succession", { done: "stopped" }),
  page: ({ list = "" }) => pathOf(list, "succession"),
});
