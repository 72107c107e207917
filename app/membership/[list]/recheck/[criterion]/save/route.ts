import { formRoute } from "@/lib/kernel/form-post";
import { saveRecheckAnswer } from "@/lib/recheck/commands/save-recheck-answer";
import { newRow } from "../../../../../new-row";
import { backTo } from "../../../../here";
import { draftIn } from "../form-fields";

/** Stores the answer to one criterion, even if it is invalid, and redirects to the page of the pressed button. */
export const POST = formRoute({
  fields: ["member", "recheck", "says", "words", "then", "add", "from", "*"],
  page: (params, fields) => backTo(`recheck/${encodeURIComponent(params.criterion ?? "")}`)(params, fields),
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
    const to = (page: string, more?: Record<string, string>) => backTo(page)(params, fields, more);
    const here = `recheck/${encodeURIComponent(criterion)}`;
    const back: Record<string, string> = from === "check" || from === "question" ? { from } : {};
    if (add !== undefined) return `${to(here, { more: add, ...back })}#${encodeURIComponent(newRow(add, fields))}`;
    if (then === "later") return to("recheck", { done: "saved" });
    if (!saved.reads) return to(here, { check: "1", ...back });
    if (from === "question") return to("recheck", { done: "saved" });
    if (says === "no-longer-true") return to(here, { no: "1", ...back });
    return to(from === "check" || saved.next === null ? "recheck/check" : `recheck/${saved.next}`);
  },
});
