import { sql } from "drizzle-orm";
import { z } from "zod";
import { ruleChangeNotice } from "@/db/schema";
import { type EmailSubject, writeEmail } from "@/lib/email/write";
import { command, type Work } from "@/lib/kernel/command";
import { listOf } from "@/lib/organization/commands/list-of";
import { isWorker } from "@/lib/organization/permissions";
import { nextRuleChangeCheck, toldNow } from "../rule-change-steps";
import { type RuleChange, ruleChangesOn } from "../rule-changes";
import { eachOnce } from "./emails";
import { aboutRuleChange } from "./rule-change-facts";

/** Members that are told in one transaction. */
const batch = 500;

const input = z.object({ list: z.string(), criterion: z.string(), version: z.string() });

/**
 * Tells the members of a list of a criterion, or a version of the embargo policy, that is announced and not in force yet: once each,
 * those too that were admitted meanwhile. Five hundred in one transaction, and a job for those that come after them.
 */
export const tellRuleChange = command("tellRuleChange", input, async (work, { list: slug, criterion, version }): Promise<number> => {
  work.authorize(isWorker(work.actor));
  const list = listOf(slug);
  const ruleChange = ruleChangesOn(list, work.today).find((each) => each.criterion === criterion && each.version === version);
  const untold = ruleChange === undefined ? [] : await untoldMembers(work, slug, ruleChange);
  if (ruleChange === undefined || untold.length === 0) {
    work.nothingToDo();
    return 0;
  }
  const nextCheckOn = nextRuleChangeCheck(toldNow(ruleChange, list, work.today), work.today);
  await work.tx
    .insert(ruleChangeNotice)
    .values(untold.map(({ id }) => ({ memberId: id, criterion, version, toldAt: work.now, nextCheckOn })));
  for (const member of untold) {
    const about = aboutRuleChange(slug, member.id, ruleChange);
    for (const recipient of eachOnce(member.recipients)) await write(work, recipient, about, ruleChange, member);
    work.audit("criterion.told", about, { criterion, version });
  }
  if (untold.length === batch) work.enqueue("tell-rule-change", { list: slug, criterion, version });
  return untold.length;
});

type Untold = { readonly id: string; readonly name: string; readonly recipients: readonly string[] };

/** Members that were not told yet, with everybody who acts for them, and their contact aliases where nobody does. */
async function untoldMembers(work: Work, list: string, { criterion, version, since }: RuleChange): Promise<readonly Untold[]> {
  const { rows } = await work.tx.execute<Untold>(sql`
    with untold as (
      select m.id, m.organization_id, m.name from member m
      where m.list = ${list} and m.left_on is null and m.since_on < ${since}::date
        and not exists (select 1 from rule_change_notice n where n.member_id = m.id and n.criterion = ${criterion} and n.version = ${version})
      order by m.id limit ${batch} for no key update of m skip locked)
    select u.id, u.name, coalesce(
      (select array_agg(p.email order by c.since_at, p.id) from organization_contact c join person p on p.id = c.person_id
        where c.organization_id = u.organization_id and c.until_at is null),
      (select array_agg(a.address order by a.since_at, a.id) from contact_alias a where a.member_id = u.id and a.until_at is null), '{}') as recipients
    from untold u order by u.id`);
  return rows;
}

function write(work: Work, recipient: string, about: EmailSubject, ruleChange: RuleChange, { id, name }: Untold): Promise<void> {
  const { kind, title, what, since, version } = ruleChange;
  const whose = { organization: name, memberId: id, since };
  return kind === "policy"
    ? writeEmail(work, "policy-announced", recipient, about, { ...whose, version })
    : writeEmail(work, "criterion-announced", recipient, about, { ...whose, title, what, tightened: kind === "tightened" });
}
