import { formPost } from "@/lib/kernel/form-post";
import { answerRecheck } from "@/lib/recheck/commands/answer-recheck";
import { pathOf } from "../address";

const done = { passed: "passed", told: "sent", waits: "waits" } as const;

export const POST = formPost({
  command: answerRecheck,
  input: (_params, { recheck, version, truth }) => ({ recheckId: recheck, version, truth }),
  leadsTo: (settled, params, fields) => pathOf(params, "recheck", fields, { done: done[settled] }),
  page: (params, fields) => pathOf(params, "recheck/check", fields),
});
