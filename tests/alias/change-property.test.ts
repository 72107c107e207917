import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { aliasChange, aliasCheck, contactAlias, letter, organizationContact, rateCount } from "@/db/schema";
import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { answerAliasCheck } from "@/lib/alias/commands/answer-alias-check";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { closeAliasChangeOfDeparted } from "@/lib/alias/commands/close-alias-change-of-departed";
import { disownAlias } from "@/lib/alias/commands/disown-alias";
import { followAliasChange } from "@/lib/alias/commands/follow-alias-change";
import { lapseAliasChange } from "@/lib/alias/commands/lapse-alias-change";
import { moveAliasChange } from "@/lib/alias/commands/move-alias-change";
import { releaseAliasChange } from "@/lib/alias/commands/release-alias-change";
import { resendAliasChange } from "@/lib/alias/commands/resend-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { stopAliasChangeByLink } from "@/lib/alias/commands/stop-alias-change-by-link";
import { rateLimits } from "@/lib/identity/rate";
import { visitor } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/refusal";
import { sha256 } from "@/lib/kernel/token";
import { testDatabase } from "../setup/database";
import { after, beginning, type Event, events, type Model } from "./change-model";
import { type Admitted, admitted, asWorker, type Committee, committee, goes, monday, of, personOf, wishOf } from "./change-world";

/** Interleavings against the database, each of a member of its own; how many can be said from outside. */
const interleavings = Number(process.env.ALIAS_INTERLEAVINGS ?? 2000);
const halfDay = 43_200_000;

let db: Database;
let who: Committee;
const count = { interleavings: 0, events: 0, effects: 0 };

beforeAll(async () => {
  ({ db } = await testDatabase());
  who = await committee();
});

afterAll(
  () =>
    void process.stdout.write(
      `alias change: ${count.interleavings} interleavings, ${count.events} events, ${count.effects} of them with an effect\n`,
    ),
);

/** A generator of numbers that always gives the same ones for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An order of events, mostly of those that have an effect by the model, so that the depths are reached too. */
function walk(seed: number): readonly Event[] {
  const random = randomFrom(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const chosen: Event[] = [];
  let state: Model = beginning;
  for (let length = 6 + Math.floor(random() * 9); chosen.length < length; ) {
    const carriesOn = events.filter(
      (event) => after(state, event) !== state && !["object", "stop", "leave", "disown", "lapse"].includes(event.do),
    );
    const effective = events.filter((event) => after(state, event) !== state);
    const chance = random();
    const event =
      chance < 0.6 && carriesOn.length > 0 ? pick(carriesOn) : chance < 0.85 && effective.length > 0 ? pick(effective) : pick(events);
    chosen.push(event);
    state = after(state, event);
  }
  return chosen;
}

type Run = { readonly member: Admitted; now: Date; old: string; fresh: string; asked: number };

/** Lets one event happen through the portal's own commands. A refusal is an answer. */
async function happen(run: Run, event: Event): Promise<void> {
  const { member, now } = run;
  const change = await newest(member);
  const by = (name: string) => personOf(member, name, now);
  const reference = change?.reference ?? "2026-000";
  switch (event.do) {
    case "wait":
      run.now = new Date(now.getTime() + event.ticks * halfDay);
      return;
    case "ask": {
      if (change !== null && ["asked", "waiting", "moving"].includes(change.status)) {
        await expect(askAliasChange(await by("gus"), wishOf(member, { address: `another@${member.domain}` }))).rejects.toMatchObject({
          kind: "conflict",
        });
        return;
      }
      const inUse = await addresses(member);
      if (inUse.length !== 1) return;
      run.asked += 1;
      run.old = inUse[0] ?? "";
      run.fresh = `psirt${run.asked}@${event.other ? `other-${run.asked}-${member.domain}` : member.domain}`;
      await askAliasChange(await by("gus"), wishOf(member, { address: run.fresh, mode: event.mode }));
      return;
    }
    case "answer":
    case "answer-oddly": {
      const token = await linkTo(run.fresh, "alias-check", change?.id);
      await answerAliasCheck({ actor: visitor, now }, { token, name: event.do === "answer" ? "Rota" : "", organization: member.name });
      return;
    }
    case "replay-old-link": {
      const token = await linkTo(run.fresh, "alias-check", change?.id, 1);
      await answerAliasCheck({ actor: visitor, now }, { token, name: "Rota", organization: member.name });
      throw new Error("The link of an earlier letter was taken");
    }
    case "disown":
      return disownAlias({ actor: visitor, now }, { token: await linkTo(run.fresh, "alias-check", change?.id) });
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
      return moveAliasChange(asWorker(now), { changeId: change?.id });
    case "lapse":
      return lapseAliasChange(asWorker(now), { changeId: change?.id });
    case "close":
      return closeAliasChangeOfDeparted(asWorker(now), { memberId: member.memberId });
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
      return stopAliasChangeByLink({ actor: visitor, now }, { token: await linkTo(recipient, "alias-change-asked", change?.id) });
    }
  }
}

/** The secret in the newest letter, or the one so many before it, or one that nobody has. */
async function linkTo(
  recipient: string,
  kind: "alias-check" | "alias-change-asked",
  changeId: string | undefined,
  before = 0,
): Promise<string> {
  const rows = await db
    .select({ token: sql<string>`${letter.data} ->> 'token'` })
    .from(letter)
    .where(
      and(eq(letter.recipient, recipient), eq(letter.kind, kind), eq(letter.subjectId, changeId ?? "00000000-0000-4000-8000-000000000000")),
    )
    .orderBy(desc(letter.createdAt));
  return rows[before]?.token ?? "x".repeat(43);
}

async function newest({ memberId }: Admitted): Promise<typeof aliasChange.$inferSelect | null> {
  const [row] = await db
    .select()
    .from(aliasChange)
    .where(eq(aliasChange.memberId, memberId))
    .orderBy(desc(aliasChange.askedAt), desc(aliasChange.reference))
    .limit(1);
  return row ?? null;
}

async function addresses({ memberId }: Admitted): Promise<readonly string[]> {
  const rows = await db
    .select({ address: contactAlias.address, answeredAt: contactAlias.answeredAt })
    .from(contactAlias)
    .where(and(eq(contactAlias.memberId, memberId), isNull(contactAlias.until)))
    .orderBy(contactAlias.since);
  if (rows.some(({ answeredAt }) => answeredAt === null)) throw new Error("An unproved address is on the delivery roster");
  return rows.map(({ address }) => address);
}

/** What the database holds, in the words of the model. */
async function seen(run: Run): Promise<object> {
  const change = await newest(run.member);
  const open = change !== null && ["asked", "waiting", "moving"].includes(change.status);
  return {
    aliases: (await addresses(run.member)).map((address) => (address === run.fresh ? "new" : address === run.old ? "old" : address)),
    status: open ? change.status : null,
    agreed: open ? change.agreedAt !== null : false,
    needsAgreement: open ? change.needsAgreement : false,
    last: open || change === null ? null : change.status,
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
  const named = [
    [rateLimits.aliasLetterPerAddress, fresh],
    [rateLimits.aliasLetterPerDomain, fresh.slice(fresh.lastIndexOf("@") + 1)],
    [rateLimits.aliasChangePerMember, member.memberId],
  ] as const;
  for (const [{ name }, whom] of named) await db.delete(rateCount).where(eq(rateCount.bucket, `${name}:${sha256(whom.toLowerCase())}`));
}

async function interleaving(seed: number): Promise<void> {
  const member = await admitted(`Globex ${seed}`);
  // Moments of one member never repeat, so that "the newest" is one.
  const run: Run = { member, now: monday, old: member.alias, fresh: "", asked: 0 };
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
    expect(await seen(run), `seed ${seed}: ${told.join(", ")}`).toEqual(expected(next));
    count.events += 1;
    if (next !== state) count.effects += 1;
    state = next;
  }
  count.interleavings += 1;
}

describe(`${interleavings} interleavings of everything that can happen to a change`, () => {
  const lanes = 4;
  it("do to the database what the model says, event by event", async () => {
    const seeds = Array.from({ length: interleavings }, (_, index) => index + 1);
    await Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        for (const seed of seeds.filter((each) => each % lanes === lane)) await interleaving(seed);
      }),
    );
  }, 600_000);

  it("leave nobody without a proved address, nobody with two open changes, and nothing to who has left", async () => {
    const { rows } = await db.execute<{ without: number; doubled: number; left: number; unproved: number }>(sql`select
      (select count(*)::int from member m where m.left_on is null and not exists (
        select 1 from contact_alias l where l.member_id = m.id and l.until_at is null and l.answered_at is not null)) as without,
      (select count(*)::int from (select member_id from alias_change where status in ('asked', 'waiting', 'moving') group by 1 having count(*) > 1) d) as doubled,
      (select count(*)::int from contact_alias l join member m on m.id = l.member_id where m.left_on is not null and l.until_at is null) as left,
      (select count(*)::int from contact_alias l where l.until_at is null and l.answered_at is null) as unproved`);
    expect(rows).toEqual([{ without: 0, doubled: 0, left: 0, unproved: 0 }]);
  });
});
