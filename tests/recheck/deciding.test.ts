import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { memberAnswer, removal, removalReason } from "@/db/schema";
import { visitor } from "@/lib/kernel/actor";
import { decideRecheck } from "@/lib/removal/commands/decide-recheck";
import { answers, committeeMember } from "../application/world";
import { at, beginWithGlobexDue, first, globex, opened, personOf, ravi, reacts, recheckOf, say, send, signedIn } from "./world";

beginWithGlobexDue();

describe("deciding a re-check", () => {
  beforeEach(async () => {
    await opened(first);
    await reacts(globex, at("2026-11-17"));
    await say(globex, { now: at("2026-12-02"), noLonger: ["community"] });
    await send(at("2026-12-02"));
  });
  const decided = async (verdict: string, reason: string) => {
    const { id, version } = await recheckOf(globex);
    return { recheckId: id, version, verdicts: [{ criterion: "community", verdict, reason }] };
  };

  it("'not met' fails it, and proposes a removal with the reviewer as first approver; a second person has to approve", async () => {
    const now = at("2026-12-03");
    const context = await ravi(now);
    expect(await decideRecheck(context, await decided("not-met", "Nobody takes part any more."))).toBe("failed");
    expect(await recheckOf(globex)).toMatchObject({ status: "failed", endedOn: "2026-12-03" });
    const [proposed] = await database().select().from(removal);
    expect(proposed).toMatchObject({ status: "proposed", because: "failed-recheck", firstBy: context.actor.personId, secondBy: null });
    expect(await database().select({ criterion: removalReason.criterion, reason: removalReason.reason }).from(removalReason)).toEqual([
      { criterion: "community", reason: "Nobody takes part any more." },
    ]);
  });

  it("'cannot tell' counts against nobody", async () => {
    expect(await decideRecheck(await ravi(at("2026-12-03")), await decided("cannot-tell", "They are looking for somebody."))).toBe(
      "passed",
    );
    expect(await database().select().from(removal)).toEqual([]);
    const [answer] = await database().select().from(memberAnswer).where(eq(memberAnswer.criterion, "community"));
    expect(answer).toMatchObject({ verdict: "cannot-tell", draft: answers.community });
  });

  it("needs a verdict for each, a reason where it is not met, a recent sign-in to fail, and the newest version", async () => {
    const context = await ravi(at("2026-12-03"));
    const { id, version } = await recheckOf(globex);
    await expect(decideRecheck(context, { recheckId: id, version, verdicts: [] })).rejects.toMatchObject({
      problems: [{ field: "verdict.community", message: expect.stringMatching(/: select whether it is met$/) }],
    });
    await expect(decideRecheck(context, await decided("not-met", ""))).rejects.toMatchObject({ problems: [{ field: "reason.community" }] });
    const twice = await decided("not-met", "No.");
    await expect(decideRecheck(context, { ...twice, verdicts: [...twice.verdicts, ...twice.verdicts] })).rejects.toMatchObject({
      kind: "input",
    });
    await expect(decideRecheck({ ...context, now: at("2026-12-03", 9) }, await decided("not-met", "No."))).rejects.toThrow("Sign in again");
    await expect(decideRecheck(context, { ...(await decided("met", "")), version: 1 })).rejects.toMatchObject({ kind: "conflict" });
  });

  it("is for reviewers without conflict, and once", async () => {
    await committeeMember("rev@globex.example", "reviewer");
    await committeeMember("aude@committee.example", "auditor");
    const asked = await decided("met", "");
    for (const context of [
      { actor: visitor, now: at("2026-12-03") },
      await personOf(globex, "gus", at("2026-12-03")),
      await signedIn("rev@globex.example", at("2026-12-03")),
      await signedIn("aude@committee.example", at("2026-12-03")),
    ])
      await expect(decideRecheck(context, asked)).rejects.toMatchObject({ kind: "not-allowed" });
    await decideRecheck(await ravi(at("2026-12-03")), asked);
    await expect(decideRecheck(await ravi(at("2026-12-03")), asked)).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("deciding what nobody answered", () => {
  beforeEach(async () => {
    await opened(first);
    await say(globex, { now: at("2026-11-18"), noLonger: ["community"] });
    await send(at("2026-11-18"));
  });
  const now = at("2026-12-03");
  const met = { criterion: "community", verdict: "met", reason: "" };
  const assess = async (...alias: readonly { verdict: string; reason: string }[]) => {
    const { id, version } = await recheckOf(globex);
    const verdicts = [met, ...alias.map((each) => ({ criterion: "security-alias", ...each }))];
    return decideRecheck(await ravi(now), { recheckId: id, version, verdicts });
  };
  const stored = async () => {
    const rows = await database().select().from(memberAnswer).where(eq(memberAnswer.criterion, "security-alias"));
    return rows[0];
  };

  it("a contact alias without an answer is not met automatically: the missing choice is refused by name", async () => {
    await expect(assess()).rejects.toMatchObject({
      problems: [{ field: "verdict.security-alias", message: "Contact alias: select whether it is met. Nobody answered" }],
    });
    expect(await recheckOf(globex)).toMatchObject({ status: "answered" });
  });

  it("'met' needs a reason, and the date says that the committee confirmed it", async () => {
    await expect(assess({ verdict: "met", reason: "" })).rejects.toMatchObject({ problems: [{ field: "reason.security-alias" }] });
    expect(await assess({ verdict: "met", reason: "They answered by telephone." })).toBe("passed");
    expect(await stored()).toMatchObject({
      confirmedOn: "2026-12-03",
      confirmedBy: "committee",
      verdict: "met",
      verdictReason: "They answered by telephone.",
      draft: { ...answers["security-alias"], address: "security@globex.example" },
    });
  });

  it("'cannot tell' confirms nothing: the date does not change", async () => {
    const before = await stored();
    expect(await assess({ verdict: "cannot-tell", reason: "" })).toBe("passed");
    expect(await stored()).toMatchObject({ confirmedOn: before?.confirmedOn, confirmedBy: "member", verdict: "cannot-tell" });
  });

  it("an alias that answers in the meantime needs no choice, and counts as confirmed by the member", async () => {
    await reacts(globex, at("2026-11-19"));
    expect(await assess()).toBe("passed");
    expect(await stored()).toMatchObject({ confirmedOn: "2026-12-03", confirmedBy: "member", verdict: null });
  });
});
