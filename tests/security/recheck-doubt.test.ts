import { describe, expect, it, test } from "vitest";
import { recordChecks } from "@/lib/application/commands/record-checks";
import { contactability, type SentEmail } from "@/lib/recheck/contactability";
import { answerRecheck } from "@/lib/removal/commands/answer-recheck";
import { decideRecheck } from "@/lib/removal/commands/decide-recheck";
import { asWorker, at, beginWithGlobex, globex, opened, personOf, reacts, recheckOf, say, signedIn, who } from "../recheck/world";
import { proposed } from "../removal/world";

beginWithGlobex();

const now = at("2026-12-02");

/** Globex reacts at its alias and says that everything is still true; what became of it. */
async function allStillTrue(): Promise<string> {
  await opened("2026-11-16");
  await reacts(globex, at("2026-11-17"));
  await say(globex, { now });
  const { id, version } = await recheckOf(globex);
  return answerRecheck(await personOf(globex, "gus", now), { recheckId: id, version, truth: "yes" });
}

describe("a re-check to which everything is still true", () => {
  it.each([
    ["mail-domain", "no", "told"],
    ["delivery", "no", "told"],
    ["sister-list", "no", "told"],
    ["mail-domain", "cannot-tell", "passed"],
    ["delivery", "cannot-tell", "passed"],
    ["sister-list", "cannot-tell", "passed"],
    ["look-alike", "no", "passed"],
    ["security-txt", "no", "passed"],
    ["domain-ownership", "no", "passed"],
  ] as const)("whose check %s says %s: %s", async (name, result, outcome) => {
    await recordChecks(asWorker(at("2026-11-15")), {
      subject: { memberId: globex.memberId },
      name,
      because: "schedule",
      found: [{ target: "globex.example", result, sentence: "It is so.", seen: {} }],
    });
    expect(await allStillTrue()).toBe(outcome);
    expect((await recheckOf(globex)).status).toBe(outcome === "passed" ? "passed" : "answered");
  });

  it("passes by nobody's hand while a removal is open: people read it", async () => {
    await proposed(globex, who.rita, at("2026-11-15"));
    expect(await allStillTrue()).toBe("told");
    expect((await recheckOf(globex)).status).toBe("answered");
  });
});

test("nobody decides a re-check that nobody has answered", async () => {
  await opened("2026-11-16");
  const { id, version } = await recheckOf(globex);
  await expect(decideRecheck(await signedIn(who.rita.email, now), { recheckId: id, version, verdicts: [] })).rejects.toMatchObject({
    kind: "conflict",
    message: "This re-check needs no decision: it has ended, or it is not answered yet.",
  });
  expect((await recheckOf(globex)).status).toBe("open");
});

test.each([
  ["was delivered", {}, "2026-07-03"],
  ["came back", { bouncedAt: at("2026-07-04") }, null],
  ["was marked as unwanted", { complainedAt: at("2026-07-04") }, null],
  ["was on hold", { suppressedAt: at("2026-07-04") }, null],
])("the grace period runs only from an email that arrived: one that %s", (_, became, notifiedOn) => {
  const mail: SentEmail = {
    recipient: globex.alias,
    createdAt: at("2026-07-02"),
    status: "accepted",
    acceptedAt: at("2026-07-02"),
    deliveredAt: at("2026-07-03"),
    bouncedAt: null,
    complainedAt: null,
    suppressedAt: null,
    ...became,
  };
  const recipients = { aliases: [globex.alias], people: [] };
  expect(
    contactability({ emails: [mail], recipients, contacts: [], firstGraceDay: "2026-07-02", now: at("2026-07-10") }).graceNotifiedOn,
  ).toBe(notifiedOn);
});
