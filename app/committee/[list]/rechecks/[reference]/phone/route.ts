import { formPost } from "@/lib/kernel/form-post";
import { recordByPhone } from "@/lib/recheck/commands/record-by-phone";
import { recheckPath } from "../../path";

export const POST = formPost({
  command: recordByPhone,
  fields: ["recheck", "spokeWith", "spokeOn", "said", "answer", "changed.*"],
  input: (_params, { recheck, version, spokeWith, spokeOn, said, answer, ...more }) => ({
    recheckId: recheck,
    version,
    spokeWith,
    spokeOn,
    said,
    answer: answer === "heard" ? "reached" : answer, // as version 0.2 called it
    changed: Object.entries(more).flatMap(([name, ticked]) =>
      name.startsWith("changed.") && ticked === "yes" ? [name.slice("changed.".length)] : [],
    ),
  }),
  leadsTo: (_result, params) => recheckPath(params, { done: "recorded" }),
  page: (params) => recheckPath(params),
});
