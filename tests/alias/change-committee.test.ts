import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { agreement } from "@/db/schema";
import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { recordAliasChangeCall } from "@/lib/alias/commands/record-alias-change-call";
import { releaseAliasChange } from "@/lib/alias/commands/release-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { aliasChangeForCommittee, openAliasChanges } from "@/lib/alias/queries/committee";
import { type Actor, type Person, visitor } from "@/lib/kernel/actor";
import { istio } from "@/lists/istio";
import { revokeRoles } from "../review/world";
import { readyToRace } from "../setup/race";
import {
  admitted,
  aliasesOf,
  answers,
  ask,
  beginWithGlobex,
  changeOf,
  committeeMember,
  emailsTo,
  fresh,
  globex,
  later,
  monday,
  moves,
  noon,
  of,
  old,
  over,
  personOf,
  representative,
  who,
} from "./change-world";

beginWithGlobex();

describe("two people on the committee", () => {
  const elsewhere = "psirt@elsewhere.example";
  const agree = async (person: Person, reference: string, now = noon) =>
    agreeAliasChange(await of(person, now), { reference, reason: "Known" });

  it("agree to a new domain, and the change goes on by itself", async () => {
    const reference = await ask(globex, { address: elsewhere });
    expect(await agree(who.rita, reference)).toBe("first");
    expect(await agree(who.rita, reference)).toBe("first");
    expect(await changeOf(reference)).toMatchObject({ agreedAt: null });
    expect(await agree(who.raj, reference)).toBe("agreed");
    expect(await agree(who.rosa, reference)).toBe("agreed");
    await answers(globex, noon, { address: elsewhere });
    await moves(reference, over);
    expect(await aliasesOf(globex)).toEqual([old, elsewhere]);
  });

  it("agree at the same moment, and both are counted", async () => {
    const reference = await ask(globex, { address: elsewhere });
    await readyToRace();
    expect((await Promise.all([agree(who.rita, reference), agree(who.raj, reference)])).toSorted()).toEqual(["agreed", "first"]);
    expect(await changeOf(reference)).toMatchObject({ agreedAt: noon });
  });

  it("are not made of one who has lost the role, or works for the organization by now", async () => {
    const reference = await ask(globex, { address: elsewhere });
    await agree(who.rita, reference);
    await revokeRoles(who.rita);
    expect(await agree(who.raj, reference)).toBe("first");
    await representative("raj", "reader", who.raj.personId);
    expect(await agree(who.rosa, reference)).toBe("first");
    expect(await agree(who.cora, reference)).toBe("agreed");
  });

  it.each([
    ["the primary who asked", async () => personOf(globex, "gus", noon)],
    ["an auditor", async () => of(await committeeMember("aude@mesh.example", "auditor"), noon)],
    ["a reviewer who works for the organization", async () => of(await committeeMember("rob@globex.example", "reviewer"), noon)],
    ["a visitor", async () => ({ actor: visitor as Actor, now: noon })],
  ])("are not %s", async (_who, context) => {
    const reference = await ask(globex, { address: elsewhere });
    await expect(agreeAliasChange(await context(), { reference, reason: "" })).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it("sign in anew for it, and are asked only where it takes them", async () => {
    const reference = await ask(globex, { address: elsewhere });
    await expect(
      agreeAliasChange({ actor: { ...who.rita, signedInAt: monday }, now: later({ hours: 1 }) }, { reference, reason: "" }),
    ).rejects.toMatchObject({ kind: "rule" });
    const own = await admitted("Initech");
    await expect(agree(who.rita, await ask(own))).rejects.toMatchObject({
      message: "This change does not need approval. It can still be stopped.",
    });
  });

  it("one objection stops it, and takes the place of an agreement given before", async () => {
    const reference = await ask(globex, { address: elsewhere });
    await agree(who.rita, reference);
    await stopAliasChange(await of(who.rita, noon), { reference, reason: "It is for sale" });
    expect(await changeOf(reference)).toMatchObject({ status: "stopped", stoppedThrough: "committee", stopReason: "It is for sale" });
    expect(await database().select({ verdict: agreement.verdict, reason: agreement.reason }).from(agreement)).toEqual([
      { verdict: "object", reason: "It is for sale" },
    ]);
    await expect(agree(who.raj, reference)).rejects.toMatchObject({ kind: "conflict" });
  });

  it("for a dead mailbox agree only after somebody spoke with a representative; the mailbox is written to all the same", async () => {
    const reference = await ask(globex, { oldIsDead: "yes" });
    expect(await emailsTo(old)).toEqual(["alias-change-asked"]);
    await expect(agree(who.rita, reference)).rejects.toMatchObject({
      message: "First record a conversation with a representative. An email does not count.",
    });
    const gina = await personOf(globex, "gina");
    const call = { reference, person: gina.actor.personId, how: "Called the number on their website" };
    await expect(recordAliasChangeCall(await of(who.rita), { ...call, person: who.raj.personId })).rejects.toMatchObject({
      problems: [{ field: "person" }],
    });
    await expect(recordAliasChangeCall(gina, call)).rejects.toMatchObject({ kind: "not-allowed" });
    await recordAliasChangeCall(await of(who.rita, noon), call);
    await agree(who.rita, reference);
    await agree(who.raj, reference);
    expect(await changeOf(reference)).toMatchObject({
      spokeWith: gina.actor.personId,
      spokeBy: who.rita.personId,
      spokeAt: noon,
      agreedAt: noon,
    });
  });

  it("end the waiting period early: a chair asks, another person does it", async () => {
    const reference = await ask(globex);
    const release = async (person: Person, reason = "A release is due", now = noon) =>
      releaseAliasChange(await of(person, now), { reference, reason });
    await expect(release(who.cora)).rejects.toMatchObject({ message: "There is no waiting period to end." });
    await answers(globex, later({ hours: 11 }));
    await expect(release(who.rita)).rejects.toMatchObject({ kind: "not-allowed" });
    await expect(release(who.cora, "")).rejects.toMatchObject({ kind: "input" });
    expect(await release(who.cora)).toBe("asked");
    expect(await release(who.cora)).toBe("asked");
    expect(await changeOf(reference)).toMatchObject({ releasedAt: null });
    expect(await release(who.rita, "")).toBe("released");
    await moves(reference, noon);
    expect(await aliasesOf(globex)).toEqual([old, fresh]);
  });

  it("see which other members have that address, one on its domain, or one on a domain that looks like it", async () => {
    await admitted("Initech", { alias: "PSIRT@elsewhere.example" });
    await admitted("Hooli", { alias: "security@elsewhere.example" });
    await admitted("Umbrella", { alias: "security@e1sewhere.example" });
    await admitted("Mesh", { alias: "soc@elsewhere.example", people: [["rita", "primary"]] }); // Rita works at mesh.example
    await database().execute(
      sql`insert into organization_domain (organization_id, domain) select id, 'mesh.example' from organization where name = 'Mesh'`,
    );
    const reference = await ask(globex, { address: elsewhere });
    const view = await aliasChangeForCommittee((await of(who.rita, noon)).actor, istio, { reference, now: noon });
    expect(view?.view === "full" && view.resembles).toEqual([
      { name: "Hooli", is: "same domain" },
      { name: "Initech", is: "same alias" },
      { name: null, is: "same domain" },
      { name: "Umbrella", is: "look-alike domain" },
    ]);
    const other = await ask(await admitted("Soylent"), { address: "psirt@soylent.example" });
    const alone = await aliasChangeForCommittee((await of(who.rita, noon)).actor, istio, { reference: other, now: noon });
    expect(alone?.view === "full" && alone.resembles).toEqual([]);
  });

  it("are not made of a chair who has left since asking: another one asks anew", async () => {
    const reference = await ask(globex);
    await answers(globex, later({ hours: 11 }));
    const release = async (person: Person, reason = "A release is due") =>
      releaseAliasChange(await of(person, noon), { reference, reason });
    const seen = async () => {
      const view = await aliasChangeForCommittee((await of(who.rita, noon)).actor, istio, { reference, now: noon });
      return view?.view === "full" ? [view.release?.askedBy, view.may.release] : undefined;
    };
    const dan = await committeeMember("dan@dock.example", "chair");
    await release(dan);
    expect(await seen()).toEqual([dan.email, "agree"]);
    await revokeRoles(dan);
    expect(await seen()).toEqual([undefined, null]);
    await expect(release(who.rita)).rejects.toMatchObject({ kind: "not-allowed" });
    expect(await release(who.cora)).toBe("asked");
    expect(await release(who.rita)).toBe("released");
  });

  it("are not made of who works for those whose address it becomes, and it waits for none of them", async () => {
    const reference = await ask(globex, { address: elsewhere });
    const eve = await committeeMember("eve@lab.elsewhere.example", "reviewer");
    await expect(agree(eve, reference)).rejects.toMatchObject({ kind: "not-allowed" });
    const { actor } = await of(eve, noon);
    expect((await openAliasChanges(actor, istio))?.map(({ view }) => view.is === "shown" && view.mine)).toEqual([false]);
    const view = await aliasChangeForCommittee(actor, istio, { reference, now: noon });
    expect(view?.view === "full" && view.may.agree).toBe(false);
    expect((await openAliasChanges((await of(who.rita, noon)).actor, istio))?.map(({ view }) => view.is === "shown" && view.mine)).toEqual([
      true,
    ]);
  });

  it("end no waiting period before they have agreed to what needs them", async () => {
    const reference = await ask(globex, { address: elsewhere });
    await answers(globex, later({ hours: 11 }), { address: elsewhere });
    await expect(releaseAliasChange(await of(who.cora, noon), { reference, reason: "Haste" })).rejects.toMatchObject({ kind: "rule" });
  });
});
