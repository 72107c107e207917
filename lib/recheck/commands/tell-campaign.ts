import { sql } from "drizzle-orm";
import { z } from "zod";
import { campaignNotice } from "@/db/schema";
import { command, type Work } from "@/lib/kernel/command";
import { type LetterSubject, writeLetter } from "@/lib/letter/write";
import { listOf } from "@/lib/organization/commands/list-of";
import { isWorker } from "@/lib/organization/permissions";
import { nextCampaignLook, toldNow } from "../campaign-steps";
import { type Campaign, campaignsOn } from "../campaigns";
import { aboutCampaign } from "./campaign-facts";
import { eachOnce } from "./letters";

/** Members that are told in one transaction. */
const batch = 500;

const input = z.object({ list: z.string(), criterion: z.string(), version: z.string() });

/**
 * Tells the members of a list of a criterion, or a version of the embargo policy, that is announced and not in force yet: once each,
 * those too that were admitted meanwhile. Five hundred in one transaction, and a job for those that come after them.
 */
export const tellCampaign = command("tellCampaign", input, async (work, { list: slug, criterion, version }): Promise<number> => {
  work.authorize(isWorker(work.actor));
  const list = listOf(slug);
  const campaign = campaignsOn(list, work.today).find((each) => each.criterion === criterion && each.version === version);
  const untold = campaign === undefined ? [] : await untoldMembers(work, slug, campaign);
  if (campaign === undefined || untold.length === 0) {
    work.nothingToDo();
    return 0;
  }
  const lookOn = nextCampaignLook(toldNow(campaign, list, work.today), work.today);
  await work.tx.insert(campaignNotice).values(untold.map(({ id }) => ({ memberId: id, criterion, version, toldAt: work.now, lookOn })));
  for (const member of untold) {
    const about = aboutCampaign(slug, member.id, campaign);
    for (const recipient of eachOnce(member.recipients)) await write(work, recipient, about, campaign, member);
    work.audit("criterion.told", about, { criterion, version });
  }
  if (untold.length === batch) work.enqueue("tell-campaign", { list: slug, criterion, version });
  return untold.length;
});

type Untold = { readonly id: string; readonly name: string; readonly recipients: readonly string[] };

/** Members that were not told yet, with everybody who acts for them, and their contact aliases where nobody does. */
async function untoldMembers(work: Work, list: string, { criterion, version, since }: Campaign): Promise<readonly Untold[]> {
  const { rows } = await work.tx.execute<Untold>(sql`
    with untold as (
      select m.id, m.organization_id, m.name from member m
      where m.list = ${list} and m.left_on is null and m.since_on < ${since}::date
        and not exists (select 1 from campaign_notice n where n.member_id = m.id and n.criterion = ${criterion} and n.version = ${version})
      order by m.id limit ${batch} for no key update of m skip locked)
    select u.id, u.name, coalesce(
      (select array_agg(p.email order by c.since_at, p.id) from organization_contact c join person p on p.id = c.person_id
        where c.organization_id = u.organization_id and c.until_at is null),
      (select array_agg(a.address order by a.since_at, a.id) from contact_alias a where a.member_id = u.id and a.until_at is null), '{}') as recipients
    from untold u order by u.id`);
  return rows;
}

function write(work: Work, recipient: string, about: LetterSubject, campaign: Campaign, { id, name }: Untold): Promise<void> {
  const { kind, title, what, since, version } = campaign;
  const whose = { organization: name, memberId: id, since };
  return kind === "policy"
    ? writeLetter(work, "policy-announced", recipient, about, { ...whose, version })
    : writeLetter(work, "criterion-announced", recipient, about, { ...whose, title, what, tightened: kind === "tightened" });
}
