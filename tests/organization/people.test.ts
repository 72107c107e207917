import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import type { Context } from "@/lib/kernel/command";
import { acceptRepresentative } from "@/lib/organization/commands/accept-representative";
import { changeRepresentative } from "@/lib/organization/commands/change-representative";
import { endRepresentativeInvitation } from "@/lib/organization/commands/end-representative-invitation";
import { inviteRepresentative } from "@/lib/organization/commands/invite-representative";
import { removeRepresentative } from "@/lib/organization/commands/remove-representative";
import { resendRepresentativeInvitation } from "@/lib/organization/commands/resend-representative-invitation";
import { isLastToAct, lastToActSentence } from "@/lib/organization/people";
import { layer5 } from "@/lists/layer5";
import {
  admitted,
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
  tokenTo,
} from "../member/world";
import { readyToRace } from "../setup/race";

beginWithGlobex();

const stranger = { kind: "not-allowed" };
const notFresh = {
  message: "Sign in again to do this: it requires a sign-in within the last 30 minutes.",
};

const people = () => peopleOf(globex);
const idOf = async (who: string) => (await personOf(globex, who)).actor.personId;
const openInvitation = async () => {
  const { rows } = await database().execute<{ id: string }>(
    sql`select id from organization_invitation where accepted_at is null and ended_at is null`,
  );
  return rows[0]?.id ?? "";
};

const invite = async (email = "gerd@globex.example", role = "deputy", context?: Context) =>
  inviteRepresentative(context ?? (await personOf(globex)), { member: globex.memberId, email, role });

describe("inviting a representative", () => {
  it("writes an email whose link lets the person of that address in, and tells everybody", async () => {
    await invite();
    expect(await emails()).toEqual(["representative-invitation to gerd@globex.example"]);
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
    const token = await tokenTo("gerd@globex.example", "representative-invitation");
    await someone("gerd@globex.example", "Gerd");
    const accepted = await acceptRepresentative(await signedIn("gerd@globex.example", later({ hours: 1 })), { token });
    expect(accepted).toEqual({ list: "istio" });
    expect(await people()).toEqual(["gus primary", "gerd deputy", "gina deputy"]);
    expect((await emails()).slice(1)).toEqual([
      "people-changed to gerd@globex.example",
      "people-changed to gina@globex.example",
      "people-changed to gus@globex.example",
    ]);
    expect(await eventsAbout(globex.organizationId)).toEqual(["representative.invited", "representative.joined"]);
  });

  it.each([
    ["free mail", "gerd@gmail.com", "is at a free mail service, which says nothing about where somebody works"],
    ["another domain", "gerd@elsewhere.example", "is not at a known domain of Globex"],
  ])("asks before it invites a primary from %s, and tells the alias and the committee", async (_what, email, why) => {
    const outside = async (elsewhere?: string) =>
      inviteRepresentative(await personOf(globex), { member: globex.memberId, email, role: "primary", elsewhere });
    const message = `Nothing was changed or sent yet: ${email} ${why}. Check it, then allow a primary representative with this address`;
    await expect(outside()).rejects.toMatchObject({ kind: "input", problems: [{ field: "elsewhere", message }] });
    expect(await emails()).toEqual([]);
    await outside("yes");
    await outside(); // invited already
    expect(await emails()).toEqual([
      "people-changed to cora@committee.example",
      "people-changed to raj@harbour.example",
      "people-changed to rita@mesh.example",
      "people-changed to rosa@gmail.com",
      "people-changed to security@globex.example",
      `representative-invitation to ${email}`,
    ]);
  });

  it.each([
    ["a deputy from anywhere", { email: "gerd@gmail.com", role: "deputy" }],
    ["a primary at a known domain", { email: "gerd@globex.example", role: "primary" }],
    ["a primary below a known domain", { email: "gerd@eu.globex.example", role: "primary" }],
  ])("asks nothing for %s", async (_what, whom) => {
    await inviteRepresentative(await personOf(globex), { member: globex.memberId, ...whom });
    expect(await emails()).toEqual([`representative-invitation to ${whom.email}`]);
  });

  it("is for a primary representative with a recent sign-in", async () => {
    await expect(invite(undefined, undefined, await personOf(globex, "gina"))).rejects.toMatchObject(stranger);
    await expect(invite(undefined, undefined, await signedIn("cora@committee.example"))).rejects.toMatchObject(stranger);
    const initech = await admitted("Initech", { people: [["ian", "primary"]] });
    await expect(invite(undefined, undefined, await personOf(initech, "ian"))).rejects.toMatchObject(stranger);
    await expect(invite(undefined, undefined, { ...(await personOf(globex)), now: later({ minutes: 31 }) })).rejects.toMatchObject(
      notFresh,
    );
    expect(await emails()).toEqual([]);
  });

  it("refuses who acts for it already, what is no address, and a role that there is not", async () => {
    await expect(invite("GINA@globex.example")).rejects.toMatchObject({
      kind: "conflict",
      problems: [{ field: "email", message: "This person already acts for the organization" }],
    });
    await expect(invite("gerd")).rejects.toMatchObject({ kind: "input", problems: [{ field: "email" }] });
    await expect(invite("gerd@globex.example", "owner")).rejects.toMatchObject({ problems: [{ field: "role", message: "Select a role" }] });
  });

  it("writes nothing twice, and lets a newer one end the one before (HC-AUN-005)", async () => {
    await invite();
    await invite();
    expect(await emails()).toEqual(["representative-invitation to gerd@globex.example"]);
    const older = await tokenTo("gerd@globex.example", "representative-invitation");
    await invite("gerd@globex.example", "reader", await personOf(globex, "gus", later({ minutes: 5 })));
    await someone("gerd@globex.example");
    const gerd = await signedIn("gerd@globex.example", later({ hours: 1 }));
    await expect(acceptRepresentative(gerd, { token: older })).rejects.toMatchObject({
      kind: "conflict",
      message: "This invitation was withdrawn, or a newer one was sent. Ask the person who invited you.",
    });
    await acceptRepresentative(gerd, { token: await tokenTo("gerd@globex.example", "representative-invitation") });
    expect(await people()).toEqual(["gus primary", "gina deputy", "gerd reader"]);
  });

  it("ends after 24 hours, to the second (HC-AUN-004), and can be sent again", async () => {
    await invite();
    await someone("gerd@globex.example");
    const token = await tokenTo("gerd@globex.example", "representative-invitation");
    await expect(acceptRepresentative(await signedIn("gerd@globex.example", later({ days: 1 })), { token })).rejects.toMatchObject({
      kind: "conflict",
      message: "This invitation is older than a day. Ask the person who invited you for a new one.",
    });
    const again = { member: globex.memberId, invitation: await openInvitation() };
    await expect(resendRepresentativeInvitation(await personOf(globex, "gina"), again)).rejects.toMatchObject(stranger);
    await resendRepresentativeInvitation(await personOf(globex, "gus", later({ days: 1 })), again);
    const newer = await tokenTo("gerd@globex.example", "representative-invitation");
    expect(newer).not.toBe(token);
    await acceptRepresentative(await signedIn("gerd@globex.example", later({ days: 1, hours: 23 })), { token: newer });
    expect(await people()).toEqual(["gus primary", "gerd deputy", "gina deputy"]);
    await expect(resendRepresentativeInvitation(await personOf(globex, "gus", later({ days: 1 })), again)).rejects.toMatchObject({
      kind: "conflict",
    });
  });

  it("is used up by the first agreement: the same link again changes nothing (HC-AUN-003)", async () => {
    await invite();
    await someone("gerd@globex.example");
    const token = await tokenTo("gerd@globex.example", "representative-invitation");
    await acceptRepresentative(await signedIn("gerd@globex.example"), { token });
    await acceptRepresentative(await signedIn("gerd@globex.example"), { token });
    expect(await people()).toEqual(["gus primary", "gerd deputy", "gina deputy"]);
    await removeRepresentative(await personOf(globex), { member: globex.memberId, person: await idOf("gerd") });
    await expect(acceptRepresentative(await signedIn("gerd@globex.example"), { token })).rejects.toMatchObject({
      message: "This invitation has already been used. Ask for a new one.",
    });
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
  });

  it("opens nothing for a person with the link but not the address, or without the link", async () => {
    await invite();
    const token = await tokenTo("gerd@globex.example", "representative-invitation");
    await someone("eve@elsewhere.example");
    await expect(acceptRepresentative(await signedIn("eve@elsewhere.example"), { token })).rejects.toMatchObject(stranger);
    await expect(acceptRepresentative({ actor: { kind: "visitor" }, now: monday }, { token })).rejects.toMatchObject(stranger);
    await expect(acceptRepresentative(await signedIn("eve@elsewhere.example"), { token: "A".repeat(43) })).rejects.toMatchObject(stranger);
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
  });

  it("can be taken back, and twice is nothing (HC-AUN-006)", async () => {
    await invite();
    const token = await tokenTo("gerd@globex.example", "representative-invitation");
    const which = { member: globex.memberId, invitation: await openInvitation() };
    await expect(endRepresentativeInvitation(await personOf(globex, "gina"), which)).rejects.toMatchObject(stranger);
    await endRepresentativeInvitation(await personOf(globex), which);
    await endRepresentativeInvitation(await personOf(globex), which);
    await someone("gerd@globex.example");
    await expect(acceptRepresentative(await signedIn("gerd@globex.example"), { token })).rejects.toMatchObject({ kind: "conflict" });
    expect(await eventsAbout(globex.organizationId)).toEqual(["representative.invited", "representative.invitation_ended"]);
  });

  it.each(["is removed", "becomes a deputy"])("ends with the rights of whoever sent it, who %s", async (what) => {
    const member = globex.memberId;
    await changeRepresentative(await personOf(globex), { member, person: await idOf("gina"), role: "primary" });
    await invite();
    const token = await tokenTo("gerd@globex.example", "representative-invitation");
    const [by, gus] = [await personOf(globex, "gina"), await idOf("gus")];
    if (what === "is removed") await removeRepresentative(by, { member, person: gus });
    else await changeRepresentative(by, { member, person: gus, role: "deputy" });
    await someone("gerd@globex.example");
    await expect(acceptRepresentative(await signedIn("gerd@globex.example"), { token })).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("the roles of representatives", () => {
  it("are made primary from outside the organization's domains only when that is confirmed; the alias and the committee are told", async () => {
    await database().execute(sql`update person set email = 'gina@gmail.com' where email = 'gina@globex.example'`);
    const { personId: person } = (await signedIn("gina@gmail.com")).actor;
    const raise = async (elsewhere?: string) =>
      changeRepresentative(await personOf(globex), { member: globex.memberId, person, role: "primary", elsewhere });
    await expect(raise()).rejects.toMatchObject({ kind: "input", problems: [{ field: "elsewhere" }] });
    expect([await emails(), await people()]).toEqual([[], ["gus primary", "gina deputy"]]);
    await raise("yes");
    expect(await people()).toEqual(["gina primary", "gus primary"]);
    expect(await emails()).toEqual([
      "people-changed to cora@committee.example",
      "people-changed to gina@gmail.com",
      "people-changed to gus@globex.example",
      "people-changed to raj@harbour.example",
      "people-changed to rita@mesh.example",
      "people-changed to rosa@gmail.com",
      "people-changed to security@globex.example",
    ]);
  });

  it("are changed by a primary one, and everybody is told", async () => {
    await changeRepresentative(await personOf(globex), { member: globex.memberId, person: await idOf("gina"), role: "primary" });
    await changeRepresentative(await personOf(globex), { member: globex.memberId, person: await idOf("gina"), role: "primary" });
    expect(await people()).toEqual(["gina primary", "gus primary"]);
    expect(await emails()).toEqual(["people-changed to gina@globex.example", "people-changed to gus@globex.example"]);
    expect(await eventsAbout(globex.organizationId)).toEqual(["representative.role_changed"]);
  });

  it("cannot be changed by anybody else", async () => {
    const raise = { member: globex.memberId, person: await idOf("gina"), role: "primary" };
    await expect(changeRepresentative(await personOf(globex, "gina"), raise)).rejects.toMatchObject(stranger);
    await expect(changeRepresentative({ ...(await personOf(globex)), now: later({ minutes: 31 }) }, raise)).rejects.toMatchObject(notFresh);
  });

  it("always leave somebody who can act", async () => {
    await expect(
      changeRepresentative(await personOf(globex), { member: globex.memberId, person: await idOf("gus"), role: "reader" }),
    ).rejects.toMatchObject({ kind: "rule", message: lastToActSentence });
    await expect(
      removeRepresentative(await personOf(globex), { member: globex.memberId, person: await idOf("gus") }),
    ).rejects.toMatchObject({
      message: lastToActSentence,
    });
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
  });
});

describe("removing a representative", () => {
  it("removes the rights at once, in open sessions too, and tells everybody", async () => {
    const before = await personOf(globex, "gina");
    await removeRepresentative(await personOf(globex), { member: globex.memberId, person: before.actor.personId });
    expect(await people()).toEqual(["gus primary"]);
    expect(await emails()).toEqual(["people-changed to gina@globex.example", "people-changed to gus@globex.example"]);
    expect((await personOf(globex, "gina")).actor.contacts).toEqual([]);
    // with the rights that the page was opened with
    await expect(invite(undefined, undefined, before)).rejects.toMatchObject(stranger);
    expect(await eventsAbout(globex.organizationId)).toEqual(["representative.removed"]);
  });

  it("is a conflict the second time, and refused to strangers", async () => {
    const gina = { member: globex.memberId, person: await idOf("gina") };
    await expect(removeRepresentative(await personOf(globex, "gina"), gina)).rejects.toMatchObject(stranger);
    await removeRepresentative(await personOf(globex), gina);
    await expect(removeRepresentative(await personOf(globex), gina)).rejects.toMatchObject({
      kind: "conflict",
      message: "This person does not act for the organization any more.",
    });
  });

  it("of two primaries at once removes one: the last one who can act stays", async () => {
    await changeRepresentative(await personOf(globex), { member: globex.memberId, person: await idOf("gina"), role: "primary" });
    const [gus, gina] = [await personOf(globex, "gus"), await personOf(globex, "gina")];
    await readyToRace();
    const removals = await Promise.allSettled([
      removeRepresentative(gus, { member: globex.memberId, person: gina.actor.personId }),
      removeRepresentative(gina, { member: globex.memberId, person: gus.actor.personId }),
    ]);
    expect(removals.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await people()).toHaveLength(1);
    expect(await people()).toEqual([expect.stringMatching(/^(gus|gina) primary$/)]);
  });

  it("of two primaries, each by themselves and at once, leaves one of them", async () => {
    await changeRepresentative(await personOf(globex), { member: globex.memberId, person: await idOf("gina"), role: "primary" });
    const [gus, gina] = [await personOf(globex, "gus"), await personOf(globex, "gina")];
    await readyToRace();
    const steps = await Promise.allSettled([
      changeRepresentative(gus, { member: globex.memberId, person: gus.actor.personId, role: "deputy" }),
      removeRepresentative(gina, { member: globex.memberId, person: gina.actor.personId }),
    ]);
    expect(steps.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(steps.find(({ status }) => status === "rejected")).toMatchObject({ reason: { message: lastToActSentence } });
    expect((await people()).filter((who) => who.endsWith("primary"))).toHaveLength(1);
  });
});

describe("the last one who can act", () => {
  const [gus, gina] = [
    { personId: "gus", role: "primary" },
    { personId: "gina", role: "deputy" },
  ] as const;
  it.each([
    ["the only primary", [gus, gina], "gus", true],
    ["a deputy beside a primary", [gus, gina], "gina", false],
    ["one of two primaries", [gus, { ...gina, role: "primary" }], "gus", false],
    ["a deputy where nobody can act", [gina], "gina", false],
  ] as const)("%s", (_case, all, who, last) => {
    expect(isLastToAct(all, who)).toBe(last);
  });
});

describe("a contact alias", () => {
  const isAlias = {
    kind: "input",
    problems: [{ field: "email", message: "Enter an address that only this person reads: this one is a contact alias" }],
  };

  it("is not invited: neither the organization's own, nor one that it asks for", async () => {
    for (const address of ["security@globex.example", "Security@GLOBEX.example"])
      await expect(invite(address)).rejects.toMatchObject(isAlias);
    await askAliasChange(await personOf(globex), {
      member: globex.memberId,
      mode: "add",
      oldAlias: "",
      address: "psirt@globex.example",
      reason: "A second team reads along",
      reachesTeam: "",
      oldIsDead: "",
    });
    await expect(invite("psirt@globex.example")).rejects.toMatchObject(isAlias);
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
    expect((await emails()).filter((mail) => mail.startsWith("representative-invitation"))).toEqual([]);
  });

  it("that is another member's is invited like any address, so that nobody learns of it, and cannot accept", async () => {
    await admitted("Initech", { people: [["ian", "primary"]] });
    await invite("security@initech.example");
    await invite("ivy@initech.example");
    expect(await emails()).toEqual([
      "representative-invitation to ivy@initech.example",
      "representative-invitation to security@initech.example",
    ]);
    await someone("security@initech.example");
    const token = await tokenTo("security@initech.example", "representative-invitation");
    await expect(acceptRepresentative(await signedIn("security@initech.example"), { token })).rejects.toThrow("is now a contact alias");
  });

  it("can be invited if it was removed, or is the alias of another list's member", async () => {
    await database().execute(
      sql`update contact_alias set until_at = ${monday.toISOString()}::timestamptz where member_id = ${globex.memberId}`,
    );
    await admitted("Vandelay", { list: layer5, people: [["vera", "primary"]] });
    await invite("security@globex.example");
    await invite("security@vandelay.example");
    expect(await emails()).toEqual([
      "representative-invitation to security@globex.example",
      "representative-invitation to security@vandelay.example",
    ]);
  });

  it("accepts no invitation that was written before it became one, and gets none again", async () => {
    await invite("team@globex.example");
    await becomesAlias("team@globex.example");
    await someone("team@globex.example");
    const token = await tokenTo("team@globex.example", "representative-invitation");
    await expect(acceptRepresentative(await signedIn("team@globex.example"), { token })).rejects.toMatchObject({
      kind: "rule",
      message: "The address you signed in with is now a contact alias. Ask to be invited with an address that only you read.",
    });
    await expect(
      resendRepresentativeInvitation(await personOf(globex), { member: globex.memberId, invitation: await openInvitation() }),
    ).rejects.toMatchObject(isAlias);
    expect(await people()).toEqual(["gus primary", "gina deputy"]);
  });

  it("with which somebody acts already can be made a reader, and nothing more", async () => {
    await becomesAlias("gina@globex.example");
    const change = async (role: string) =>
      changeRepresentative(await personOf(globex), { member: globex.memberId, person: await idOf("gina"), role });
    await expect(change("primary")).rejects.toMatchObject({
      problems: [{ field: "role", message: "This address is a contact alias: anybody who signs in with it can only be a reader" }],
    });
    await change("reader");
    expect(await people()).toEqual(["gus primary", "gina reader"]);
  });
});

async function becomesAlias(address: string): Promise<void> {
  await database().execute(sql`
    insert into contact_alias (member_id, list, address, domain, since_at)
    values (${globex.memberId}, 'istio', ${address}, 'globex.example', ${monday.toISOString()}::timestamptz)`);
}
