import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { organizationDomain } from "@/db/schema";
import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { visitor } from "@/lib/kernel/actor";
import { readyToRace } from "../setup/race";
import {
  admitted,
  aliasesOf,
  answers,
  ask,
  beginWithGlobex,
  changeOf,
  emails,
  eventsAbout,
  globex,
  goes,
  later,
  monday,
  moves,
  noon,
  of,
  old,
  over,
  personOf,
  someone,
  who,
  wishOf,
} from "./change-world";

beginWithGlobex();

describe("asking for another contact alias", () => {
  it("tells the current address, all representatives and the committee, and asks the new address, in one go (HC-LIF-004)", async () => {
    expect(await askAliasChange(await personOf(globex), wishOf(globex))).toEqual({ reference: "2026-001" });
    expect(await emails()).toEqual([
      "alias-change-asked to gina@globex.example",
      "alias-change-asked to gus@globex.example",
      "alias-change-asked to security@globex.example",
      "alias-change-review to cora@committee.example",
      "alias-change-review to raj@harbour.example",
      "alias-change-review to rita@mesh.example",
      "alias-change-review to rosa@gmail.com",
      "alias-check to psirt@globex.example",
    ]);
    expect(await changeOf("2026-001")).toMatchObject({
      status: "asked",
      needsAgreement: false,
      answerBy: later({ days: 7 }),
      warnings: [],
    });
    expect(await eventsAbout((await changeOf("2026-001")).id)).toEqual(["alias.change_asked", "alias.asked"]);
    expect(await aliasesOf(globex)).toEqual([old]);
    const threads = await database().execute(sql`select distinct thread from email`);
    expect(threads.rows).toEqual([{ thread: "2026-001.alias-change" }]);
  });

  it("takes the same wish twice, from the asker or a colleague, as one (HC-MNB-008)", async () => {
    await ask(globex);
    const before = await emails();
    expect(await ask(globex, { address: " PSIRT@globex.example " })).toBe("2026-001");
    expect(await emails()).toEqual(before);
  });

  it.each([
    ["a deputy", async () => personOf(globex, "gina")],
    ["a stranger", async () => ({ actor: await someone("eve@evil.example"), now: monday })],
    ["another member's primary (HC-AUZ-005)", async () => personOf(await admitted("Initech"))],
    ["a reviewer", async () => of(who.rita)],
    ["a visitor", async () => ({ actor: visitor, now: monday })],
    ["whoever signs in with the alias itself", async () => ({ actor: await someone(old), now: monday })],
  ])("is refused to %s, and nobody is written to", async (_who, context) => {
    const asking = await context();
    await expect(askAliasChange(asking, wishOf(globex))).rejects.toMatchObject({ kind: "not-allowed" });
    expect(await emails()).toEqual([]);
  });

  it("needs a sign-in of the last half hour", async () => {
    const { actor } = await personOf(globex);
    await expect(askAliasChange({ actor, now: later({ minutes: 31 }) }, wishOf(globex))).rejects.toMatchObject({ kind: "rule" });
  });

  it.each([
    ["gmail.com", { address: "globex@gmail.com" }, "address", "Contact alias must be on a domain your organization owns, not gmail.com"],
    [
      "a second address",
      { address: "a@globex.example, b@globex.example" },
      "address",
      "Contact alias must be one address, without a name or a second address",
    ],
    ["the current address", { address: old }, "address", "Contact alias must not already be in use"],
    [
      "the portal's own domain",
      { address: "psirt@forewarned.example" },
      "address",
      "Contact alias must be on a domain your organization owns, not forewarned.example",
    ],
    [
      "a representative's own, unexplained",
      { address: "GUS@globex.example" },
      "reachesTeam",
      "GUS@globex.example is an address that one of you signs in with. Explain below why it reaches a team",
    ],
    [
      "a person's, unexplained",
      { address: "jane.doe@globex.example" },
      "reachesTeam",
      "jane.doe@globex.example looks like one person's address. Enter a team address, or explain below why it reaches a team",
    ],
    ["no reason", { reason: "" }, "reason", "Enter why you are changing the address"],
    [
      "somebody else's alias to replace",
      { oldAlias: "00000000-0000-4000-8000-000000000000" },
      "oldAlias",
      "Choose which address is replaced",
    ],
  ])("refuses %s", async (_what, wish, field, message) => {
    await admitted("Initech");
    await expect(askAliasChange(await personOf(globex), wishOf(globex, wish))).rejects.toMatchObject({
      kind: "input",
      problems: [{ field, message }],
    });
    expect(await emails()).toEqual([]);
  });

  it("names every fault at once", async () => {
    const wish = { address: "jane.doe@globex.example", oldAlias: "00000000-0000-4000-8000-000000000000" };
    await expect(askAliasChange(await personOf(globex), wishOf(globex, wish))).rejects.toMatchObject({
      problems: [{ field: "reachesTeam" }, { field: "oldAlias" }],
    });
  });

  it.each([
    ["its own domain", { address: "psirt@globex.example" }, false, []],
    ["a host below it", { address: "psirt@mail.globex.example" }, false, []],
    ["a second domain that is known to be its own", { address: "psirt@globex-corp.example" }, false, []],
    ["an unknown domain", { address: "psirt@elsewhere.example" }, true, ["other-domain"]],
    ["a shared host", { address: "psirt@globex.onmicrosoft.com" }, true, ["hosted", "other-domain"]],
    ["a look-alike of its own", { address: "psirt@gl0bex.example" }, true, ["confusable", "other-domain"]],
    ["a person's, explained", { address: "jane.doe@globex.example", reachesTeam: "A rota" }, false, ["personal"]],
    ["a representative's own, explained", { address: "gus@globex.example", reachesTeam: "A rota" }, true, ["own-address"]],
    ["a dead mailbox", { oldIsDead: "yes" as const }, true, []],
  ])("asks the committee where it must: %s", async (_what, wish, needsAgreement, warnings) => {
    await database().insert(organizationDomain).values({ organizationId: globex.organizationId, domain: "globex-corp.example" });
    expect(await changeOf(await ask(globex, wish))).toMatchObject({ needsAgreement, warnings });
  });

  it("keeps one change open at a time, also when two ask at the same moment (HC-CON-005)", async () => {
    const gus = await personOf(globex);
    await readyToRace();
    const two = await Promise.allSettled([
      askAliasChange(gus, wishOf(globex)),
      askAliasChange(gus, wishOf(globex, { address: "soc@globex.example" })),
    ]);
    expect(two.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    const refused = two.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({
      kind: "conflict",
      message: "Another change of the contact alias is in progress, 2026-001. Stop it first, or wait until it is complete.",
    });
    expect((await emails()).filter((line) => line.startsWith("alias-check"))).toHaveLength(1);
  });

  it("takes six changes a day of one membership, refused ones among them, and five emails to one address", async () => {
    for (let turn = 0; turn < 5; turn += 1) await stopAliasChange(await personOf(globex), { reference: await ask(globex), reason: "" });
    await expect(askAliasChange(await personOf(globex), wishOf(globex))).rejects.toMatchObject({
      kind: "too-often",
      problems: [{ field: "address" }],
    });
    await expect(askAliasChange(await personOf(globex), wishOf(globex, { address: "a@globex.example" }))).rejects.toMatchObject({
      kind: "too-often",
      problems: [],
    });
  });

  it("is open to a chair in the organization's place; a second person has to agree", async () => {
    const { reference } = await askAliasChange(await of(who.cora), wishOf(globex));
    expect(await changeOf(reference)).toMatchObject({ askedThrough: "committee", needsAgreement: true });
    await answers(globex, noon);
    expect(await agreeAliasChange(await of(who.cora, noon), { reference, reason: "" })).toBe("first"); // nobody is counted twice
    await moves(reference, over);
    expect(await changeOf(reference)).toMatchObject({ status: "waiting", agreedAt: null });
    expect(await agreeAliasChange(await of(who.rita, over), { reference, reason: "" })).toBe("agreed");
    await moves(reference, over);
    expect(await changeOf(reference)).toMatchObject({ status: "moving" });
  });

  it("is refused once the organization has left the list", async () => {
    await goes(globex, monday);
    await expect(askAliasChange(await personOf(globex), wishOf(globex))).rejects.toMatchObject({ kind: "conflict" });
  });
});
