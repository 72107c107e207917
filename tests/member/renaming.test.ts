import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { member, organization, organizationDomain } from "@/db/schema";
import { nameSkeleton } from "@/lib/evidence/name-skeleton";
import { askMemberChange } from "@/lib/member/commands/ask-member-change";
import { decideMemberChange } from "@/lib/member/commands/decide-member-change";
import { takeBackMemberChange } from "@/lib/member/commands/take-back-member-change";
import { readDomains } from "@/lib/member/domains";
import { memberChangesToDecide } from "@/lib/member/queries/committee";
import { openTasksWaiting } from "@/lib/removal/queries/waiting";
import { rosterPage, rosterVersion } from "@/lib/roster/queries";
import { istio } from "@/lists/istio";
import { layer5 } from "@/lists/layer5";
import { readyToRace } from "../setup/race";
import { admitted, beginWithGlobex, emails, eventsAbout, globex, later, monday, personOf, signedIn } from "./world";

beginWithGlobex({ since: "2019-05-24" });

const stranger = { kind: "not-allowed" };
const wish = {
  kind: "rename",
  name: "Globex Mesh",
  domains: "globexmesh.example\n",
  product: "",
  reason: "See https://globex.example/news",
};
const ask = async (more: object = {}, who = "gus", now = monday) =>
  askMemberChange(await personOf(globex, who, now), { member: globex.memberId, ...wish, ...more });
const change = async () => {
  const { rows } = await database().execute<{ id: string }>(sql`select id from member_change order by asked_at desc limit 1`);
  return rows[0]?.id ?? "";
};
const assess = async (email: string, verdict = "agree", reason = "", now = monday) =>
  decideMemberChange(await signedIn(email, now), { change: await change(), verdict, reason });
const stored = async () => {
  const [row] = await database()
    .select({ id: member.id, name: member.name, since: member.since, organization: organization.name })
    .from(member)
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.id, globex.memberId));
  return row;
};

describe("a rename", () => {
  it("changes the name after two people agreed; the member, its day and its history stay", async () => {
    const before = await rosterVersion(istio);
    expect(await ask()).toEqual({ reference: "2026-001" });
    expect(await emails()).toEqual([
      "member-change-asked to cora@committee.example",
      "member-change-asked to gina@globex.example",
      "member-change-asked to gus@globex.example",
      "member-change-asked to raj@harbour.example",
      "member-change-asked to rita@mesh.example",
      "member-change-asked to rosa@gmail.com",
    ]);
    await assess("rita@mesh.example");
    expect(await stored()).toMatchObject({ name: "Globex", organization: "Globex" });
    await assess("cora@committee.example");
    expect(await stored()).toEqual({ id: globex.memberId, name: "Globex Mesh", since: "2019-05-24", organization: "Globex Mesh" });
    const domains = await database()
      .select({ domain: organizationDomain.domain })
      .from(organizationDomain)
      .where(eq(organizationDomain.organizationId, globex.organizationId))
      .orderBy(organizationDomain.domain);
    expect(domains.map(({ domain }) => domain)).toEqual(["globex.example", "globexmesh.example"]);
    expect((await rosterPage(istio)).entries).toEqual([{ organization: "Globex Mesh", since: "2019-05-24", address: null }]);
    expect(await rosterVersion(istio)).not.toBe(before);
    expect(await eventsAbout(globex.memberId)).toEqual(["member_change.asked", "member_change.agreed", "member.renamed"]);
    expect((await emails()).filter((mail) => mail.startsWith("member-change-decided"))).toEqual([
      "member-change-decided to gina@globex.example",
      "member-change-decided to gus@globex.example",
      "member-change-decided to security@globex.example",
    ]);
  });

  it("does not happen with one person's approval, however often it is given", async () => {
    await ask();
    await assess("rita@mesh.example");
    await assess("rita@mesh.example");
    expect(await stored()).toMatchObject({ name: "Globex" });
    const { actor } = await signedIn("cora@committee.example");
    const [waiting] = (await memberChangesToDecide(actor, "istio")) ?? [];
    expect(waiting?.approvals).toMatchObject([{ isMe: false, verdict: "agree" }]);
    expect(await eventsAbout(globex.memberId)).toEqual(["member_change.asked", "member_change.agreed"]);
  });

  it("of two agreements at once counts both, once", async () => {
    await ask();
    await readyToRace();
    await Promise.all([assess("rita@mesh.example"), assess("raj@harbour.example")]);
    expect(await stored()).toMatchObject({ name: "Globex Mesh" });
    expect(await eventsAbout(globex.memberId)).toEqual(["member_change.asked", "member_change.agreed", "member.renamed"]);
  });

  it("is declined by one objection, with a reason that the member is told", async () => {
    await ask();
    await assess("cora@committee.example");
    await expect(assess("rita@mesh.example", "object")).rejects.toMatchObject({
      problems: [{ field: "reason", message: "Enter why you object. The member will read it" }],
    });
    await assess("rita@mesh.example", "object", "The news page says nothing of it.");
    expect(await stored()).toMatchObject({ name: "Globex" });
    expect((await emails()).filter((mail) => mail.startsWith("member-change-decided"))).toEqual([
      "member-change-decided to gina@globex.example",
      "member-change-decided to gus@globex.example",
    ]);
    await expect(assess("raj@harbour.example")).rejects.toMatchObject({
      kind: "conflict",
      message: "This change has already been decided.",
    });
    await ask({ reason: "Now it does." });
    expect(await eventsAbout(globex.memberId)).toEqual([
      "member_change.asked",
      "member_change.agreed",
      "member_change.declined",
      "member_change.asked",
    ]);
  });

  it("keeps the name that another list's roster shows, until that list agrees", async () => {
    const { rows } = await database().execute<{ id: string }>(sql`
      insert into member (list, organization_id, name, since_on, next_recheck_on, created_at)
      values (${layer5.slug}, ${globex.organizationId}, 'Globex', '2026-01-01', '2027-01-01', now()) returning id`);
    await ask();
    await assess("rita@mesh.example");
    await assess("cora@committee.example");
    const [other] = await database()
      .select({ name: member.name })
      .from(member)
      .where(eq(member.id, rows[0]?.id ?? ""));
    expect(other).toEqual({ name: "Globex" });
  });
});

describe("asking for another name", () => {
  it("is a primary representative's, with a recent sign-in", async () => {
    await expect(ask({}, "gina")).rejects.toMatchObject(stranger);
    await expect(askMemberChange(await signedIn("cora@committee.example"), { member: globex.memberId, ...wish })).rejects.toMatchObject(
      stranger,
    );
    await expect(
      askMemberChange({ ...(await personOf(globex)), now: later({ minutes: 31 }) }, { member: globex.memberId, ...wish }),
    ).rejects.toMatchObject({
      message: /^Sign in again/,
    });
  });

  it.each([
    ["no kind", { kind: "" }, "kind", "Select what happened"],
    ["no name", { name: "" }, "name", "Enter the new name"],
    ["the name it has", { name: "Globex" }, "name", "This is the name that the roster shows now"],
    ["no reason", { reason: "" }, "reason", "Enter what happened, and where it was announced"],
    ["a free-mail domain", { domains: "gmail.com" }, "domains", "gmail.com belongs to a service that many organizations share"],
    ["no domain", { domains: "globex" }, "domains", "Enter each domain on its own line, like example.com. globex is not a domain"],
  ])("is not taken with %s", async (_case, more, field, message) => {
    await expect(ask(more)).rejects.toMatchObject({ kind: "input", problems: [{ field, message }] });
    expect(await emails()).toEqual([]);
  });

  it.each([
    ["another member's name", "INITECH"],
    ["a name that looks like another member's", "1nitech Inc."],
  ])("is possible with %s, which reviewers see and the member does not", async (_case, name) => {
    await admitted("Initech", { people: [["ian", "primary"]] });
    await admitted("Mesh", { people: [["rita", "primary"]], alias: "security@mesh.example" });
    const isNamed = (name: string, as: string) =>
      database()
        .update(member)
        .set({ nameSkeleton: nameSkeleton(as) })
        .where(eq(member.name, name));
    await isNamed("Initech", "Initech");
    await isNamed("Mesh", "Initech AG");
    await isNamed("Globex", "Initech"); // the member's own name is no finding
    expect(await ask({ name })).toEqual({ reference: "2026-001" });
    const seenBy = async (email: string) =>
      (await memberChangesToDecide((await signedIn(email)).actor, "istio"))?.map(({ sameNames }) => sameNames);
    expect(await seenBy("raj@harbour.example")).toEqual([["Initech", "Mesh"]]);
    expect(await seenBy("rita@mesh.example")).toEqual([["Initech", null]]);
    expect(await seenBy("gus@globex.example")).toBeUndefined();
  });

  it("is possible for another way of writing the same name", async () => {
    await ask({ name: "GLOBEX" });
    await assess("rita@mesh.example");
    await assess("cora@committee.example");
    expect(await stored()).toMatchObject({ name: "GLOBEX" });
  });

  it("is possible once at a time, and can be taken back", async () => {
    await ask();
    await expect(ask({ name: "Globex Two" })).rejects.toMatchObject({ kind: "conflict", message: "A change is already being reviewed." });
    await expect(takeBackMemberChange(await personOf(globex, "gina"), { change: await change() })).rejects.toMatchObject(stranger);
    await takeBackMemberChange(await personOf(globex), { change: await change() });
    await takeBackMemberChange(await personOf(globex), { change: await change() });
    expect(await ask({ name: "Globex Two", kind: "merger" }, "gus", later({ minutes: 5 }))).toEqual({ reference: "2026-002" });
    expect(await eventsAbout(globex.memberId)).toEqual(["member_change.asked", "member_change.taken_back", "member_change.asked"]);
  });
});

describe("reviewing another name", () => {
  it("is not for strangers, those with a conflict, or a sign-in of long ago", async () => {
    await ask();
    await expect(assess("gus@globex.example")).rejects.toMatchObject(stranger);
    const tess = await import("../application/world").then(({ committeeMember }) => committeeMember("tess@globex.example", "chair"));
    await expect(assess(tess.email)).rejects.toMatchObject(stranger);
    await expect(
      decideMemberChange(
        { ...(await signedIn("cora@committee.example")), now: later({ minutes: 31 }) },
        { change: await change(), verdict: "agree", reason: "" },
      ),
    ).rejects.toMatchObject({ message: /^Sign in again/ });
    await expect(
      decideMemberChange(await signedIn("cora@committee.example"), { change: globex.memberId, verdict: "agree", reason: "" }),
    ).rejects.toMatchObject(stranger);
  });
});

it("is not reviewed by people at a domain that it adds, and does not wait for them", async () => {
  await ask({ kind: "merger", domains: "mesh.example" });
  const rita = (await signedIn("rita@mesh.example")).actor;
  await expect(assess("rita@mesh.example")).rejects.toMatchObject(stranger);
  expect(await memberChangesToDecide(rita, "istio")).toEqual([]);
  expect(await openTasksWaiting(rita, "istio", monday)).toEqual([]);
  const raj = (await signedIn("raj@harbour.example")).actor;
  expect(await memberChangesToDecide(raj, "istio")).toMatchObject([{ newDomains: ["mesh.example"] }]);
  expect(await openTasksWaiting(raj, "istio", monday)).toEqual([{ kind: "member-change", count: 1 }]);
});

describe("the domains that come along", () => {
  it.each([
    ["none", "", []],
    ["one a line, as registered, each once", "WWW.globex.example\nglobex.example, mail.acme.co.uk", ["globex.example", "acme.co.uk"]],
  ])("%s", (_case, typed, domains) => {
    expect(readDomains(typed)).toEqual({ domains, problems: [] });
  });
  it("are ten at most", () => {
    const many = Array.from({ length: 11 }, (_, index) => `g${index}.example`).join("\n");
    expect(readDomains(many)).toEqual({ domains: [], problems: [{ field: "domains", message: "Enter up to 10 domains" }] });
  });
});
