import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { reviewerAbsence } from "@/db/schema";
import { committeeNow } from "@/lib/identity/commands/committee-now";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { mayRecuse } from "../permissions";

/** A reviewer returns before the announced day, and is assigned applications again. */
export const endAbsence = command("endAbsence", z.strictObject({ list: z.string().max(60) }), async (work, { list }) => {
  const actor = await committeeNow(work, list);
  work.authorize(mayRecuse(actor, list));
  if (!isPerson(actor)) throw notAllowed();
  const ended = await work.tx
    .delete(reviewerAbsence)
    .where(and(eq(reviewerAbsence.list, list), eq(reviewerAbsence.personId, actor.personId)))
    .returning({ until: reviewerAbsence.untilOn });
  if (ended.length === 0) work.nothingToDo();
  else work.audit("review.absence_ended", { kind: "person", id: actor.personId, list }, {}, roleOf(actor, list));
});
