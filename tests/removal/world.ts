import { eq } from "drizzle-orm";
import { z } from "zod";
import { database } from "@/db/client";
import { appeal, conflictOfInterest, emailMessage, removal } from "@/db/schema";
import type { Person } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { type Context, command } from "@/lib/kernel/command";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { carryOutRemoval } from "@/lib/removal/commands/carry-out-removal";
import { proposeRemoval } from "@/lib/removal/commands/propose";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { type Admitted, asWorker, committee, monday, signedIn } from "../member/world";

export * from "../member/world";

export const reasons = [{ criterion: "user-base", reason: "Only your own companies are named.", whatWouldHelp: "Two references." }];

/** A moment some days after Monday, at the same hour. */
export const onDay = (days: number) => new Date(monday.getTime() + days * 86_400_000);

/** Somebody on the committee, signed in a moment ago: "cora". */
export const of = ({ email }: Person, now = monday): Promise<Context & { actor: Person; now: Date }> => signedIn(email, now);

/** Rita proposes to remove a member; returns the reference. */
export async function proposed(member: Admitted, by: Person, now = monday): Promise<string> {
  const { reference } = await proposeRemovalByPerson(await of(by, now), { member: member.memberId, reasons, typed: member.name });
  return reference;
}

/** What an expired re-check does. */
const proposeByPortal = command("proposeByPortal", z.object({ member: z.uuid() }), async (work, { member: id }) => {
  const { member, list } = await loadMemberForUpdate(work, id);
  work.authorize(true);
  const removalId = await proposeRemoval(work, { member, list, because: "expired-recheck", reasons });
  work.audit("removal.put_on_hold", { kind: "test", id, list: list.slug });
  return removalId;
});

/** The portal proposes to remove a member; returns the reference. */
export async function portalProposal(member: Admitted, now = monday): Promise<string> {
  const id = await proposeByPortal(asWorker(now), { member: member.memberId });
  const [made] = await database().select({ reference: removal.reference }).from(removal).where(eq(removal.id, id));
  return made?.reference ?? "";
}

/** Rita proposes, the emails arrive, Cora agrees a day later. */
export async function agreed(
  member: Admitted,
  who: { rita: Person; cora: Person },
  { notified = true, now = monday } = {},
): Promise<string> {
  const reference = await proposed(member, who.rita, now);
  if (notified) await notifiedAt(reference, now);
  await agreeRemoval(await of(who.cora, new Date(now.getTime() + 86_400_000)), { reference });
  return reference;
}

/** All emails that told of a removal arrived at a moment. */
export async function notifiedAt(reference: string, at: Date): Promise<void> {
  const { id } = await stored(reference);
  await database().update(emailMessage).set({ deliveredAt: at }).where(eq(emailMessage.subjectId, id));
}

export async function stored(reference: string): Promise<typeof removal.$inferSelect> {
  const [row] = await database().select().from(removal).where(eq(removal.reference, reference));
  if (!row) throw new Error(`There is no removal ${reference}`);
  return row;
}

export async function appealOf(reference: string): Promise<typeof appeal.$inferSelect | undefined> {
  const [row] = await database()
    .select()
    .from(appeal)
    .where(eq(appeal.removalId, (await stored(reference)).id));
  return row;
}

/** The worker finds it due at a moment, by its own clock and the database's. */
export async function carriedOut(reference: string, now: Date, day = dayOf(now)) {
  return carryOutRemoval(asWorker(now), { removalId: (await stored(reference)).id, day });
}

/** "kind to address" for every email about one thing, in order of kinds and addresses. */
export async function emailsAbout(subjectId: string): Promise<readonly string[]> {
  const rows = await database()
    .select({ kind: emailMessage.kind, to: emailMessage.recipient })
    .from(emailMessage)
    .where(eq(emailMessage.subjectId, subjectId));
  return rows.map(({ kind, to }) => `${kind} to ${to}`).sort();
}

/** Somebody says that they have a conflict of interest on a member; whatever they said of it before counts no more. */
export async function recuses({ personId }: Person, { organizationId }: Admitted, since = monday): Promise<void> {
  await database().insert(conflictOfInterest).values({ list: "istio", personId, organizationId, origin: "declared", since });
}

export { revokeRoles } from "../review/world";
export { committee };
