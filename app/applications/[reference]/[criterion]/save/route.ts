import { answerQuestion } from "@/lib/application/commands/answer-question";
import { saveAnswer } from "@/lib/application/commands/save-answer";
import { saveForLater } from "@/lib/application/commands/save-for-later";
import { formRoute } from "@/lib/kernel/form-post";
import { newRow } from "../../../../new-row";
import { pathOf } from "../../../here";
import { draftIn } from "../form-fields";

/** Keeps what was typed, even when it is wrong, and leads to where the pressed button says. */
export const POST = formRoute({
  fields: ["then", "add", "finished", "from", "*"],
  page: ({ reference, criterion }) => pathOf(reference, criterion),
  run: async (context, { reference, criterion }, fields) => {
    const { version, then, add, finished, from } = fields;
    const here = pathOf(reference, criterion);
    const typed = { reference, criterion, version, draft: draftIn(fields) };
    if (then === "answer" && add === undefined) {
      await answerQuestion(context, { ...typed, unchanged: fields.unchanged });
      return `${pathOf(reference)}?done=answered`;
    }

    const saved = await saveAnswer(context, { ...typed, finished: finished === "yes" && then !== "later" });
    const fromCheck = from === "check" ? "&from=check" : "";
    if (saved.outcome === "conflict") return here;
    if (add !== undefined) return `${here}?more=${encodeURIComponent(add)}${fromCheck}#${encodeURIComponent(newRow(add, fields))}`;
    if (then === "later") {
      if (saved.isDraft) await saveForLater(context, { reference });
      return saved.isDraft ? `${pathOf(reference)}?done=saved` : pathOf(reference);
    }
    if (finished !== "no" && (finished === undefined || !saved.reads)) return `${here}?check=1${fromCheck}`;
    if (saved.says !== null) return `${here}?no=${saved.says}${fromCheck}`;
    return from === "check" || saved.next === null ? pathOf(reference, "check") : pathOf(reference, saved.next);
  },
});
