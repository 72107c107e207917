import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { member, memberAnswer } from "@/db/schema";
import { whatIfOn } from "@/lib/recheck/queries/what-if";
import { istio } from "@/lists/istio";
import { answers } from "../application/world";
import { at, beginWithGlobexDue, first, globex, opened, reacts, say, send } from "./world";

beginWithGlobexDue();

const operator = { kind: "system", name: "operator" } as const;
const lacks = async () => {
  const result = await whatIfOn(operator, istio, { on: "2026-12-03" });
  return result?.noLongerQualify.flatMap((each) => (each.recused ? [] : each.lacks.map(({ criterion, is }) => `${criterion} ${is}`)));
};

describe("what-if during a re-check", () => {
  it("counts an answer once it was sent, though the committee has not decided yet; a draft counts for nothing", async () => {
    await database().update(member).set({ since: "2020-01-01" }).where(eq(member.id, globex.memberId)); // before it counted
    await database()
      .delete(memberAnswer)
      .where(and(eq(memberAnswer.memberId, globex.memberId), eq(memberAnswer.criterion, "working-group")));
    await opened(first);
    await reacts(globex, at("2026-11-17"));
    expect(await lacks()).toEqual(["working-group not-shown"]);
    await say(globex, { now: at("2026-12-02"), changed: { "working-group": answers["working-group"] ?? {} } });
    expect(await lacks()).toEqual(["working-group not-shown"]);
    expect(await send(at("2026-12-02"))).toBe("told");
    expect(await lacks()).toEqual([]);
  });

  it("counts the member's own answer that something is no longer true", async () => {
    await opened(first);
    await reacts(globex, at("2026-11-17"));
    await say(globex, { now: at("2026-12-02"), noLonger: ["community"] });
    expect(await lacks()).toEqual([]);
    await send(at("2026-12-02"));
    expect(await lacks()).toEqual(["community not-met"]);
  });
});
