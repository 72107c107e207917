import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { aliasCheck } from "@/db/schema";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { askAliasAgain } from "@/lib/application/commands/ask-alias-again";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { inviteColleague } from "@/lib/application/commands/invite-colleague";
import { resendAliasCheck } from "@/lib/application/commands/resend-alias-check";
import { type Person, visitor } from "@/lib/kernel/actor";
import { aliasCheckOfLink } from "@/lib/views/alias-check-page";
import { applicationForApplicant } from "@/lib/views/own-application";
import { answers, emails, eventsOf, forget, lastEmail, later, save, someone, start } from "../application/world";
import { testDatabase } from "../setup/database";
import { readyToRace } from "../setup/race";

let db: Database;
let ada: Person;
let reference: string;
let token: string;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  await forget();
  ada = await someone("ada@acme.example");
  reference = await start(ada, "Acme Corporation");
  await save(ada, reference, "security-alias");
  token = String((await lastEmail("alias-check")).token);
});

const answerAs = (organization: string, { name = "Security rota", now = later({ minutes: 5 }), link = token } = {}) =>
  answerAliasCheck({ actor: visitor, now }, { token: link, name, organization });

describe("the link in an alias email", () => {
  it("changes nothing by being opened, however often", async () => {
    for (let turn = 0; turn < 3; turn += 1)
      expect(await aliasCheckOfLink(visitor, token)).toMatchObject({ organization: "Acme Corporation", address: "security@acme.example" });
    expect(await db.select({ answeredAt: aliasCheck.answeredAt, attempts: aliasCheck.attempts }).from(aliasCheck)).toEqual([
      { answeredAt: null, attempts: 0 },
    ]);
  });

  it("takes a person's answer, tells the applicant, and shows it to the next visitor", async () => {
    expect(await answerAs("acme")).toEqual({ outcome: "answered" });
    expect(await answerAs("acme")).toEqual({ outcome: "answered" }); // pressed twice
    expect(await emails()).toEqual(["alias-check to security@acme.example", "alias-answered to ada@acme.example"]);
    expect(await aliasCheckOfLink(visitor, token)).toMatchObject({
      state: "answered",
      answeredBy: "Security rota",
      answeredAt: later({ minutes: 5 }),
    });
    expect(await db.select({ byHand: aliasCheck.checkByHand }).from(aliasCheck)).toEqual([{ byHand: false }]);
    expect((await eventsOf(reference)).at(-1)).toBe("alias.answered");
  });

  it.each([
    ["59 seconds after the email", { now: later({ seconds: 59 }) }],
    ["without a name", { name: "" }],
    ["under its own address", { name: "security@acme.example" }],
  ])("keeps an answer %s, to be looked at by hand", async (_how, more) => {
    await answerAs("Acme", more);
    expect(await db.select({ byHand: aliasCheck.checkByHand }).from(aliasCheck)).toEqual([{ byHand: true }]);
  });

  it("counts wrong organizations, and takes none after five", async () => {
    for (const left of [4, 3, 2, 1, 0]) expect(await answerAs("Globex")).toEqual({ outcome: "wrong-organization", attemptsLeft: left });
    await expect(answerAs("Acme")).rejects.toMatchObject({ kind: "conflict" });
    expect(await aliasCheckOfLink(visitor, token)).toMatchObject({ state: "worn-out" });
    await askAliasAgain({ actor: ada, now: later({ hours: 1 }) }, { reference });
    expect(await answerAs("Acme", { link: String((await lastEmail("alias-check")).token), now: later({ hours: 2 }) })).toEqual({
      outcome: "answered",
    });
  });

  it("is good for a day, then asks for a new one", async () => {
    await expect(answerAs("Acme", { now: later({ hours: 24, minutes: 1 }) })).rejects.toMatchObject({
      kind: "conflict",
      message: expect.stringContaining("older than 24 hours"),
    });
    await resendAliasCheck({ actor: visitor, now: later({ hours: 25 }) }, { token });
    const newer = String((await lastEmail("alias-check")).token);
    expect(newer).not.toBe(token);
    await expect(answerAs("Acme", { now: later({ hours: 26 }) })).rejects.toMatchObject({
      message: expect.stringContaining("no longer in use"),
    });
    const before = (await emails()).length;
    await resendAliasCheck({ actor: visitor, now: later({ hours: 26 }) }, { token }); // a second press finds the newer email sent
    expect(await emails()).toHaveLength(before);
    await expect(resendAliasCheck({ actor: visitor, now: later({ hours: 50 }) }, { token })).rejects.toMatchObject({ kind: "conflict" });
    expect(await answerAs("Acme", { link: newer, now: later({ hours: 26 }) })).toEqual({ outcome: "answered" });
  });

  it("sends no new email while it is good, so that a scanner cannot", async () => {
    for (let turn = 0; turn < 3; turn += 1) await resendAliasCheck({ actor: visitor, now: later({ hours: 1 }) }, { token });
    expect(await emails()).toHaveLength(1);
  });

  it("dies with another address", async () => {
    await save(
      ada,
      reference,
      "security-alias",
      { ...answers["security-alias"], address: "psirt@acme.example" },
      { now: later({ minutes: 2 }) },
    );
    await expect(answerAs("Acme")).rejects.toMatchObject({ kind: "conflict" });
  });

  it("opens nothing under another purpose, and nothing when it is made up", async () => {
    await inviteColleague({ actor: ada, now: later({}) }, { reference, email: "ben@acme.example" });
    const invitation = String((await lastEmail("application-invitation")).token);
    for (const odd of [invitation, "A".repeat(43)]) {
      await expect(answerAs("Acme", { link: odd })).rejects.toMatchObject({ kind: "rule" });
      expect(await aliasCheckOfLink(visitor, odd)).toBeNull();
    }
    await expect(answerAs("Acme", { link: "short" })).rejects.toMatchObject({ kind: "input" });
  });

  it("disowns the address: the answer is withdrawn, the applicant sees it, no more emails are sent", async () => {
    await answerAs("Acme");
    await disownAlias({ actor: visitor, now: later({ minutes: 10 }) }, { token, word: "NOT OURS" });
    await disownAlias({ actor: visitor, now: later({ minutes: 11 }) }, { token, word: "NOT OURS" });
    expect((await applicationForApplicant(ada, reference))?.alias).toMatchObject({ state: "disowned", answeredAt: null });
    await expect(askAliasAgain({ actor: ada, now: later({ hours: 1 }) }, { reference })).rejects.toMatchObject({ kind: "rule" });
    await save(ada, reference, "security-alias", { ...answers["security-alias"], hours: "Later" }, { now: later({ hours: 1 }) });
    expect((await emails()).filter((line) => line.startsWith("alias-check"))).toHaveLength(1);
  });

  it.each(["", "yes", "ours", "not", "notours@example.org", "NOT OURS at all", "not yours"])(
    "keeps the answer when '%s' was typed",
    async (word) => {
      await answerAs("Acme");
      await expect(disownAlias({ actor: visitor, now: later({ minutes: 10 }) }, { token, word })).rejects.toMatchObject({
        kind: "input",
        problems: [{ field: "word" }],
      });
      expect((await applicationForApplicant(ada, reference))?.alias).toMatchObject({ state: "answered" });
    },
  );

  it.each(["not ours", "  Not   ours ", '"NOT OURS"', "“not ours”", "'Not Ours.'", "NOT-OURS", "notours"])(
    "takes the answer back when %s was typed",
    async (word) => {
      await answerAs("Acme");
      await disownAlias({ actor: visitor, now: later({ minutes: 10 }) }, { token, word });
      expect((await applicationForApplicant(ada, reference))?.alias).toMatchObject({ state: "disowned" });
    },
  );

  it("accepts one of two simultaneous answers, and notifies once", async () => {
    await readyToRace();
    expect(await Promise.all([answerAs("Acme"), answerAs("Acme", { name: "Somebody else" })])).toEqual([
      { outcome: "answered" },
      { outcome: "answered" },
    ]);
    expect((await emails()).filter((line) => line.startsWith("alias-answered"))).toHaveLength(1);
  });
});
