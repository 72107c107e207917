import { and, eq, isNull } from "drizzle-orm";
import { ruleChangeNotice } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import { nextRuleChangeStep, type RuleChangeStep } from "../rule-change-steps";
import { type RuleChange, ruleChangesClosedBy } from "../rule-changes";
import { ruleChangeFacts, type ToldAndReached } from "./rule-change-facts";

type Stepped = { readonly ruleChange: RuleChange; readonly entry: ToldAndReached; readonly step: RuleChangeStep };

/** The rule changes that a member was told of, whose day has come, and that are not closed, locked until the end of the handler. */
export async function openRuleChanges(work: Work, list: ListDefinition, memberId: string): Promise<readonly RuleChange[]> {
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
export async function stepsOf(work: Work, list: ListDefinition, { memberId, ruleChanges }: Asked): Promise<readonly Stepped[]> {
  const steps: Stepped[] = [];
  for (const ruleChange of ruleChanges) {
    const [entry] = await ruleChangeFacts(work, list, { ruleChange, memberIds: [memberId] });
    if (entry !== undefined) steps.push({ ruleChange, entry, step: nextRuleChangeStep(entry.facts, work.today) });
  }
  return steps;
}

type Closing = Asked & { readonly list: string; readonly outcome: string };

/** These are not checked again. */
export async function closeNotices(work: Work, { list, memberId, ruleChanges, outcome }: Closing): Promise<void> {
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
