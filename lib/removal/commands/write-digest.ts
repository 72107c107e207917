import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { committeeRole, person } from "@/db/schema";
import { newestCheckpoints } from "@/lib/audit/checkpoints";
import type { EmailData } from "@/lib/email/data";
import { writeEmail } from "@/lib/email/write";
import type { Person } from "@/lib/kernel/actor";
import { isDay } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { firstTime } from "@/lib/kernel/first-time";
import { listOf } from "@/lib/organization/commands/list-of";
import { isWorker } from "@/lib/review/permissions";
import { committeeQueue, type Queue } from "@/lib/review/queries/queue";
import { openTasksWaiting } from "../queries/waiting";

const input = z.strictObject({ list: z.string().max(60), personId: z.uuid(), day: z.string().refine(isDay) });

/**
 * Writes one person what waits for them on one list, once a day and only when something does: their own queue, and how many open tasks
 * of members wait for their approval. Nothing they recused from is in it. Only for the worker.
 */
export const writeDigest = command("writeDigest", input, async (work, { list: slug, personId, day }) => {
  work.authorize(isWorker(work.actor));
  const list = listOf(slug);
  const roles = await work.tx
    .select({ list: committeeRole.list, role: committeeRole.role, email: person.email, name: person.name })
    .from(committeeRole)
    .innerJoin(person, eq(person.id, committeeRole.personId))
    .where(and(eq(committeeRole.personId, personId), eq(committeeRole.list, slug), isNull(committeeRole.revokedAt)));
  const [grant] = roles;
  if (grant === undefined) return work.nothingToDo();

  const reader: Person = {
    kind: "person",
    personId,
    email: grant.email,
    name: grant.name,
    signedInAt: null,
    roles,
    contacts: [],
    conflicts: [],
  };
  const items = movesIn(await committeeQueue(reader, list, { tab: "for-me", today: day }, work.tx));
  const waiting = (await openTasksWaiting(reader, slug, work.now, work.tx)) ?? [];
  if (items.length + waiting.length === 0 || !(await firstTime(work, `digest:${slug}:${personId}:${day}`))) return work.nothingToDo();
  const [checkpoint] = roles.some(({ role }) => role === "chair") ? await newestCheckpoints(1, work.tx) : [];
  await writeEmail(
    work,
    "review-digest",
    grant.email,
    { kind: "person", id: personId, list: slug, thread: `${personId}.${slug}.digest` },
    {
      day,
      items,
      ...(waiting.length > 0 ? { waiting } : {}),
      ...(checkpoint === undefined ? {} : { checkpoint: `${checkpoint.position} ${checkpoint.hash}` }),
    },
  );
  work.audit("review.digest_written", { kind: "person", id: personId, list: slug }, { person: personId });
});

function movesIn(queue: Queue | null): EmailData["review-digest"]["items"] {
  return (queue?.items ?? []).flatMap((item) =>
    item.recused || !item.nextAction.mine
      ? []
      : [
          {
            organization: item.organization,
            reference: item.reference,
            action: item.nextAction.words,
            dueOn: item.nextAction.by,
          },
        ],
  );
}
