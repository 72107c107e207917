import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import type { Person } from "@/lib/kernel/actor";
import { fileAppeal } from "@/lib/removal/commands/file-appeal";
import { pauseDelivery } from "@/lib/removal/commands/pause-delivery";
import { readAppeal } from "@/lib/removal/commands/read-appeal";
import { askReinstatement } from "@/lib/removal/commands/reinstate";
import { writeDigest } from "@/lib/removal/commands/write-digest";
import { openTasksWaiting } from "@/lib/removal/queries/waiting";
import { personByEmail } from "@/lib/views/actors";
import {
  type Admitted,
  admitted,
  agreed,
  asWorker,
  type Committee,
  carriedOut,
  committee,
  committeeMember,
  lastEmail,
  of,
  onDay,
  personOf,
  proposed,
  recuses,
  revokeRoles,
  someone,
} from "../removal/world";
import { testDatabase } from "../setup/database";

let who: Committee;
let globex: Admitted;

beforeEach(async () => {
  await testDatabase();
  who = await committee();
  globex = await admitted("Globex");
});

/** "2 removal, 1 appeal": what waits for somebody's word at a moment. */
async function waits(one: Person, now = onDay(1)): Promise<string> {
  const found = await openTasksWaiting((await personByEmail(one.email)) ?? { kind: "visitor" }, "istio", now);
  return (found ?? []).map(({ kind, count }) => `${count} ${kind}`).join(", ");
}

async function says(one: Person, kind: string, id: string): Promise<void> {
  await database().execute(sql`insert into agreement (list, subject_kind, subject_id, person_id, verdict, at)
    values ('istio', ${kind}, ${id}::uuid, ${one.personId}, 'agree', now())`);
}

async function made(statement: ReturnType<typeof sql>): Promise<string> {
  const { rows } = await database().execute<{ id: string }>(statement);
  return rows[0]?.id ?? "";
}

describe("what a person of the committee decides", () => {
  it("a proposed removal waits for chairs who did not propose it; a proposal of the portal for everybody", async () => {
    await proposed(globex, who.cora);
    const dan = await committeeMember("dan@dock.example", "chair");
    expect(await Promise.all([who.cora, who.rita, dan].map((one) => waits(one)))).toEqual(["", "", "1 removal"]);
    await database().execute(sql`update removal set first_by = null, first_at = null`);
    expect(await Promise.all([who.cora, who.rita, dan].map((one) => waits(one)))).toEqual(["1 removal", "1 removal", "1 removal"]);
  });

  it("a removal that is on hold waits for chairs", async () => {
    await agreed(globex, who);
    expect(await waits(who.cora)).toBe("");
    await database().execute(sql`update removal set on_hold_at = now()`);
    expect(await Promise.all([who.cora, who.rita].map((one) => waits(one)))).toEqual(["1 removal", ""]);
  });

  it("an appeal waits for those who did not approve the removal, until they have read it, also once the member has left", async () => {
    const reference = await agreed(globex, who);
    await carriedOut(reference, onDay(14));
    await fileAppeal(await personOf(globex, "gus", onDay(15)), { member: globex.memberId, words: "You misread it." });
    expect(await Promise.all([who.cora, who.rita, who.raj, who.rosa].map((one) => waits(one)))).toEqual(["", "", "1 appeal", "1 appeal"]);
    await readAppeal(await of(who.raj, onDay(16)), { reference, verdict: "agree", reason: "I looked." });
    expect(await Promise.all([who.raj, who.rosa].map((one) => waits(one)))).toEqual(["", "1 appeal"]);
  });

  it("a pause waits within its day for everybody but who made it", async () => {
    await pauseDelivery(await of(who.cora), { member: globex.memberId, reason: "The domain was sold." });
    const hours = (number: number) => new Date(onDay(0).getTime() + number * 3_600_000);
    expect(await Promise.all([who.cora, who.rita].map((one) => waits(one, hours(23))))).toEqual(["", "1 pause"]);
    expect(await waits(who.rita, hours(24))).toBe("");
  });

  it("a reinstatement waits for the second person, while the first has a role", async () => {
    await carriedOut(await agreed(globex, who), onDay(14));
    const dan = await committeeMember("dan@dock.example", "chair");
    await askReinstatement(await of(dan, onDay(15)), { member: globex.memberId, reason: "They showed it." });
    expect(await Promise.all([dan, who.rita].map((one) => waits(one)))).toEqual(["", "1 reinstatement"]);
    await revokeRoles(dan);
    expect(await waits(who.rita)).toBe("");
  });
});

describe("what members' people ask", () => {
  it("a change of the contact alias that needs two waits for people who have not decided; so does ending its waiting period early", async () => {
    const gus = await someone(`gus@${globex.domain}`);
    const id =
      await made(sql`insert into alias_change (reference, list, member_id, mode, new_address, new_domain, reason, needs_agreement, asked_at, asked_by, asked_through, answer_by)
      values ('2026-900', 'istio', ${globex.memberId}, 'add', 'psirt@elsewhere.example', 'elsewhere.example', 'New', true, now(), ${gus.personId}, 'representative', now()) returning id`);
    expect(await waits(who.rita)).toBe("1 alias-change");
    await says(who.rita, "alias-change", id);
    expect(await Promise.all([who.rita, who.raj].map((one) => waits(one)))).toEqual(["", "1 alias-change"]);
    await database().execute(
      sql`update alias_change set agreed_at = now(), answered_at = now(), waits_until = now() + interval '7 days', status = 'waiting'`,
    );
    expect(await waits(who.raj)).toBe("");
    await database().execute(
      sql`update alias_change set release_asked_by = ${who.cora.personId}, release_asked_at = now(), release_reason = 'Now'`,
    );
    expect(await Promise.all([who.cora, who.raj].map((one) => waits(one)))).toEqual(["", "1 alias-change"]);
  });

  it("a request to join waits once the representatives were silent", async () => {
    const gerd = await someone(`gerd@${globex.domain}`);
    const id = await made(
      sql`insert into join_request (member_id, person_id, words, asked_at) values (${globex.memberId}, ${gerd.personId}, 'Me', now()) returning id`,
    );
    expect(await waits(who.rita)).toBe("");
    await database().execute(sql`update join_request set escalated_at = now()`);
    expect(await waits(who.rita)).toBe("1 join-request");
    await says(who.rita, "join-request", id);
    expect(await Promise.all([who.rita, who.raj].map((one) => waits(one)))).toEqual(["", "1 join-request"]);
  });

  it("an access recovery waits once it is proved, until two have agreed; never for who asked", async () => {
    const heir = await committeeMember("hans@gmail.com", "reviewer");
    const id = await made(sql`insert into access_recovery (reference, list, organization, member_id, person_id, words, dns_secret, asked_at)
      values ('2026-901', 'istio', 'Globex', ${globex.memberId}, ${heir.personId}, 'Me', 'x', now()) returning id`);
    expect(await waits(who.rita)).toBe("");
    await database().execute(
      sql`update access_recovery set alias_proved_at = now(), domain_proved_at = now(), waits_until = now() - interval '1 second'`,
    );
    expect(await Promise.all([heir, who.rita].map((one) => waits(one)))).toEqual(["", "1 access-recovery"]);
    await says(who.rita, "access-recovery", id);
    expect(await Promise.all([who.rita, who.raj].map((one) => waits(one)))).toEqual(["", "1 access-recovery"]);
    await says(who.raj, "access-recovery", id);
    expect(await waits(who.rosa)).toBe("");
    await revokeRoles(who.raj);
    expect(await waits(who.rosa)).toBe("1 access-recovery");
  });

  it("a change of name waits for people who have not decided, and not once the member has left", async () => {
    const gus = await someone(`gus@${globex.domain}`);
    const id =
      await made(sql`insert into member_change (reference, list, member_id, kind, new_name, old_name, new_domains, product, reason, asked_by, asked_at)
      values ('2026-902', 'istio', ${globex.memberId}, 'rename', 'Globex Works', 'Globex', '{}', '', 'New', ${gus.personId}, now()) returning id`);
    await says(who.rita, "member-change", id);
    expect(await Promise.all([who.rita, who.raj].map((one) => waits(one)))).toEqual(["", "1 member-change"]);
    await database().execute(sql`update member set left_on = '2026-11-16' where id = ${globex.memberId}`);
    expect(await waits(who.raj)).toBe("");
  });
});

describe("the digest", () => {
  it("counts what waits by kind, and nothing of a member that its reader recused from", async () => {
    const initech = await admitted("Initech");
    for (const member of [globex, initech])
      await pauseDelivery(await of(who.cora), { member: member.memberId, reason: "The domain was sold." });
    const later = (minutes: number) => new Date(onDay(0).getTime() + minutes * 60_000);
    const write = async (one: Person, minutes: number) =>
      writeDigest(asWorker(later(minutes)), { list: "istio", personId: one.personId, day: "2026-11-16" });
    await write(who.rita, 1);
    expect(await lastEmail("review-digest")).toEqual({ day: "2026-11-16", items: [], waiting: [{ kind: "pause", count: 2 }] });
    await recuses(who.raj, globex);
    await write(who.raj, 2);
    expect(await lastEmail("review-digest")).toEqual({ day: "2026-11-16", items: [], waiting: [{ kind: "pause", count: 1 }] });
    await recuses(who.rosa, globex);
    await recuses(who.rosa, initech);
    for (const one of [who.rosa, who.cora]) await write(one, 3);
    const { rows } = await database().execute<{ to: string }>(
      sql`select recipient as to from email where kind = 'review-digest' order by recipient`,
    );
    expect(rows.map(({ to }) => to)).toEqual(["raj@harbour.example", "rita@mesh.example"]);
  });

  it("is nothing to people without a role that decides", async () => {
    await proposed(globex, who.rita);
    for (const role of ["administrator", "auditor"] as const) {
      const one = await committeeMember(`${role}@committee-of.example`, role);
      expect(await openTasksWaiting((await of(one)).actor, "istio", onDay(1))).toBeNull();
    }
    expect(await openTasksWaiting((await personOf(globex)).actor, "istio", onDay(1))).toBeNull();
    expect(await openTasksWaiting(who.cora, "layer5", onDay(1))).toBeNull();
  });
});
