import type { EmailAction } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { inSentence } from "@/lib/member/open-task";

/** The first sentence of an email: who has to act, from the reader's point of view, what they have to do, and by when. */
export function actionSentence(move: EmailAction | null | undefined, reader: "member" | "committee"): string {
  if (move === null || move === undefined) return "No action needed.";
  const { actor, action, by } = move;
  const day = by === null ? "" : weekdayDate(by);
  if (actor === "nobody") return `No action needed. ${action}${day === "" ? "" : `, ${day}`}.`;
  const whose = actor === reader ? "Action needed" : reader === "member" ? "With the committee" : "With the member";
  return `${whose}${day === "" ? "" : ` by ${day}`}: ${inSentence(action)}.`;
}
