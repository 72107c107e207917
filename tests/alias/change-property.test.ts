import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { aliasCheck, emailMessage, organizationContact, rateCount } from "@/db/schema";
import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { closeAliasChangeOfFormerMember } from "@/lib/alias/commands/close-alias-change-of-former-member";
import { expireAliasChange } from "@/lib/alias/commands/expire-alias-change";
import { followAliasChange } from "@/lib/alias/commands/follow-alias-change";
import { moveAliasChange } from "@/lib/alias/commands/move-alias-change";
import { releaseAliasChange } from "@/lib/alias/commands/release-alias-change";
import { resendAliasChange } from "@/lib/alias/commands/resend-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { stopAliasChangeByLink } from "@/lib/alias/commands/stop-alias-change-by-link";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { rateLimits } from "@/lib/identity/rate";
import { visitor } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/refusal";
import { sha256 } from "@/lib/kernel/token";
import { testDatabase } from "../setup/database";
import { after, beginning, type Event, events, type Model } from "./change-model";
import { type Admitted, admitted, asWorker, type Committee, committee, forget, goes, monday, of, personOf, wishOf } from "./change-world";
import { randomFrom } from "./random";

/** Interleavings against the database, each of a member of its own; how many can be said from outside. */
const interleavings = Number(process.env.ALIAS_INTERLEAVINGS ?? 1000);
const halfDay = 43_200_000;

let db: Database;
let who: Committee;
const count = { interleavings: 0, events: 0, effects: {} as Record<string, number>, ends: {} as Record<string, number> };

beforeAll(async () => {
  ({ db } = await testDatabase());
});

afterAll(
  () =>
    void process.stdout.write(
      `alias change: ${count.interleavings} interleavings, ${count.events} events; with an effect: ${JSON.stringify(count.effects)}; ends: ${JSON.stringify(count.ends)}\n`,
    ),
);

/** An order of events, mostly of those that have an effect by the model, so that the depths are reached too. */
function walk(seed: number): readonly Event[] {
  const random = randomFrom(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const chosen: Event[] = [];
  let state: Model = beginning;
  for (let length = 7 + Math.floor(random() * 9); chosen.length < length; ) {
    const effective = events.filter((event) => after(state, event) !== state);
    const natural = effective.filter((event) => carriesOn(state, event));
    const chance = random();
    const event =
      chance < 0.65 && natural.length > 0 ? pick(natural) : chance < 0.85 && effective.length > 0 ? pick(effective) : pick(events);
    chosen.push(event);
    state = after(state, event);
  }
  return chosen;
}

const nobodys = "00000000-0000-4000-8000-000000000000";

/** What would come next if nothing went wrong. */
function carriesOn({ member, change }: Model, event: Event): boolean {
  if (change === null) return event.do === "ask";
  if (!member) return event.do === "close";
  if (change.status === "asked" && change.left === 0) return event.do === "expire";
  if (change.status === "waiting" && change.left <= -60) return event.do === "expire";
  if (change.status === "waiting") {
    if (change.needsAgreement && !change.agreed) return event.do === "agree";
    if (change.release === "chair" && change.left > 0) return event.do === "release-agree";
    return change.left > 0 ? event.do === "wait" && event.ticks === 6 : event.do === "move";
  }
  if (change.email.lastResponse === null) return change.email.good > 0 ? event.do === "answer" : event.do === "resend";
  return event.do === "follow";
}

type Run = { readonly member: Admitted; before: Held; now: Date; old: string; fresh: string; asked: number };

/** Lets one event happen through the portal's own commands. A refusal is an answer. */
async function happen(run: Run, event: Event): Promise<void> {
  const { member, now, before } = run;
  const by = (name: string) => personOf(member, name, now);
  const id = before.id ?? nobodys;
  const reference = before.reference ?? "2026-000";
  switch (event.do) {
    case "wait":
      run.now = new Date(now.getTime() + event.ticks * halfDay);
      return;
    case "ask": {
      if (isOpen(before)) {
        await expect(askAliasChange(await by("gus"), wishOf(member, { address: `another@${member.domain}` }))).rejects.toMatchObject({
          kind: "conflict",
        });
        return;
      }
      if (before.inUse.length !== 1) return;
      run.asked += 1;
      run.old = before.inUse[0]?.[0] ?? "";
      run.fresh = `psirt${run.asked}@${event.other ? `other-${run.asked}-${member.domain}` : member.domain}`;
      await askAliasChange(await by("gus"), wishOf(member, { address: run.fresh, mode: event.mode }));
      return;
    }
    case "answer":
    case "answer-oddly": {
      const token = await linkTo(run.fresh, "alias-check", id);
      await answerAliasCheck({ actor: visitor, now }, { token, name: event.do === "answer" ? "Rota" : "", organization: member.name });
      return;
    }
    case "replay-old-link": {
      const token = await linkTo(run.fresh, "alias-check", id, 1);
      await answerAliasCheck({ actor: visitor, now }, { token, name: "Rota", organization: member.name });
      throw new Error("The link of an earlier email was taken");
    }
    case "disown":
      return disownAlias({ actor: visitor, now }, { token: await linkTo(run.fresh, "alias-check", id), word: "NOT OURS" });
    case "follow": {
      const said = await db
        .select({ id: aliasCheck.id })
        .from(aliasCheck)
        .where(
          and(
            eq(aliasCheck.memberId, member.memberId),
            sql`(${aliasCheck.answeredAt} is not null or ${aliasCheck.disownedAt} is not null)`,
          ),
        )
        .orderBy(aliasCheck.askedAt);
      for (const { id } of said) await followAliasChange(asWorker(now), { checkId: id });
      return;
    }
    case "resend":
      return resendAliasChange(await by("gus"), { reference });
    case "move":
      return moveAliasChange(asWorker(now), { changeId: id });
    case "expire":
      return expireAliasChange(asWorker(now), { changeId: id });
    case "close":
      return closeAliasChangeOfFormerMember(asWorker(now), { memberId: member.memberId });
    case "leave":
      return goes(member, now);
    case "lose-deputy":
      await db
        .update(organizationContact)
        .set({ until: now })
        .where(
          and(
            eq(organizationContact.organizationId, member.organizationId),
            eq(organizationContact.role, "deputy"),
            isNull(organizationContact.until),
          ),
        );
      return;
    case "agree":
      await agreeAliasChange(await of(who[event.who], now), { reference, reason: "" });
      return;
    case "object":
      return stopAliasChange(await of(who[event.who as "rita"], now), { reference, reason: "No" });
    case "release-ask":
      await releaseAliasChange(await of(who.cora, now), { reference, reason: "Haste" });
      return;
    case "release-agree":
      await releaseAliasChange(await of(who.raj, now), { reference, reason: "" });
      return;
    case "stop": {
      if (event.who === "primary" || event.who === "deputy")
        return stopAliasChange(await by(event.who === "primary" ? "gus" : "gina"), { reference, reason: "" });
      const recipient = event.who === "old-link" ? run.old : `gina@${member.domain}`;
      return stopAliasChangeByLink({ actor: visitor, now }, { token: await linkTo(recipient, "alias-change-asked", id) });
    }
  }
}

/** The secret in the newest email, or the one so many before it, or one that nobody has. */
async function linkTo(recipient: string, kind: "alias-check" | "alias-change-asked", changeId: string, before = 0): Promise<string> {
  const rows = await db
    .select({ token: sql<string>`${emailMessage.data} ->> 'token'` })
    .from(emailMessage)
    .where(and(eq(emailMessage.recipient, recipient), eq(emailMessage.kind, kind), eq(emailMessage.subjectId, changeId)))
    .orderBy(desc(emailMessage.createdAt));
  return rows[before]?.token ?? "x".repeat(43);
}

type Held = {
  readonly id: string | null;
  readonly reference: string | null;
  readonly status: string | null;
  readonly agreed: boolean;
  readonly needsAgreement: boolean;
  /** Addresses in use, and whether each is proved. */
  readonly inUse: readonly (readonly [string, boolean])[];
};

/** What the database holds about a member: its addresses in use, and its newest change. */
async function held({ memberId }: Admitted): Promise<Held> {
  const { rows } = await db.execute<Held & Record<string, unknown>>(sql`
    select c.id, c.reference, c.status, coalesce(c.agreed_at is not null, false) as agreed, coalesce(c.needs_agreement, false) as "needsAgreement",
      coalesce((select jsonb_agg(jsonb_build_array(l.address, l.answered_at is not null) order by l.since_at)
        from contact_alias l where l.member_id = m.id and l.until_at is null), '[]') as "inUse"
    from member m left join lateral (select * from alias_change c where c.member_id = m.id order by c.asked_at desc limit 1) c on true
    where m.id = ${memberId}`);
  if (rows[0] === undefined) throw new Error("The member is gone");
  return rows[0];
}

function isOpen({ status }: Held): boolean {
  return ["asked", "waiting", "moving"].includes(status ?? "");
}

/** The same, in the words of the model. */
function inWords({ old, fresh }: Run, now: Held): object {
  if (now.inUse.some(([, proved]) => !proved)) throw new Error("An unproved address is on the delivery roster");
  const open = isOpen(now);
  return {
    aliases: now.inUse.map(([address]) => (address === fresh ? "new" : address === old ? "old" : address)),
    status: open ? now.status : null,
    agreed: open && now.agreed,
    needsAgreement: open && now.needsAgreement,
    last: open ? null : now.status,
  };
}

function expected({ aliases, change, last }: Model): object {
  return {
    aliases: [...aliases],
    status: change?.status ?? null,
    agreed: change?.agreed ?? false,
    needsAgreement: change?.needsAgreement ?? false,
    last,
  };
}

/** The limits of a day are not what is tried here. */
async function forgetLimits({ member, fresh }: Run): Promise<void> {
  const limits = [
    [rateLimits.memberAliasEmailPerAddress, `${member.memberId}:${fresh}`],
    [rateLimits.memberAliasEmailPerDomain, `${member.memberId}:${fresh.slice(fresh.lastIndexOf("@") + 1)}`],
    [rateLimits.aliasChangePerMember, member.memberId],
  ] as const;
  const buckets = limits.map(([{ name }, whom]) => `${name}:${sha256(whom.toLowerCase())}`);
  await db.delete(rateCount).where(inArray(rateCount.bucket, buckets));
}

async function interleaving(seed: number): Promise<void> {
  const member = await admitted(`Globex ${seed}`);
  // Moments of one member never repeat, so that "the newest" is one.
  const run: Run = { member, before: await held(member), now: monday, old: member.alias, fresh: "", asked: 0 };
  const told: string[] = [];
  let state: Model = beginning;
  for (const event of walk(seed)) {
    run.now = new Date(run.now.getTime() + 60_001); // a minute: sooner no person answers
    told.push(Object.values(event).join(" "));
    const next = after(state, event);
    await happen(run, event).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw new Error(`seed ${seed}: ${told.join(", ")}`, { cause: error });
    });
    if (["resend", "move", "follow", "ask"].includes(event.do)) await forgetLimits(run);
    run.before = await held(member);
    expect(inWords(run, run.before), `seed ${seed}: ${told.join(", ")}`).toEqual(expected(next));
    count.events += 1;
    if (next !== state) count.effects[event.do] = (count.effects[event.do] ?? 0) + 1;
    state = next;
  }
  const end = state.change?.status ?? state.last ?? "none";
  count.ends[end] = (count.ends[end] ?? 0) + 1;
  count.interleavings += 1;
}

describe(`${interleavings} interleavings of everything that can happen to a change`, () => {
  const batch = 100;
  const lanes = 4;

  it("do to the database what the model says, event by event", async () => {
    for (let first = 1; first <= interleavings; first += batch) {
      await forget(); // looking for look-alikes grows with the members of a list
      who = await committee();
      const seeds = Array.from({ length: Math.min(batch, interleavings + 1 - first) }, (_, index) => first + index);
      await Promise.all(
        Array.from({ length: lanes }, async (_, lane) => {
          for (const seed of seeds.filter((each) => each % lanes === lane)) await interleaving(seed);
        }),
      );
      expect(await faults()).toEqual({ without: 0, doubled: 0, left: 0, unproved: 0 });
    }
  }, 600_000);

  it.runIf(interleavings >= 1000)("reach everything that can happen and every way to end, not only the first steps", () => {
    expect([...new Set(events.map((event) => event.do))].filter((name) => !(name in count.effects))).toEqual(["replay-old-link"]); // which opens nothing
    expect(Object.keys(count.ends).toSorted()).toEqual(["asked", "completed", "expired", "moving", "none", "stopped", "waiting"]);
  });
});

/** Members without a proved address, members with two open changes, addresses of who has left, addresses that nobody proved. */
async function faults(): Promise<object | undefined> {
  const { rows } = await db.execute(sql`select
    (select count(*)::int from member m where m.left_on is null and not exists (
      select 1 from contact_alias l where l.member_id = m.id and l.until_at is null and l.answered_at is not null)) as without,
    (select count(*)::int from (select member_id from alias_change where status in ('asked', 'waiting', 'moving') group by 1 having count(*) > 1) d) as doubled,
    (select count(*)::int from contact_alias l join member m on m.id = l.member_id where m.left_on is not null and l.until_at is null) as left,
    (select count(*)::int from contact_alias l where l.until_at is null and l.answered_at is null) as unproved`);
  return rows[0];
}
