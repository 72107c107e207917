import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { aliasCheck } from "@/db/schema";
import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { recordAliasChangeCall } from "@/lib/alias/commands/record-alias-change-call";
import { releaseAliasChange } from "@/lib/alias/commands/release-alias-change";
import { resendAliasChange } from "@/lib/alias/commands/resend-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { stopAliasChangeByLink } from "@/lib/alias/commands/stop-alias-change-by-link";
import { aliasChangeOf, aliasChangeOfStopLink, contactAliasesOf } from "@/lib/alias/queries/change";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { visitor } from "@/lib/kernel/actor";
import { aliasCheckOfLink } from "@/lib/views/alias-check-page";
import {
  answers,
  ask,
  beginWithGlobex,
  changeOf,
  fresh,
  globex,
  later,
  monday,
  moves,
  noon,
  old,
  over,
  personOf,
  someone,
  tokenTo,
  wishOf,
} from "./change-world";

beginWithGlobex();

describe("the links of a change", () => {
  it("change nothing when they are opened, however often (HC-AUN-001, HC-AUN-002)", async () => {
    const reference = await ask(globex);
    const [check, stop] = [await tokenTo(fresh, "alias-check"), await tokenTo(old, "alias-change-asked")];
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await aliasCheckOfLink(visitor, check)).toMatchObject({ subject: "alias-change", answeredAt: null });
      expect(await aliasChangeOfStopLink(visitor, stop)).toMatchObject({ status: "asked", newAddress: fresh });
    }
    expect(await changeOf(reference)).toMatchObject({ status: "asked", answeredAt: null });
  });

  it("answer once: the same link again has no second effect (HC-AUN-003)", async () => {
    const reference = await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    await answers(globex, noon);
    await moves(reference, over);
    await expect(answerAliasCheck({ actor: visitor, now: over }, { token, name: "Rota", organization: "Globex" })).rejects.toMatchObject({
      kind: "conflict",
      message: expect.stringContaining("no longer in use"),
    });
    expect(await changeOf(reference)).toMatchObject({ status: "moving" });
  });

  it("for the new address are valid for a day (HC-AUN-004)", async () => {
    await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    const late = new Date(later({ days: 1 }).getTime() + 1000);
    await expect(answerAliasCheck({ actor: visitor, now: late }, { token, name: "Rota", organization: "Globex" })).rejects.toMatchObject({
      kind: "conflict",
    });
  });

  it("end with a newer email (HC-AUN-005)", async () => {
    const reference = await ask(globex);
    const older = await tokenTo(fresh, "alias-check");
    await resendAliasChange(await personOf(globex, "gina", later({ hours: 1 })), { reference });
    await expect(
      answerAliasCheck({ actor: visitor, now: later({ hours: 2 }) }, { token: older, name: "Rota", organization: "Globex" }),
    ).rejects.toMatchObject({ kind: "conflict" });
    await answers(globex, later({ hours: 2 }));
    expect(await changeOf(reference)).toMatchObject({ status: "waiting" });
  });

  it("end with the change (HC-AUN-006)", async () => {
    const reference = await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    await stopAliasChange(await personOf(globex), { reference, reason: "" });
    await expect(answerAliasCheck({ actor: visitor, now: noon }, { token, name: "Rota", organization: "Globex" })).rejects.toMatchObject({
      kind: "conflict",
    });
    expect(await changeOf(reference)).toMatchObject({ status: "stopped", answeredAt: null });
  });

  it("sign nobody in, and give nobody a right (HC-AUN-011)", async () => {
    await ask(globex);
    await answers(globex, noon);
    const { rows } = await database().execute(
      sql`select (select count(*)::int from session) as sessions, (select count(*)::int from organization_contact) as contacts`,
    );
    expect(rows).toEqual([{ sessions: 0, contacts: 2 }]);
  });

  it("open nothing under another purpose, and 10,000 guesses open nothing (HC-AUN-017)", async () => {
    const reference = await ask(globex);
    const [check, stop] = [await tokenTo(fresh, "alias-check"), await tokenTo(old, "alias-change-asked")];
    expect(Buffer.from(stop, "base64url")).toHaveLength(32);
    expect(await aliasChangeOfStopLink(visitor, check)).toBeNull();
    expect(await aliasCheckOfLink(visitor, stop)).toBeNull();
    await expect(stopAliasChangeByLink({ actor: visitor, now: noon }, { token: check })).rejects.toMatchObject({ kind: "rule" });
    await expect(stopAliasChangeByLink({ actor: visitor, now: noon }, { token: "short" })).rejects.toMatchObject({ kind: "input" });
    for (let batch = 0; batch < 1000; batch += 1) {
      const guesses = Array.from({ length: 10 }, () => randomBytes(32).toString("base64url"));
      expect(await Promise.all(guesses.map((guess) => aliasChangeOfStopLink(visitor, guess)))).toEqual(guesses.map(() => null));
    }
    expect(await changeOf(reference)).toMatchObject({ status: "asked" });
  }, 60_000);

  it("of one change do not answer for another: an answer holds for the very address that gave it (HC-LIF-003)", async () => {
    const first = await ask(globex);
    const token = await tokenTo(fresh, "alias-check");
    await stopAliasChange(await personOf(globex), { reference: first, reason: "" });
    const second = await ask(globex, { address: "soc@globex.example" });
    await expect(answerAliasCheck({ actor: visitor, now: noon }, { token, name: "Rota", organization: "Globex" })).rejects.toMatchObject({
      kind: "conflict",
    });
    expect(await changeOf(second)).toMatchObject({ status: "asked", answeredAt: null });
  });
});

describe("an alias", () => {
  it("authorizes nothing: a reader who signs in with it is a stranger", async () => {
    const reference = await ask(globex, { address: "psirt@elsewhere.example", oldIsDead: "yes" });
    for (const address of [old, "psirt@elsewhere.example"]) {
      const context = { actor: await someone(address), now: monday };
      const { personId } = context.actor;
      const tries: readonly Promise<unknown>[] = [
        askAliasChange(context, wishOf(globex, { address: "soc@globex.example" })),
        agreeAliasChange(context, { reference, reason: "" }),
        releaseAliasChange(context, { reference, reason: "x" }),
        resendAliasChange(context, { reference }),
        recordAliasChangeCall(context, { reference, person: personId, how: "x" }),
        stopAliasChange(context, { reference, reason: "" }),
      ];
      for (const each of await Promise.allSettled(tries))
        expect(each).toMatchObject({ status: "rejected", reason: { kind: "not-allowed" } });
      expect(await aliasChangeOf(context.actor, globex.memberId, noon)).toBeNull();
      expect(await contactAliasesOf(context.actor, globex.memberId)).toEqual([]);
    }
    expect(await database().select({ id: aliasCheck.id }).from(aliasCheck)).toHaveLength(1);
  });
});
