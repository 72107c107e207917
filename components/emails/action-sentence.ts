import type { EmailAction } from "@/lib/email/data";
import { weekdayDate } from "@/lib/kernel/calendar";
import { inSentence } from "@/lib/member/open-task";

/** The first sentence of a letter: whose move it is from where its reader stands, which, and by when. */
export function actionSentence(move: EmailAction | null | undefined, reader: "member" | "committee"): string {
  if (move === null || move === undefined) return "Nothing to do.";
  const { actor, action, by } = move;
  const day = by === null ? "" : weekdayDate(by);
  if (actor === "nobody") return `Nothing to do. ${action}${day === "" ? "" : `, ${day}`}.`;
  const whose = actor === reader ? "Your move" : reader === "member" ? "Our move" : "The member's move";
  return `${whose}${day === "" ? "" : ` by ${day}`}: ${inSentence(action)}.`;
}
