import { formRoute } from "@/lib/kernel/form-post";
import { saveRecheckAnswer } from "@/lib/recheck/commands/save-recheck-answer";
import { newRow } from "../../../../../new-row";
import { pathOf } from "../../address";
import { draftIn } from "../form-fields";

/** Keeps what was said to one criterion, even when it is wrong, and leads to where the pressed button says. */
export const POST = formRoute({
  page: (params, fields) => pathOf(params, `recheck/${encodeURIComponent(params.criterion ?? "")}`, fields),
  run: async (context, params, fields) => {
    const { criterion = "" } = params;
    const { recheck, version, then, add, from, words = "" } = fields;
    const says = add === undefined ? fields.says : "changed";
    const saved = await saveRecheckAnswer(context, {
      recheckId: recheck,
      criterion,
      version,
      says,
      words,
      ...(says === "changed" ? { draft: draftIn(fields) } : {}),
    });
    const here = `recheck/${encodeURIComponent(criterion)}`;
    const back: Record<string, string> = from === "check" ? { from } : {};
    if (add !== undefined) return `${pathOf(params, here, fields, { more: add, ...back })}#${encodeURIComponent(newRow(add, fields))}`;
    if (then === "later") return pathOf(params, "recheck", fields, { done: "saved" });
    if (!saved.reads) return pathOf(params, here, fields, { check: "1", ...back });
    if (says === "no-longer-true") return pathOf(params, here, fields, { no: "1", ...back });
    return pathOf(params, from === "check" || saved.next === null ? "recheck/check" : `recheck/${saved.next}`, fields);
  },
});
