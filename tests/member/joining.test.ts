import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { revokeRole } from "@/lib/identity/commands/revoke-role";
import { operator } from "@/lib/kernel/actor";
import { answerJoin } from "@/lib/member/commands/answer-join";
import { askToJoin } from "@/lib/member/commands/ask-to-join";
import { decideJoin } from "@/lib/member/commands/decide-join";
import { escalateJoinRequest } from "@/lib/member/commands/escalate-join-request";
import { joinRequestsToDecide } from "@/lib/member/queries/committee";
import { openTasksWaiting } from "@/lib/removal/queries/waiting";
import {
  admitted,
  asWorker,
  beginWithGlobex,
  emails,
  eventsAbout,
  globex,
  later,
  monday,
  peopleOf,
  personOf,
  signedIn,
  someone,
} from "./world";

beginWithGlobex();
beforeEach(async () => {
  await someone("gerd@globex.example", "Gerd");
});

const stranger = { kind: "not-allowed" };
const gerd = (now = monday) => signedIn("gerd@globex.example", now);
const words = "I lead the mesh team.";
const ask = async (organization = "Globex", now = monday) => askToJoin(await gerd(now), { list: "istio", organization, words });

const request = async () => {
  const { rows } = await database().execute<{ id: string }>(sql`select id from join_request order by asked_at desc limit 1`);
  return rows[0]?.id ?? "";
};
const people = () => peopleOf(globex);

describe("asking to act for a member", () => {
  it("goes to its primary representatives alone", async () => {
    expect(await ask("  globex. ")).toEqual({ to: "told" });
    expect(await emails()).toEqual(["join-asked to gus@globex.example"]);
    expect(await eventsAbout(globex.memberId)).toEqual(["join.asked"]);
  });

  it("is answered alike whether there is such a member or not (HC-AUN-013)", async () => {
    expect(await ask("Hooli")).toEqual(await ask());
    const left = await admitted("Vandelay");
    await database().execute(sql`update member set left_on = '2026-01-01' where id = ${left.memberId}`);
    expect(await ask("Vandelay")).toEqual({ to: "told" });
    expect(await emails()).toEqual(["join-asked to gus@globex.example"]);
  });

  it("twice emails nobody twice, and takes people who act for it already to the membership", async () => {
    await ask();
    await ask();
    expect(await emails()).toEqual(["join-asked to gus@globex.example"]);
    expect(await askToJoin(await personOf(globex, "gina"), { list: "istio", organization: "Globex", words })).toEqual({ to: "membership" });
    expect(await eventsAbout(globex.memberId)).toEqual(["join.asked"]);
  });

  it("needs a sign-in, words, and not too many tries", async () => {
    await expect(
      askToJoin({ actor: { kind: "visitor" }, now: monday }, { list: "istio", organization: "Globex", words }),
    ).rejects.toMatchObject(stranger);
    await expect(askToJoin(await gerd(), { list: "istio", organization: "Globex", words: "" })).rejects.toMatchObject({
      problems: [{ field: "words", message: "Enter who you are and why you are asking" }],
    });
    for (let time = 0; time < 10; time += 1) await ask("Hooli");
    await expect(ask()).rejects.toMatchObject({ kind: "too-often" });
    expect(await emails()).toEqual([]);
  });

  it("goes to the committee at once where nobody can act", async () => {
    await database().execute(
      sql`update organization_contact set role = 'reader' where organization_id = ${globex.organizationId} and role = 'primary'`,
    );
    await ask();
    expect(await emails()).toEqual([
      "join-escalated to cora@committee.example",
      "join-escalated to raj@harbour.example",
      "join-escalated to rita@mesh.example",
      "join-escalated to rosa@gmail.com",
    ]);
  });
});

describe("the answer of a primary representative", () => {
  const answer = async (more: object, who = "gus", now = monday) =>
    answerJoin(await personOf(globex, who, now), {
      member: globex.memberId,
      request: await request(),
      answer: "accept",
      role: "deputy",
      ...more,
    });

  beforeEach(async () => {
    await ask();
  });

  it("lets somebody in with a role, and tells everybody", async () => {
    await answer({});
    expect(await people()).toEqual(["gus primary", "gerd deputy", "gina deputy"]);
    expect((await emails()).filter((mail) => !mail.startsWith("join-asked"))).toEqual([
      "join-answered to gerd@globex.example",
      "people-changed to gerd@globex.example",
      "people-changed to gina@globex.example",
      "people-changed to gus@globex.example",
    ]);
    expect(await eventsAbout(globex.memberId)).toEqual(["join.asked", "join.accepted"]);
    await expect(answer({})).rejects.toMatchObject({ kind: "conflict", message: "This request has already been answered." });
  });

  it("that makes somebody from outside the organization's domains a primary is confirmed first, and told to the alias and the committee", async () => {
    await database().execute(sql`update person set email = 'gerd@gmail.com' where email = 'gerd@globex.example'`);
    await expect(answer({ role: "primary" })).rejects.toMatchObject({ kind: "input", problems: [{ field: "elsewhere" }] });
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
    await answer({ role: "primary", elsewhere: "yes" });
    expect(await people()).toEqual(["gerd primary", "gus primary", "gina deputy"]);
    expect(await emails()).toContain("people-changed to security@globex.example");
    expect(await emails()).toContain("people-changed to cora@committee.example");
  });

  it("can be declined, which only the requester is told", async () => {
    await answer({ answer: "decline", role: "" });
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
    expect((await emails()).filter((mail) => !mail.startsWith("join-asked"))).toEqual(["join-answered to gerd@globex.example"]);
    await expect(answer({})).rejects.toMatchObject({ kind: "conflict" });
  });

  it("is only for the member's own primaries with a recent sign-in, and needs a role", async () => {
    await expect(answer({}, "gina")).rejects.toMatchObject(stranger);
    const initech = await admitted("Initech", { people: [["ian", "primary"]] });
    const foreign = { member: initech.memberId, request: await request(), answer: "accept", role: "primary" };
    await expect(answerJoin(await personOf(initech, "ian"), foreign)).rejects.toMatchObject(stranger);
    await expect(
      answerJoin({ ...(await personOf(globex)), now: later({ minutes: 31 }) }, { ...foreign, member: globex.memberId }),
    ).rejects.toMatchObject({
      message: /^Sign in again/,
    });
    await expect(answer({ role: "" })).rejects.toMatchObject({ problems: [{ field: "role", message: "Select a role" }] });
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
  });
});

describe("silence", () => {
  beforeEach(async () => {
    await ask();
  });
  const escalate = async (now: Date) => escalateJoinRequest(asWorker(now), { requestId: await request() });

  it("of 14 days brings the committee in, once, and not a second earlier", async () => {
    await escalate(later({ days: 13, hours: 23, minutes: 59, seconds: 59 }));
    expect(await emails()).toHaveLength(1);
    await escalate(later({ days: 14 }));
    await escalate(later({ days: 15 }));
    expect((await emails()).slice(1)).toEqual([
      "join-escalated to cora@committee.example",
      "join-escalated to raj@harbour.example",
      "join-escalated to rita@mesh.example",
      "join-escalated to rosa@gmail.com",
    ]);
    expect(await eventsAbout(globex.memberId)).toEqual(["join.asked", "join.escalated"]);
    await expect(escalateJoinRequest(await personOf(globex), { requestId: await request() })).rejects.toMatchObject(stranger);
  });

  it("that ended with an answer admits nobody", async () => {
    await answerJoin(await personOf(globex), { member: globex.memberId, request: await request(), answer: "decline" });
    await escalate(later({ days: 20 }));
    expect((await emails()).some((mail) => mail.startsWith("join-escalated"))).toBe(false);
  });
});

describe("the answer of the committee", () => {
  const on = later({ days: 15 });
  const assess = async (email: string, more: object = {}, now = on) =>
    decideJoin(await signedIn(email, now), { request: await request(), answer: "accept", role: "deputy", ...more });

  beforeEach(async () => {
    await ask();
    await escalateJoinRequest(asWorker(later({ days: 14 })), { requestId: await request() });
  });

  it("takes two different people to let somebody in", async () => {
    await assess("rita@mesh.example");
    await assess("rita@mesh.example");
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
    await assess("cora@committee.example");
    expect(await people()).toEqual(["gus primary", "gerd deputy", "gina deputy"]);
    expect(await eventsAbout(globex.memberId)).toEqual(["join.asked", "join.escalated", "join.agreed", "join.accepted"]);
    await expect(assess("raj@harbour.example")).rejects.toMatchObject({ kind: "conflict" });
  });

  it("does not count people who have lost their role", async () => {
    await assess("rita@mesh.example");
    await revokeRole({ actor: operator, now: on }, { email: "rita@mesh.example", list: "istio", role: "reviewer" });
    await assess("raj@harbour.example");
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
    await assess("cora@committee.example");
    expect(await people()).toEqual(["gus primary", "gerd deputy", "gina deputy"]);
  });

  it("does not count people who have a conflict of interest by now", async () => {
    await assess("rita@mesh.example");
    await database().execute(
      sql`insert into organization_domain (organization_id, domain) values (${globex.organizationId}, 'mesh.example')`,
    );
    await assess("raj@harbour.example");
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
    await assess("cora@committee.example");
    expect(await people()).toEqual(["gus primary", "gerd deputy", "gina deputy"]);
  });

  it("is not reviewed by who works for the same organization as the one who asks, and waits for none of them", async () => {
    await database().execute(sql`update person set email = 'gerd@lab.mesh.example' where email = 'gerd@globex.example'`);
    const seen = async (email: string) => joinRequestsToDecide((await signedIn(email)).actor, "istio");
    const waits = async (email: string) => openTasksWaiting((await signedIn(email)).actor, "istio", on);
    await expect(assess("rita@mesh.example")).rejects.toMatchObject(stranger);
    expect([await seen("rita@mesh.example"), await waits("rita@mesh.example")]).toEqual([[], []]);
    expect(await seen("rosa@gmail.com")).toHaveLength(1);
    expect(await waits("rosa@gmail.com")).toEqual([{ kind: "join-request", count: 1 }]);
  });

  it("takes one to decline", async () => {
    await assess("rita@mesh.example", { answer: "decline", role: "" });
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
    expect((await emails()).at(-1)).toBe("join-answered to gerd@globex.example");
  });

  it("makes nobody primary, and agrees on one role", async () => {
    await expect(assess("rita@mesh.example", { role: "primary" })).rejects.toMatchObject({
      problems: [{ field: "role", message: "Select a role" }],
    });
    await assess("rita@mesh.example", { role: "reader" });
    await expect(assess("cora@committee.example", { role: "deputy" })).rejects.toMatchObject({ kind: "conflict" });
    await assess("cora@committee.example", { role: "reader" });
    expect(await people()).toEqual(["gus primary", "gina deputy", "gerd reader"]);
  });

  it("is not for strangers, for those with a conflict, or before the time of the representatives is over", async () => {
    await expect(assess("gus@globex.example")).rejects.toMatchObject(stranger);
    await expect(assess("gerd@globex.example")).rejects.toMatchObject(stranger);
    await database().execute(sql`
      insert into conflict_of_interest (list, organization_id, person_id, origin, since_at)
      select 'istio', ${globex.organizationId}, p.id, 'declared', now() from person p where p.email = 'rita@mesh.example'`);
    await expect(assess("rita@mesh.example")).rejects.toMatchObject(stranger);
    await expect(
      decideJoin(
        { ...(await signedIn("cora@committee.example", monday)), now: later({ minutes: 31 }) },
        { request: await request(), answer: "accept", role: "deputy" },
      ),
    ).rejects.toMatchObject({
      message: /^Sign in again/,
    });
    await database().execute(sql`update join_request set escalated_at = null`);
    await expect(assess("cora@committee.example")).rejects.toMatchObject({ message: "The representatives still have time to answer." });
  });

  it("still lets the representatives answer", async () => {
    await assess("rita@mesh.example");
    await answerJoin(await personOf(globex, "gus", on), { member: globex.memberId, request: await request(), answer: "decline" });
    await expect(assess("cora@committee.example")).rejects.toMatchObject({ kind: "conflict" });
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
  });
});

describe("a contact alias", () => {
  const alias = "security@globex.example";

  it("cannot ask to join: its readers are not a particular person", async () => {
    await someone(alias);
    await expect(askToJoin(await signedIn(alias), { list: "istio", organization: "Globex", words })).rejects.toMatchObject({
      kind: "rule",
      message: "The address you signed in with is a contact alias. Sign in with an address that only you read.",
    });
    expect(await emails()).toEqual([]);
  });

  it("is not let in where it became one after it had asked", async () => {
    await ask();
    await database().execute(sql`update contact_alias set address = 'gerd@globex.example' where member_id = ${globex.memberId}`);
    await expect(
      answerJoin(await personOf(globex), { member: globex.memberId, request: await request(), answer: "accept", role: "reader" }),
    ).rejects.toMatchObject({ kind: "rule", message: /^The address from which this was asked is a contact alias/ });
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
    await answerJoin(await personOf(globex), { member: globex.memberId, request: await request(), answer: "decline" });
  });
});
