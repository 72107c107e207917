import { z } from "zod";
import { addDays, isDay, longDate } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { criteriaInForce } from "@/lib/list/criteria";
import { criterionByKey } from "@/lib/list/lookup";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { isWorker } from "@/lib/organization/permissions";
import { nextCheckAfter, storeNextChecks, takeRuleChangeStep } from "@/lib/recheck/commands/remind-rule-change";
import { closeNotices, openRuleChanges, stepsOf } from "@/lib/recheck/commands/rule-change-notices";
import type { RuleChangeStep } from "@/lib/recheck/rule-change-steps";
import type { RuleChange } from "@/lib/recheck/rule-changes";
import { openRemoval, proposeRemoval } from "./propose";

const input = z.object({ memberId: z.uuid(), day: z.string().refine(isDay) });

/**
 * Runs on the day announced criteria take effect, for a member that was told of them. If it meets them, they are closed; if it does not and
 * was notified, one removal is proposed for all of them; while another removal is open, that waits for its end. If no email has arrived, the committee is told instead, and
 * if there is an address only now, the member is told: then the grace period counts from the email that arrives. Once it is closed,
 * it is not checked again: what people decided on it is kept.
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
  await closeNotices(work, { list: list.slug, memberId, ruleChanges: dropped, outcome: "it no longer counts" });
  await closeNotices(work, { list: list.slug, memberId, ruleChanges: that("close"), outcome: "met" });
  await closeNotices(work, { list: list.slug, memberId, ruleChanges: unmet, outcome: "no evidence yet, a removal is proposed" });
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
