import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { ruleChangeNotice } from "@/db/schema";
import { addDays, isDay, longDate } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { criterionByKey } from "@/lib/list/lookup";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { isWorker } from "@/lib/organization/permissions";
import { openRemoval, proposeRemoval } from "@/lib/removal/commands/propose";
import { nextRuleChangeStep, type RuleChangeStep } from "../rule-change-steps";
import { type RuleChange, ruleChangesClosedBy } from "../rule-changes";
import { nextCheckAfter, storeNextChecks, takeRuleChangeStep } from "./remind-rule-change";
import { ruleChangeFacts, type ToldAndReached } from "./rule-change-facts";

const input = z.object({ memberId: z.uuid(), day: z.string().refine(isDay) });

/**
 * Runs on the day announced criteria take effect, for a member that was told of them. If it meets them, they are closed; if it does not and
 * was notified, one removal is proposed for all of them; while another removal is open, that waits for its end. If no email has arrived, the committee is told instead, and
 * if there is an address only now, the member is told: then the grace period counts from the email that arrives. Once it is closed,
 * it is not checked again: what people decided about it is kept.
 */
export const closeRuleChanges = command("closeRuleChanges", input, async (work, { memberId }): Promise<Closed> => {
  const { member, list, actor } = await loadMemberForUpdate(work, memberId);
  work.authorize(isWorker(actor));
  work.nothingToDo(); // a check without a result needs no audit event
  const open = member.leftOn === null ? await openRuleChanges(work, list, memberId) : [];
  const inForce = criteriaInForce(list, work.today).map(({ key }) => key);
  const steps = await stepsOf(work, list, { memberId, ruleChanges: open.filter(({ criterion }) => inForce.includes(criterion)) });
  for (const { ruleChange, entry, step } of steps) {
    if (step.do !== "escalate" && step.do !== "report-unconfirmed") continue;
    await takeRuleChangeStep(work, { list, ruleChange, entry }, step);
    await storeNextChecks(work, ruleChange, [nextCheckAfter(entry, step, work.today)]);
  }
  const that = (does: RuleChangeStep["do"]) => steps.filter(({ step }) => step.do === does).map(({ ruleChange }) => ruleChange);
  const dropped = open.filter(({ criterion }) => !inForce.includes(criterion));
  const waits = (await openRemoval(work, memberId)) !== null;
  const unmet = waits ? [] : that("propose");
  for (const { ruleChange, entry, step } of waits ? steps.filter((each) => each.step.do === "propose") : [])
    await storeNextChecks(work, ruleChange, [{ ...nextCheckAfter(entry, step, work.today), next_check_on: addDays(work.today, 1) }]);
  await close(work, { list: list.slug, memberId, ruleChanges: dropped, outcome: "it no longer counts" });
  await close(work, { list: list.slug, memberId, ruleChanges: that("close"), outcome: "met" });
  await close(work, { list: list.slug, memberId, ruleChanges: unmet, outcome: "no evidence yet, a removal is proposed" });
  if (unmet.length === 0) return outcomeOf(steps.map(({ step }) => step.do));
  await proposeRemoval(work, {
    member,
    list,
    because: unmet.every(({ kind }) => kind === "policy") ? "embargo-policy" : "new-criteria",
    reasons: reasonsOf(unmet).map(({ criterion, reason }) => ({
      criterion,
      reason,
      whatWouldHelp: criterionByKey(list, criterion)?.whatWouldHelp ?? "",
    })),
  });
  return "proposed";
});

/** The result of a check for the caller, the most serious first. */
export type Closed = "proposed" | "unconfirmed" | "told-late" | "met" | "nothing";

function outcomeOf(done: readonly RuleChangeStep["do"][]): Closed {
  if (done.includes("report-unconfirmed")) return "unconfirmed";
  if (done.includes("escalate")) return "told-late";
  return done.includes("close") ? "met" : "nothing";
}

type Stepped = { readonly ruleChange: RuleChange; readonly entry: ToldAndReached; readonly step: RuleChangeStep };

/** The rule changes that a member was told of, whose day has come, and that are not closed, locked until the end of the handler. */
async function openRuleChanges(work: Work, list: ListDefinition, memberId: string): Promise<readonly RuleChange[]> {
  const open = await work.tx
    .select({ criterion: ruleChangeNotice.criterion, version: ruleChangeNotice.version })
    .from(ruleChangeNotice)
    .where(and(eq(ruleChangeNotice.memberId, memberId), isNull(ruleChangeNotice.closedAt)))
    .for("no key update");
  return ruleChangesClosedBy(list, work.today).filter((each) =>
    open.some(({ criterion, version }) => criterion === each.criterion && version === each.version),
  );
}

type Asked = { readonly memberId: string; readonly ruleChanges: readonly RuleChange[] };

/** What today asks of each. */
async function stepsOf(work: Work, list: ListDefinition, { memberId, ruleChanges }: Asked): Promise<readonly Stepped[]> {
  const steps: Stepped[] = [];
  for (const ruleChange of ruleChanges) {
    const [entry] = await ruleChangeFacts(work, list, { ruleChange, memberIds: [memberId] });
    if (entry !== undefined) steps.push({ ruleChange, entry, step: nextRuleChangeStep(entry.facts, work.today) });
  }
  return steps;
}

type Closing = Asked & { readonly list: string; readonly outcome: string };

/** These are not checked again. */
async function close(work: Work, { list, memberId, ruleChanges, outcome }: Closing): Promise<void> {
  for (const { criterion, version } of ruleChanges) {
    await work.tx
      .update(ruleChangeNotice)
      .set({ closedAt: work.now })
      .where(
        and(eq(ruleChangeNotice.memberId, memberId), eq(ruleChangeNotice.criterion, criterion), eq(ruleChangeNotice.version, version)),
      );
    work.audit("criterion.came", { kind: "member", id: memberId, list }, { criterion, version, outcome });
  }
}

/** One reason a criterion, whatever came to it on that day. */
function reasonsOf(unmet: readonly RuleChange[]): readonly { readonly criterion: string; readonly reason: string }[] {
  const keys = [...new Set(unmet.map(({ criterion }) => criterion))];
  return keys.map((criterion) => ({
    criterion,
    reason: unmet
      .filter((each) => each.criterion === criterion)
      .map(({ kind, since, version, announcedOn }) => {
        const what = kind === "policy" ? `Version ${version} of the embargo policy has been in force` : "This criterion has applied";
        return `${what} since ${longDate(since)}. It was announced on ${longDate(announcedOn)}, and the member had not shown that it meets it by the day it took effect.`;
      })
      .join("\n"),
  }));
}
