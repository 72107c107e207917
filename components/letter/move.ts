import { weekdayDate } from "@/lib/kernel/calendar";
import type { LetterMove } from "@/lib/letter/data";
import { inSentence } from "@/lib/member/matter";

/** The first sentence of a letter: whose move it is from where its reader stands, which, and by when. */
export function moveSentence(move: LetterMove | null | undefined, reader: "member" | "committee"): string {
  if (move === null || move === undefined) return "Nothing to do.";
  const { actor, action, by } = move;
  const day = by === null ? "" : weekdayDate(by);
  if (actor === "nobody") return `Nothing to do. ${action}${day === "" ? "" : `, ${day}`}.`;
  const whose = actor === reader ? "Your move" : reader === "member" ? "Our move" : "The member's move";
  return `${whose}${day === "" ? "" : ` by ${day}`}: ${inSentence(action)}.`;
}
