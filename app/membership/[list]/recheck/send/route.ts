import { formPost } from "@/lib/kernel/form-post";
import { answerRecheck } from "@/lib/removal/commands/answer-recheck";
import { backTo } from "../../../here";

const done = { passed: "passed", told: "sent", waits: "waits" } as const;

export const POST = formPost({
  command: answerRecheck,
  fields: ["recheck", "truth", "member"],
  input: (_params, { recheck: recheckId, version, truth }) => ({ recheckId, version, truth }),
  leadsTo: (outcome, params, fields) => backTo("recheck")(params, fields, { done: done[outcome] }),
  page: backTo("recheck/check"),
});
