import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { organizationContact } from "@/db/schema";
import { closeAliasChangeOfFormerMember } from "@/lib/alias/commands/close-alias-change-of-former-member";
import { resendAliasChange } from "@/lib/alias/commands/resend-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { stopAliasChangeByLink } from "@/lib/alias/commands/stop-alias-change-by-link";
import { type Actor, visitor } from "@/lib/kernel/actor";
import {
  admitted,
  aliasesOf,
  answers,
  ask,
  asWorker,
  beginWithGlobex,
  changeOf,
  committeeMember,
  deliverable,
  disowns,
  emails,
  emailsTo,
  eventsAbout,
  fresh,
  globex,
  goes,
  later,
  moves,
  noon,
  of,
  old,
  over,
  personOf,
  representative,
  someone,
  tokenTo,
  who,
} from "./change-world";

beginWithGlobex();

describe("stopping", () => {
  const walks: readonly (readonly [string, (reference: string) => Promise<void>])[] = [
    ["before the new address has answered", async () => undefined],
    ["during the waiting period", async () => answers(globex, noon)],
    [
      "while both receive",
      async (reference) => {
        await answers(globex, noon);
        await moves(reference, over);
      },
    ],
  ];
  const soon = later({ days: 3, hours: 13 });
  const stops: readonly (readonly [string, string, (reference: string) => Promise<unknown>])[] = [
    [
      "the primary",
      "representative",
      async (reference) => stopAliasChange(await personOf(globex, "gus", soon), { reference, reason: "Not me" }),
    ],
    ["the deputy", "representative", async (reference) => stopAliasChange(await personOf(globex, "gina", soon), { reference, reason: "" })],
    ["a reviewer", "committee", async (reference) => stopAliasChange(await of(who.rita, soon), { reference, reason: "Odd" })],
    ["a chair", "committee", async (reference) => stopAliasChange(await of(who.cora, soon), { reference, reason: "" })],
    ["somebody who reads the current address, by link", "old-alias", async () => byLink(old)],
    ["a representative, by link", "representative", async () => byLink("gina@globex.example")],
    ["somebody who reads the new address, who says that it is not theirs", "new-alias", async () => disowns(soon, fresh)],
  ];
  const byLink = async (recipient: string, kind = "alias-change-asked") =>
    stopAliasChangeByLink({ actor: visitor, now: soon }, { token: await tokenTo(recipient, kind) });

  it.each(walks.flatMap(([when, walk]) => stops.map(([name, through, stop]) => [name, when, through, walk, stop] as const)))(
    "works for %s %s; the current address stays, alone",
    async (_name, _when, through, walk, stop) => {
      const reference = await ask(globex);
      await walk(reference);
      await stop(reference);
      const stopped = await emails();
      await stop(reference); // pressed twice
      expect(await emails()).toEqual(stopped);
      expect(await changeOf(reference)).toMatchObject({ status: "stopped", stoppedThrough: through, stoppedAt: soon });
      expect(await aliasesOf(globex)).toEqual([old]);
      const told = (await emails()).filter((line) => line.startsWith("alias-change-stopped")).map((line) => line.split(" to ")[1]);
      expect(told).toEqual(
        [
          "cora@committee.example",
          "gina@globex.example",
          "gus@globex.example",
          ...(through === "new-alias" ? [] : [fresh]),
          "raj@harbour.example",
          "rita@mesh.example",
          "rosa@gmail.com",
          old,
        ].toSorted(),
      );
    },
  );

  it.each([
    ["somebody who reads the organization", async () => personOf(globex, "rhea", soon)],
    ["a stranger", async () => ({ actor: await someone("eve@evil.example"), now: soon })],
    ["another member", async () => personOf(await admitted("Initech"), "gus", soon)],
    ["a visitor", async () => ({ actor: visitor as Actor, now: soon })],
    ["a reviewer who works for the organization", async () => of(await committeeMember("rob@globex.example", "reviewer"), soon)],
    ["whoever signs in with the alias itself", async () => ({ actor: await someone(old), now: soon })],
  ])("is refused to %s without a link", async (_who, context) => {
    await representative("rhea", "reader");
    const reference = await ask(globex);
    await expect(stopAliasChange(await context(), { reference, reason: "" })).rejects.toMatchObject({ kind: "not-allowed" });
    expect(await changeOf(reference)).toMatchObject({ status: "asked" });
  });

  it("is too late once the change is complete", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await moves(reference, over);
    await answers(globex, soon);
    await expect(byLink(old)).rejects.toMatchObject({
      kind: "conflict",
      message: "This is not possible any more: the change of the contact alias is completed.",
    });
    await expect(stopAliasChange(await personOf(globex, "gus", soon), { reference, reason: "" })).rejects.toMatchObject({
      kind: "conflict",
    });
    expect(await aliasesOf(globex)).toEqual([fresh]);
  });

  it("tells the committee when the new address is disowned after the change, and changes nothing automatically", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await moves(reference, over);
    await answers(globex, soon);
    await disowns(later({ days: 4 }), fresh);
    await disowns(later({ days: 4 }), fresh);
    expect((await emails()).filter((line) => line.startsWith("alias-change-disowned"))).toHaveLength(4);
    expect(await aliasesOf(globex)).toEqual([fresh]);
    expect((await eventsAbout((await changeOf(reference)).id)).at(-1)).toBe("alias.change_disowned");
  });

  it("can no longer be stopped with the link of a former representative", async () => {
    await ask(globex);
    await database().update(organizationContact).set({ until: noon }).where(sql`${organizationContact.role} = 'deputy'`);
    await expect(byLink("gina@globex.example")).rejects.toMatchObject({ kind: "conflict" });
    await byLink("gus@globex.example");
  });

  it("opens again the way to another wish", async () => {
    await stopAliasChange(await personOf(globex), { reference: await ask(globex), reason: "" });
    expect(await ask(globex, { address: "soc@globex.example" })).toBe("2026-002");
  });
});

describe("an email again", () => {
  it("is sent for a representative who may answer, within the limits of a day", async () => {
    const reference = await ask(globex);
    for (let turn = 0; turn < 4; turn += 1) await resendAliasChange(await personOf(globex, "gina", later({ hours: turn })), { reference });
    await expect(resendAliasChange(await personOf(globex, "gina", later({ hours: 5 })), { reference })).rejects.toMatchObject({
      kind: "too-often",
    });
    await expect(resendAliasChange({ actor: await someone("eve@evil.example"), now: noon }, { reference })).rejects.toMatchObject({
      kind: "not-allowed",
    });
  });

  it("is not written when nobody has to answer", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await resendAliasChange(await personOf(globex, "gus", noon), { reference });
    expect((await emailsTo(fresh)).filter((kind) => kind === "alias-check")).toHaveLength(1);
    await stopAliasChange(await personOf(globex, "gus", noon), { reference, reason: "" });
    await expect(resendAliasChange(await personOf(globex, "gus", noon), { reference })).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("a member that has left", () => {
  it("has no address left, and its change ends with an email (HC-CON-004)", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await goes(globex, noon);
    await moves(reference, over);
    expect(await changeOf(reference)).toMatchObject({ status: "waiting" });
    for (let turn = 0; turn < 2; turn += 1) await closeAliasChangeOfFormerMember(asWorker(over), { memberId: globex.memberId });
    expect(await changeOf(reference)).toMatchObject({ status: "stopped", stoppedThrough: "end-of-membership" });
    expect(await deliverable()).toEqual([]);
    expect((await emailsTo(fresh)).at(-1)).toBe("alias-change-stopped");
    await expect(closeAliasChangeOfFormerMember(await personOf(globex), { memberId: globex.memberId })).rejects.toMatchObject({
      kind: "not-allowed",
    });
  });

  it("completes nothing: the second answer comes too late", async () => {
    const reference = await ask(globex);
    await answers(globex, noon);
    await moves(reference, over);
    await goes(globex, over);
    await answers(globex, later({ days: 4 }));
    expect(await changeOf(reference)).toMatchObject({ status: "moving" });
    expect(await deliverable()).toEqual([]);
  });

  it("keeps its change while it is still a member", async () => {
    const reference = await ask(globex);
    await closeAliasChangeOfFormerMember(asWorker(noon), { memberId: globex.memberId });
    expect(await changeOf(reference)).toMatchObject({ status: "asked" });
  });
});
