import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { database } from "@/db/client";
import { appeal, deliveryEntry, emailMessage, endOfMembership, member, removal, removalEvidence, removalReason } from "@/db/schema";
import { operator, worker } from "@/lib/kernel/actor";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { pauseDelivery } from "@/lib/removal/commands/pause-delivery";
import { proposeRemoval } from "@/lib/removal/commands/propose";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { askReinstatement } from "@/lib/removal/commands/reinstate";
import { makeRosterPlan } from "@/lib/roster/commands/make-roster-plan";
import { daysAgo } from "@/scripts/demo/applying";
import { signedIn } from "@/scripts/demo/people";
import { memberIdOf } from "./people-world";
import { canary, domainOf, one, people } from "./world";

/**
 * Members beside those of the stages, one for each rung of the reminder schedule. They have the domain of the member's organization, so that
 * whoever has a conflict of interest there has it here too; nobody of the cast acts for them.
 */
export const rungs = ["byMachine", "proposed", "due", "held", "appealed", "asked", "paused", "back"] as const;
export type Rung = (typeof rungs)[number];

export const rungName = (rung: Rung) => `Rung ${rung}`;
export const aliasOfRung = (rung: Rung) => `security@rung-${rung.toLowerCase()}.example`;
export const rungId = (rung: Rung) => one<string>(sql`select id as value from member where name = ${rungName(rung)}`);
export const removalOf = (rung: Rung) =>
  one<{ id: string; reference: string }>(sql`
    select json_build_object('id', r.id, 'reference', r.reference) as value from removal r join member m on m.id = r.member_id where m.name = ${rungName(rung)}`);

const reasons = (words: string) => [{ criterion: "user-base", reason: words, whatWouldHelp: "Two references." }];

const byMachine = command("byMachine", z.object({ member: z.uuid() }), async (work, { member: id }) => {
  const { member: held, list } = await loadMemberForUpdate(work, id);
  work.authorize(true);
  await proposeRemoval(work, { member: held, list, because: "expired-recheck", reasons: reasons("Silence.") });
});

/** Every rung stands where somebody could take the next step; the member itself was removed and brought back, and may still appeal. */
export async function makeRemovals(now: Date): Promise<void> {
  for (const rung of rungs) await admits(rung, daysAgo(now, 300));
  const long = daysAgo(now, 30);
  const short = daysAgo(now, 1);
  await byMachine({ actor: worker, now: short }, { member: await rungId("byMachine") });
  await proposes("proposed", short, canary("reason-of-removal", "member"));
  for (const rung of ["due", "held", "appealed"] as const) {
    await proposes(rung, long, "Only own companies.");
    await agreeRemoval({ actor: await signedIn(people.cora, long), now: long }, { reference: (await removalOf(rung)).reference });
    await database()
      .update(emailMessage)
      .set({ deliveredAt: long })
      .where(eq(emailMessage.subjectId, (await removalOf(rung)).id));
  }
  await database()
    .update(removal)
    .set({ onHoldAt: daysAgo(now, 2) })
    .where(eq(removal.id, (await removalOf("held")).id));
  await wasAppealed(now);
  await askedBack(now);
  await wasRemovedAndIsBack(now);
  await isProposedAgain(now);
  await pauseDelivery({ actor: await signedIn(people.cora, now), now }, { member: await rungId("paused"), reason: "Other name servers." });
  await makeRosterPlan({ actor: operator, now: daysAgo(now, 300) }, { list: "istio" });
  await database()
    .insert(deliveryEntry)
    .values({ list: "istio", memberId: await rungId("paused"), address: aliasOfRung("paused"), addedAt: daysAgo(now, 200) });
  await admits("back", now, "Rung late");
}

async function admits(rung: Rung, now: Date, name: string = rungName(rung)): Promise<void> {
  const slug = name.toLowerCase().replaceAll(" ", "-");
  await database().execute(sql`
    with organized as (insert into organization (name, created_at) values (${name}, ${now.toISOString()}) returning id),
      domains as (insert into organization_domain (organization_id, domain)
        select id, d from organized, unnest(array[${domainOf("member")}, ${`${slug}.example`}]) d),
      admitted as (insert into member (list, organization_id, name, since_on, next_recheck_on, created_at)
        select 'istio', id, ${name}, ${dayOf(now)}::date, ${addDays(dayOf(now), 365)}::date, ${now.toISOString()} from organized returning id)
    insert into contact_alias (member_id, list, address, domain, since_at, answered_at)
    select id, 'istio', ${`security@${slug}.example`}, ${`${slug}.example`}, ${now.toISOString()}, ${now.toISOString()} from admitted`);
}

async function proposes(rung: Rung, now: Date, words: string): Promise<void> {
  await proposeRemovalByPerson(
    { actor: await signedIn(people.rosa, now), now },
    { member: await rungId(rung), reasons: reasons(words), typed: rungName(rung) },
  );
}

/** Carried out, and appealed against by somebody who is not of the cast. */
async function wasAppealed(now: Date): Promise<void> {
  const { id } = await removalOf("appealed");
  const at = daysAgo(now, 5);
  await database().update(removal).set({ status: "carried-out", carriedOutAt: at }).where(eq(removal.id, id));
  await leaves("appealed", at, id);
  const { personId } = await signedIn(people.otto, now);
  await database()
    .insert(appeal)
    .values({ removalId: id, personId, words: canary("appeal", "member"), at });
}

async function leaves(rung: Rung, at: Date, removalId: string | null): Promise<void> {
  const memberId = await rungId(rung);
  await database()
    .update(member)
    .set({ leftOn: dayOf(at) })
    .where(eq(member.id, memberId));
  await database().execute(sql`update contact_alias set until_at = ${at.toISOString()} where member_id = ${memberId}`);
  await database()
    .insert(endOfMembership)
    .values({ memberId, kind: removalId === null ? "left" : "removed", on: dayOf(at), at, removalId });
}

/** Left by its own wish; a chair asks to reinstate it. And one that was reinstated, whose alias waits for its answer. */
async function askedBack(now: Date): Promise<void> {
  await leaves("asked", daysAgo(now, 20), null);
  await askReinstatement({ actor: await signedIn(people.cora, now), now }, { member: await rungId("asked"), reason: "They came back." });
  const memberId = await rungId("back");
  await database().execute(sql`update contact_alias set answered_at = null where member_id = ${memberId}`);
  await database().execute(sql`
    insert into alias_check (list, organization_id, member_id, subject_kind, subject_id, reference, address, token_hash, asked_at, expires_at, answered_at, answered_by)
    select 'istio', organization_id, id, 'reinstatement', id, '2026-900', 'security@rung-back.example', 'none', ${now.toISOString()}, ${now.toISOString()}, ${now.toISOString()}, 'Somebody'
    from member where id = ${memberId}`);
}

/** The member was removed five days ago and is back; its people may still say what was misread. */
async function wasRemovedAndIsBack(now: Date): Promise<void> {
  const memberId = await memberIdOf("member");
  const [rosa, cora] = [await signedIn(people.rosa, now), await signedIn(people.cora, now)];
  const at = daysAgo(now, 5);
  const [made] = await database()
    .insert(removal)
    .values({
      reference: "2025-901",
      list: "istio",
      memberId,
      status: "carried-out",
      because: "committee",
      proposedAt: daysAgo(now, 30),
      toldAt: daysAgo(now, 30),
      firstBy: rosa.personId,
      firstAt: daysAgo(now, 30),
      secondBy: cora.personId,
      secondAt: daysAgo(now, 29),
      carryOutOn: dayOf(at),
      carriedOutAt: at,
    })
    .returning({ id: removal.id });
  await database().execute(
    sql`insert into removal_reason (removal_id, criterion, basis, reason) values (${made?.id}, 'user-base', 'person', ${canary("reason-of-removal", "member")})`,
  );
}

/** An older removal of the member is still open, with a piece of evidence that nobody has read; its page shows the newer one. */
async function isProposedAgain(now: Date): Promise<void> {
  const memberId = await memberIdOf("member");
  const rosa = await signedIn(people.rosa, now);
  const at = daysAgo(now, 40);
  const facts = { reference: "2025-902", list: "istio", memberId, because: "committee" as const };
  const told = { proposedAt: at, toldAt: at, firstBy: rosa.personId, firstAt: at, carryOutOn: dayOf(daysAgo(now, 26)) };
  const [made] = await database()
    .insert(removal)
    .values({ ...facts, ...told })
    .returning({ id: removal.id });
  const removalId = made?.id ?? "";
  await database()
    .insert(removalReason)
    .values({ removalId, criterion: "user-base", basis: "person", reason: canary("reason-of-removal", "member") });
  const { personId } = await signedIn(people.otto, now);
  await database()
    .insert(removalEvidence)
    .values({ removalId, criterion: "user-base", content: canary("evidence", "member"), submittedAt: at, submittedBy: personId });
}
