import { describe, expect, it } from "vitest";
import type { Day } from "@/lib/kernel/calendar";
import type { OpenTask } from "@/lib/member/open-task";
import { membershipsOf } from "@/lib/member/queries/memberships";
import { recheckDueOn } from "@/lib/member/recheck-open-tasks";
import { memberStatus } from "@/lib/member/status";
import { boardCounts, recheckBoard } from "@/lib/recheck/queries/board";
import { ownRecheck } from "@/lib/recheck/queries/own";
import { asIfRunning, dueDay, graceEndsOn, type OpenRecheck } from "@/lib/recheck/rules";
import { takeUpRemoval } from "@/lib/removal/commands/take-up-removal";
import { removalForCommittee } from "@/lib/removal/queries/removal";
import { committeeRemovals } from "@/lib/removal/queries/removals";
import { memberForCommittee } from "@/lib/views/member";
import { committeeMembers } from "@/lib/views/members";
import { recheckForCommittee } from "@/lib/views/recheck-for-committee";
import { istio } from "@/lists/istio";
import { having, recheck } from "../member/status-facts";
import {
  allArrive,
  at,
  beginWithGlobexDue,
  bounces,
  cora,
  first,
  globex,
  night,
  opened,
  personOf,
  ravi,
  recheckOf,
  say,
  send,
} from "./world";

beginWithGlobexDue();

const inShort = ({ actor, action, by }: Pick<OpenTask, "actor" | "action" | "by">) =>
  `${actor}: ${action}${by === null ? "" : ` by ${by}`}`;

/** The status as the member's own page has it, after checking that every page of the committee has the same. */
async function statusOn(day: Day): Promise<readonly string[]> {
  const now = at(day, 9);
  const gus = (await personOf(globex, "gus", now)).actor;
  const ravis = (await ravi(now)).actor;
  const membership = (await membershipsOf(gus, "istio")).find(({ memberId }) => memberId === globex.memberId);
  if (membership === undefined) throw new Error("Gus acts for Globex");
  const own = memberStatus(istio, membership.facts, day);
  const lines = own.openTasks.map(inShort);
  const member = await memberForCommittee(ravis, istio, globex.memberId, day);
  expect(member?.view === "full" && member.status).toEqual(own);
  const members = await committeeMembers(ravis, istio, { filter: "all", today: day, now });
  expect(members?.rows).toMatchObject([{ status: { actor: own.actor, action: own.action, by: own.by } }]);
  const { reference } = await recheckOf(globex);
  const page = await recheckForCommittee(ravis, istio, { reference, now });
  expect(page?.view === "full" && page.status).toEqual(own);
  const { removal } = membership.facts.open;
  if (removal !== null) {
    const view = await removalForCommittee(ravis, istio, { reference: removal.reference, today: day });
    expect(view?.view === "full" && view.openTasks[0]).toEqual(own.openTasks[0]);
    const [row] = (await committeeRemovals(ravis, istio, { which: "open", today: day })) ?? [];
    expect(row?.view === "full" && row.openTasks).toEqual(own.openTasks);
  }
  return lines;
}

describe("one status, on the pages of the member and of the committee", () => {
  it("from the opening to being late, expiry and an unread answer", async () => {
    await opened(first);
    await allArrive();
    expect(await statusOn(first)).toEqual(["member: Answer the re-check by 2026-12-16"]);
    await night(globex, "2026-12-17");
    expect(await statusOn("2026-12-17")).toEqual(["member: Answer the re-check by 2027-01-07", "committee: Call the member by 2027-01-07"]);
    await allArrive(at("2026-12-17", 7));
    expect(await statusOn("2026-12-20")).toEqual(["member: Answer the re-check by 2027-01-07", "committee: Call the member by 2027-01-07"]);
    await night(globex, "2027-01-07");
    await night(globex, "2027-01-08");
    const support = "committee: Approve the removal as the first approver, or stop it";
    expect(await statusOn("2027-01-08")).toEqual(["member: Answer the re-check", support]);
    const open = await committeeRemovals((await ravi(at("2027-01-08"))).actor, istio, { which: "open", today: "2027-01-08" });
    await takeUpRemoval(await ravi(at("2027-01-09")), { reference: open?.[0]?.reference ?? "" });
    await allArrive(at("2027-01-09", 8));
    const agree = "committee: Approve the removal as the second approver, or stop it";
    expect(await statusOn("2027-01-10")).toEqual(["member: Answer the re-check by 2027-01-23", agree]);
    await say(globex, { now: at("2027-01-11") });
    await send(at("2027-01-11", 6));
    expect(await statusOn("2027-01-11")).toEqual(["committee: Review the answers to the re-check by 2027-01-23"]);
  });

  it("knows the end of the grace period as the rules of the re-check do", async () => {
    await opened(first);
    await allArrive();
    await night(globex, "2026-12-17");
    await allArrive(at("2026-12-17", 7));
    const own = await ownRecheck((await personOf(globex, "gus", at("2026-12-18"))).actor, globex.memberId, at("2026-12-18"));
    expect(own?.graceEndsOn).toBe("2027-01-07");
    expect(await statusOn("2026-12-18")).toContain("member: Answer the re-check by 2027-01-07");
  });

  it("waits for the contact alias while sent answers wait for nothing else", async () => {
    await opened(first);
    await allArrive();
    await say(globex, { now: at(first, 8) });
    await send(at(first, 8));
    expect(await statusOn(first)).toEqual(["member: Have somebody answer the email sent to the contact alias by 2026-11-18"]);
  });
});

describe("one definition of overdue", () => {
  it("counts no day on which the deadline is paused, on the board as on the member's page", async () => {
    await opened(first);
    await allArrive();
    await bounces("recheck-opened", "gus@globex.example", at("2026-12-10"));
    await night(globex, "2026-12-11");
    expect((await recheckOf(globex)).pausedOn).toBe("2026-12-11");
    const coras = (await cora(at("2026-12-20"))).actor;
    expect(await boardCounts(coras, istio, "2026-12-20")).toMatchObject({ overdue: 0, due: 1 });
    const board = await recheckBoard(coras, istio, { tab: "due", today: "2026-12-20" });
    expect(board?.rows).toMatchObject([{ dueOn: "2026-12-25" }]);
    expect((await statusOn("2026-12-20"))[0]).toBe("member: Answer the re-check by 2026-12-25");
  });

  it("equals the rule of the re-check itself, for every deadline", () => {
    const days = ["2026-12-05", "2026-12-10", "2026-12-14", "2026-12-20", "2027-01-15"];
    for (const today of days)
      for (const pausedOn of [null, ...days])
        for (const graceFrom of [null, "2026-12-12"])
          for (const pausedDays of [0, 3]) {
            if (pausedOn !== null && pausedOn > today) continue;
            const open: OpenRecheck = {
              ...{ openedOn: "2026-11-10", dueOn: "2026-12-10", pausedDays, pausedOn, reminders: 0, lastRemindedOn: null },
              ...{ graceFrom, graceNotifiedOn: null, trouble: null, onItsWay: false },
              cadence: { remindBeforeDays: [], graceDays: istio.recheck.graceDays, freeDays: [] },
            };
            const facts = recheck({ pausedDays, pausedOn, graceFrom });
            const due = dueDay(asIfRunning(open, today));
            expect(recheckDueOn(facts, today)).toBe(due);
            const { wasDueOn, by } = memberStatus(istio, having({ recheck: facts }), today);
            expect(wasDueOn !== null).toBe(due < today);
            if (wasDueOn !== null && graceFrom !== null) expect(by).toBe(graceEndsOn(asIfRunning(open, today)));
          }
  });
});
