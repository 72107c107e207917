import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { emailMessage } from "@/db/schema";
import { announceLeaving } from "@/lib/member/commands/announce-leaving";
import { askAccessRecovery } from "@/lib/member/commands/ask-access-recovery";
import { askMemberChange } from "@/lib/member/commands/ask-member-change";
import { askToJoin } from "@/lib/member/commands/ask-to-join";
import { decideMemberChange } from "@/lib/member/commands/decide-member-change";
import { accessRecoveriesFor } from "@/lib/member/queries/access-recoveries";
import { exportOfMembership } from "@/lib/member/queries/export";
import { membershipsOf } from "@/lib/member/queries/memberships";
import { peopleOfMember, representativeInvitation } from "@/lib/member/queries/people";
import { inviteRepresentative } from "@/lib/organization/commands/invite-representative";
import { emailsOfMember } from "@/lib/views/own-emails";
import { logOfMember } from "@/lib/views/own-log";
import { istio } from "@/lists/istio";
import { accessRecoveriesBegin, admitted, beginWithGlobex, globex, monday, personOf, signedIn, someone, tokenTo } from "./world";

beginWithGlobex();

const gus = async () => (await personOf(globex)).actor;
const gina = async () => (await personOf(globex, "gina")).actor;
const gerd = () => someone("gerd@globex.example", "Gerd");
/** Invitations are reviewed by the database's own clock. */
const now = () => new Date();

describe("the member's own place", () => {
  it("holds each membership of the person, and nobody else's", async () => {
    await admitted("Initech", { people: [["ian", "primary"]] });
    const both = await admitted("Acme", { people: [] });
    await database().execute(sql`
      insert into organization_contact (organization_id, person_id, role, since_at)
      select ${both.organizationId}, id, 'reader', now() from person where email = 'gus@globex.example'`);
    const memberships = await membershipsOf(await gus(), "istio");
    expect(memberships.map(({ name, role, people }) => ({ name, role, people }))).toEqual([
      { name: "Acme", role: "reader", people: [{ name: "Gus of Globex", role: "reader" }] },
      {
        name: "Globex",
        role: "primary",
        people: [
          { name: "Gus of Globex", role: "primary" },
          { name: "Gina of Globex", role: "deputy" },
        ],
      },
    ]);
    expect(await membershipsOf(await gus(), "layer5")).toEqual([]);
    expect(await membershipsOf({ kind: "visitor" }, "istio")).toEqual([]);
    expect(await membershipsOf(await gerd(), "istio")).toEqual([]);
  });

  it("shows what is open, read from every part, and of a removal whether it was told", async () => {
    await gerd();
    await askToJoin(await signedIn("gerd@globex.example"), { list: "istio", organization: "Globex", words: "Me" });
    await database().execute(sql`
      insert into removal (reference, list, member_id, because, proposed_at, carry_out_on)
      values ('2026-061', 'istio', ${globex.memberId}, 'committee', now(), '2026-12-01')`);
    const open = async () => (await membershipsOf(await gus(), "istio"))[0]?.facts.open;
    expect(await open()).toMatchObject({ join: { askedOn: "2026-11-16" }, removal: { toldOn: null, reasons: [] }, recheck: null });
    await database().execute(sql`update removal set told_at = now()`);
    expect(await open()).toMatchObject({
      removal: { reference: "2026-061", status: "proposed", carryOutOn: "2026-12-01", toldOn: expect.any(String) },
    });
  });

  it("shows of a membership that has ended only that it did", async () => {
    await announceLeaving(await personOf(globex), { member: globex.memberId, on: "2026-11-16", name: "Globex" });
    const [membership] = await membershipsOf(await gus(), "istio");
    expect(membership).toMatchObject({ endedAs: "left", aliases: [], people: [], facts: { leftOn: "2026-11-16", answers: [] } });
    expect(await peopleOfMember(await gus(), globex.memberId)).toBeNull();
    expect(await emailsOfMember(await gus(), globex.memberId)).toBeNull();
    expect(await logOfMember(await gus(), globex.memberId)).toBeNull();
    expect(
      Object.keys((await exportOfMembership(await gus(), { list: istio, memberId: globex.memberId, today: "2026-11-17" })) ?? {}).sort(),
    ).toEqual(["emailsToYou", "leftOn", "list", "organization", "since", "status", "you"]);
  });
});

describe("the people of a member", () => {
  it("are shown to each of them, what waits for an answer only to who can give it", async () => {
    await gerd();
    await askToJoin(await signedIn("gerd@globex.example"), { list: "istio", organization: "Globex", words: "I lead the team." });
    await inviteRepresentative(await personOf(globex, "gus", now()), {
      member: globex.memberId,
      email: "greta@globex.example",
      role: "reader",
    });
    const forGus = await peopleOfMember(await gus(), globex.memberId);
    expect(forGus).toMatchObject({
      mayAct: true,
      people: [
        { email: "gus@globex.example", isMe: true, isLast: true },
        { email: "gina@globex.example", isMe: false, isLast: false },
      ],
      invitations: [{ email: "greta@globex.example", role: "reader", state: "open" }],
      requests: [{ email: "gerd@globex.example", words: "I lead the team.", escalated: false }],
    });
    expect(await peopleOfMember(await gina(), globex.memberId)).toMatchObject({ mayAct: false, invitations: [], requests: [] });
    expect(await peopleOfMember(await gerd(), globex.memberId)).toBeNull();
  });

  it("an invitation's page says that it is too old before anything is typed (HC-AUN-001, HC-AUN-004)", async () => {
    await inviteRepresentative(await personOf(globex, "gus", now()), {
      member: globex.memberId,
      email: "greta@globex.example",
      role: "reader",
    });
    const token = await tokenTo("greta@globex.example", "representative-invitation");
    for (let round = 0; round < 3; round += 1)
      expect(await representativeInvitation({ kind: "visitor" }, token)).toMatchObject({
        organization: "Globex",
        state: "open",
        isForMe: false,
      });
    await database().execute(sql`update organization_invitation set expires_at = now() - interval '1 second'`);
    expect(await representativeInvitation({ kind: "visitor" }, token)).toMatchObject({ state: "expired" });
    expect(await representativeInvitation({ kind: "visitor" }, "A".repeat(43))).toBeNull();
  });
});

describe("the emails of a member", () => {
  it("are those to its people and aliases, with the words of one's own alone", async () => {
    await askMemberChange(await personOf(globex), {
      member: globex.memberId,
      kind: "rename",
      name: "Globex Mesh",
      domains: "",
      product: "",
      reason: "New brand",
    });
    await database().update(emailMessage).set({ subject: "About you", text: "Words" });
    const seen = await emailsOfMember(await gus(), globex.memberId);
    expect(seen?.emails.map(({ recipient, isMine, subject, text }) => ({ recipient, isMine, subject, text }))).toHaveLength(2);
    expect(seen?.emails.find(({ isMine }) => isMine)).toMatchObject({
      recipient: "gus@globex.example",
      subject: "About you",
      text: "Words",
    });
    expect(seen?.emails.find(({ isMine }) => !isMine)).toMatchObject({ recipient: "gina@globex.example", subject: null, text: null });
    expect(await emailsOfMember(await gerd(), globex.memberId)).toBeNull();
  });

  it("show their delivery status", async () => {
    await inviteRepresentative(await personOf(globex), { member: globex.memberId, email: "gina2@globex.example", role: "reader" });
    await askAccessRecovery({ actor: await gerd(), now: monday }, { list: "istio", organization: "Globex", words: "They left" });
    await accessRecoveriesBegin();
    await database()
      .update(emailMessage)
      .set({ status: "accepted", providerId: sql`gen_random_uuid()::text`, attempts: 1, acceptedAt: now(), deliveredAt: now() })
      .where(eq(emailMessage.recipient, "gus@globex.example"));
    await database()
      .update(emailMessage)
      .set({ status: "accepted", providerId: sql`gen_random_uuid()::text`, attempts: 1, acceptedAt: now(), bouncedAt: now() })
      .where(eq(emailMessage.recipient, "gina@globex.example"));
    const states = Object.fromEntries(
      (await emailsOfMember(await gus(), globex.memberId))?.emails.map(({ recipient, state }) => [recipient, state]) ?? [],
    );
    expect(states["gus@globex.example"]).toBe("Delivered. We cannot tell whether it was read.");
    expect(states["gina@globex.example"]).toMatch(/address does not exist/);
    expect(states["security@globex.example"]).toBe("Waiting to be sent.");
    expect(Object.keys(states)).not.toContain("gina2@globex.example");
  });

  it("come in pages", async () => {
    await database().execute(sql`
      insert into email (kind, list, subject_kind, subject_id, thread, recipient, data, created_at)
      select 'farewell', 'istio', 'member', ${globex.memberId}, 't', 'gus@globex.example', '{}', now() - make_interval(mins => n)
      from generate_series(1, 60) n`);
    const first = await emailsOfMember(await gus(), globex.memberId);
    const second = await emailsOfMember(await gus(), globex.memberId, { before: first?.next ?? "" });
    expect([first?.emails.length, second?.emails.length, second?.next]).toEqual([50, 10, null]);
    expect(new Set([...(first?.emails ?? []), ...(second?.emails ?? [])].map(({ id }) => id)).size).toBe(60);
  });
});

describe("the log of a member", () => {
  it("names its own people, and of the committee the office alone", async () => {
    await askMemberChange(await personOf(globex), {
      member: globex.memberId,
      kind: "rename",
      name: "Globex Mesh",
      domains: "",
      product: "",
      reason: "New brand",
    });
    const { rows } = await database().execute<{ id: string }>(sql`select id from member_change`);
    const change = rows[0]?.id ?? "";
    await decideMemberChange(await signedIn("rita@mesh.example"), { change, verdict: "agree", reason: "" });
    await decideMemberChange(await signedIn("cora@committee.example"), { change, verdict: "object", reason: "No" });
    await inviteRepresentative(await personOf(globex), { member: globex.memberId, email: "greta@globex.example", role: "reader" });
    const log = await logOfMember(await gina(), globex.memberId);
    expect(log?.events.map(({ sentence }) => sentence)).toEqual([
      "Gus of Globex invited somebody to act for the organization: reader.",
      "The committee declined the change of name.",
      "Gus of Globex asked for a change of name: rename.",
    ]);
    expect(await logOfMember(await gerd(), globex.memberId)).toBeNull();
  });
});

describe("an access recovery", () => {
  it("shows its secret to who asked alone, and where it has to be shown once the alias is proved", async () => {
    await askAccessRecovery({ actor: await gerd(), now: monday }, { list: "istio", organization: "GLOBEX", words: "They left" });
    await accessRecoveriesBegin();
    const proof = async () => (await accessRecoveriesFor(await gerd(), "istio"))[0];
    const record = expect.stringMatching(/^forewarned-verify=[\w-]{43}$/);
    expect(await proof()).toMatchObject({ isMine: true, organization: "GLOBEX", proof: { record, domains: [] } });
    await database().execute(sql`update access_recovery set alias_proved_at = now()`);
    expect(await proof()).toMatchObject({ proof: { record, domains: ["globex.example"] } });
    expect((await accessRecoveriesFor(await gina(), "istio"))[0]).toMatchObject({
      isMine: false,
      organization: "Globex",
      person: "Gerd, gerd@globex.example",
      proof: null,
    });
    expect(await accessRecoveriesFor(await someone("eve@elsewhere.example"), "istio")).toEqual([]);
  });
});
