import { inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { removal } from "@/db/schema";
import { closeAlertsOf } from "@/lib/evidence/commands/close-alert";
import { committeeNow } from "@/lib/identity/commands/committee-now";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { hasCommitteeRole, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { singleLine } from "@/lib/kernel/text";
import { count } from "@/lib/list/words";
import { listOf } from "@/lib/organization/commands/list-of";
import { recusedFromMember } from "@/lib/organization/queries/conflict";
import { withoutChair } from "@/lib/organization/queries/without-chair";

import { aboutRemoval } from "./emails";

const input = z.strictObject({
  list: z.string().max(60),
  /** How many there were when the page was rendered, typed as confirmation. */
  number: singleLine(10, { name: "The number", empty: "Enter how many removals are released" }),
});

/**
 * A chair, or a reviewer where no eligible chair is left, lets the removals go that were on hold because too many were due on one day. Only
 * those on whose members they have no conflict of interest; their number has to be typed, and a number that has changed meanwhile is refused.
 */
export const releaseRemovals = command("releaseRemovals", input, async (work, { list, number }) => {
  const actor = await committeeNow(work, list);
  const isChair = hasCommitteeRole(actor, list, "chair");
  work.authorize(isChair || hasCommitteeRole(actor, list, "reviewer"));
  requireRecentSignIn(work, actor);
  const asChair = isChair ? sql`true` : await withoutChair(work.tx, { viewer: actor, list: listOf(list), about: "member" });
  const { rows } = await work.tx.execute<{ id: string; reference: string; may: boolean }>(sql`
    select r.id, r.reference, not ${recusedFromMember(actor)} and ${asChair} as may from removal r join member m on m.id = r.member_id
    where r.list = ${list} and r.status = 'agreed' and r.on_hold_at is not null and r.released_at is null
    order by r.id for no key update of r`);
  const mine = rows.filter(({ may }) => may);
  work.authorize(isChair || mine.length > 0);
  refuseUnless(mine.length > 0, "No removal is on hold any more.", "conflict");
  if (number !== String(mine.length)) {
    const message = `${count(mine.length, "removal")} would be released. Type ${mine.length} to confirm`;
    throw new Refusal("Nothing was released.", { problems: [{ field: "number", message }] });
  }

  const ids = mine.map(({ id }) => id);
  await work.tx.update(removal).set({ releasedBy: actor.personId, releasedAt: work.now }).where(inArray(removal.id, ids));
  for (const { id, reference } of mine) {
    work.audit("removal.released", aboutRemoval({ id, reference, list }), {}, roleOf(actor, list));
    work.enqueue("carry-out-removal", { removalId: id, day: work.today });
  }
  if (mine.length < rows.length) return;
  const by = { personId: actor.personId, role: roleOf(actor, list) };
  await closeAlertsOf(work, { list, kind: "removals-on-hold", because: "The removals were released.", by });
});
