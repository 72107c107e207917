import { type Day, daysBetween, longDate } from "@/lib/kernel/calendar";
import type { RecheckStatus } from "./lifecycle";

type Facts = {
  readonly status: RecheckStatus;
  readonly dueOn: Day;
  /** The last day of grace, where it is known. */
  readonly graceEndsOn: Day | null;
  readonly nextRecheckOn: Day;
  readonly waitsForAlias: boolean;
};

/** Whose move a re-check is from the member's side, and by when. */
export type Turn = {
  readonly whose: "yours" | "ours" | "nobody";
  readonly sentence: string;
  readonly by: Day | null;
  /** The day on which the next one comes by itself. */
  readonly on?: Day | null;
};

/** Whose move it is. After the due day it says by how much it is overdue, and when grace ends. */
export function turnOf({ status, dueOn, graceEndsOn, nextRecheckOn, waitsForAlias }: Facts, today: Day): Turn {
  switch (status) {
    case "open": {
      if (today <= dueOn) return { whose: "yours", sentence: "Say whether everything still holds.", by: dueOn };
      const days = daysBetween(dueOn, today);
      const late = `Overdue by ${days} ${days === 1 ? "day" : "days"}.`;
      const ends = graceEndsOn === null || graceEndsOn < today ? "nothing has ended yet" : `grace ends on ${longDate(graceEndsOn)}`;
      return { whose: "yours", sentence: `${late} Answer now: ${ends}.`, by: null };
    }
    case "answered":
      return waitsForAlias
        ? { whose: "yours", sentence: "Have somebody answer the letter at your contact alias. Your answers are sent.", by: null }
        : { whose: "ours", sentence: "We read your answers.", by: null };
    case "lapsed":
      return { whose: "yours", sentence: "Answer now: a removal is proposed, and an answer is read before it goes on.", by: null };
    case "failed":
      return { whose: "ours", sentence: "A removal is proposed. You hear the ground and the way back by letter.", by: null };
    default:
      return { whose: "nobody", sentence: "Everything is confirmed until the next re-check.", by: null, on: nextRecheckOn };
  }
}
