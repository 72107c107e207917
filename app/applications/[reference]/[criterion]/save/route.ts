import { answerQuestion } from "@/lib/application/commands/answer-question";
import { saveAnswer } from "@/lib/application/commands/save-answer";
import { saveForLater } from "@/lib/application/commands/save-for-later";
import type { Actor } from "@/lib/kernel/actor";
import { isPerson } from "@/lib/kernel/actor";
import { assessPersonAddress } from "@/lib/kernel/address";
import { formRoute } from "@/lib/kernel/form-post";
import { Refusal } from "@/lib/kernel/refusal";
import { employerDomain, sameEmployer } from "@/lib/organization/employer";
import { newRow } from "../../../../new-row";
import { pathOf } from "../../../here";
import { draftIn } from "../form-fields";

/** Stores what was typed, even if it is invalid, and redirects to the page of the pressed button. */
export const POST = formRoute({
  fields: ["then", "add", "finished", "from", "*"],
  page: ({ reference, criterion }) => pathOf(reference, criterion),
  run: async (context, { reference, criterion }, fields) => {
    const { version, then, add, finished, from } = fields;
    const here = pathOf(reference, criterion);
    askBeforeSendingElsewhere(context.actor, fields);
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

/** Saving a contact alias sends an email there. At another domain than the writer's own that is asked first, and nothing is sent till then. */
function askBeforeSendingElsewhere(actor: Actor, { address, known, elsewhere }: Readonly<Record<string, string | undefined>>): void {
  const assessed = assessPersonAddress(address ?? "");
  if (!assessed.ok || !isPerson(actor) || elsewhere === "yes" || assessed.address === known) return;
  if (employerDomain(assessed.address) === null || sameEmployer(actor.email, assessed.address)) return; // public hosts are refused or flagged
  const message = `Nothing has been saved or sent yet: ${assessed.address} is not at the domain of your own address. Check it, then confirm that the email should be sent there`;
  throw new Refusal(message, { kind: "input", problems: [{ field: "elsewhere", message }] });
}
