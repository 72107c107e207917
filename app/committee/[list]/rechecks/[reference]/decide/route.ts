import { type Fields, formPost } from "@/lib/kernel/form-post";
import { decideRecheck } from "@/lib/recheck/commands/decide-recheck";
import { recheckPath } from "../../path";

export const POST = formPost({
  command: decideRecheck,
  fields: ["recheck", "verdict.*", "reason.*"],
  input: (_params, fields) => ({ recheckId: fields.recheck, version: fields.version, verdicts: verdictsIn(fields) }),
  leadsTo: (outcome, params) => recheckPath(params, { done: outcome }),
  page: (params) => recheckPath(params),
});

/** "verdict.community" and "reason.community", as the form sends them. */
function verdictsIn(fields: Fields): readonly { criterion: string; verdict: string; reason: string }[] {
  return Object.entries(fields).flatMap(([name, verdict]) => {
    if (!name.startsWith("verdict.")) return [];
    const criterion = name.slice("verdict.".length);
    return [{ criterion, verdict, reason: fields[`reason.${criterion}`] ?? "" }];
  });
}
