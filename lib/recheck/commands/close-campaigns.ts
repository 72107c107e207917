import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { campaignNotice } from "@/db/schema";
import { addDays, isDay, longDate } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { criterionByKey } from "@/lib/list/lookup";
import { approachMember } from "@/lib/organization/commands/approach-member";
import { isWorker } from "@/lib/organization/permissions";
import { openRemoval, proposeRemoval } from "@/lib/removal/commands/propose";
import { type CampaignStep, nextCampaignStep } from "../campaign-steps";
import { type Campaign, campaignsClosedBy } from "../campaigns";
import { campaignFacts, type ToldAndReached } from "./campaign-facts";
import { keepLooks, lookAfter, takeCampaignStep } from "./remind-campaign";

const input = z.object({ memberId: z.uuid(), day: z.string().refine(isDay) });

/**
 * The day of announced criteria has come for a member that was told of them: whoever meets them is done; for whoever does not and has
 * heard of it, a removal is proposed, one for all of them together; while another removal is open, that waits for its end. Where no letter has arrived the committee is told instead, and
 * where only now there is an address to write to, the member is: then grace counts from the letter that arrives. Once it is closed
 * nobody looks again: what people decided about it stands.
 */
export const closeCampaigns = command("closeCampaigns", input, async (work, { memberId }): Promise<Closed> => {
  const { member, list, actor } = await approachMember(work, memberId);
  work.authorize(isWorker(actor));
  work.nothingToDo(); // a look that finds nothing to do leaves no trace
  const open = member.leftOn === null ? await openCampaigns(work, list, memberId) : [];
  const inForce = criteriaInForce(list, work.today).map(({ key }) => key);
  const steps = await stepsOf(work, list, { memberId, campaigns: open.filter(({ criterion }) => inForce.includes(criterion)) });
  for (const { campaign, told, step } of steps) {
    if (step.do !== "escalate" && step.do !== "raise-case") continue;
    await takeCampaignStep(work, { list, campaign, told }, step);
    await keepLooks(work, campaign, [lookAfter(told, step, work.today)]);
  }
  const that = (does: CampaignStep["do"]) => steps.filter(({ step }) => step.do === does).map(({ campaign }) => campaign);
  const dropped = open.filter(({ criterion }) => !inForce.includes(criterion));
  const waits = (await openRemoval(work, memberId)) !== null;
  const unmet = waits ? [] : that("propose");
  for (const { campaign, told, step } of waits ? steps.filter((each) => each.step.do === "propose") : [])
    await keepLooks(work, campaign, [{ ...lookAfter(told, step, work.today), look_on: addDays(work.today, 1) }]);
  await close(work, { list: list.slug, memberId, campaigns: dropped, outcome: "it no longer counts" });
  await close(work, { list: list.slug, memberId, campaigns: that("close"), outcome: "met" });
  await close(work, { list: list.slug, memberId, campaigns: unmet, outcome: "not shown, a removal is proposed" });
  if (unmet.length === 0) return outcomeOf(steps.map(({ step }) => step.do));
  await proposeRemoval(work, {
    member,
    list,
    because: unmet.every(({ kind }) => kind === "policy") ? "embargo-policy" : "new-criteria",
    grounds: groundsOf(unmet).map(({ criterion, reason }) => ({
      criterion,
      reason,
      whatWouldHelp: criterionByKey(list, criterion)?.whatWouldHelp ?? "",
    })),
  });
  return "proposed";
});

/** What became of a look, for whoever ran it: the gravest first. */
export type Closed = "proposed" | "case" | "told-late" | "met" | "nothing";

function outcomeOf(done: readonly CampaignStep["do"][]): Closed {
  if (done.includes("raise-case")) return "case";
  if (done.includes("escalate")) return "told-late";
  return done.includes("close") ? "met" : "nothing";
}

type Stepped = { readonly campaign: Campaign; readonly told: ToldAndReached; readonly step: CampaignStep };

/** The campaigns that a member was told of, whose day has come, and that are not closed; held until the end of the story. */
async function openCampaigns(work: Work, list: ListDefinition, memberId: string): Promise<readonly Campaign[]> {
  const open = await work.tx
    .select({ criterion: campaignNotice.criterion, version: campaignNotice.version })
    .from(campaignNotice)
    .where(and(eq(campaignNotice.memberId, memberId), isNull(campaignNotice.closedAt)))
    .for("no key update");
  return campaignsClosedBy(list, work.today).filter((campaign) =>
    open.some(({ criterion, version }) => criterion === campaign.criterion && version === campaign.version),
  );
}

type Asked = { readonly memberId: string; readonly campaigns: readonly Campaign[] };

/** What today asks of each. */
async function stepsOf(work: Work, list: ListDefinition, { memberId, campaigns }: Asked): Promise<readonly Stepped[]> {
  const steps: Stepped[] = [];
  for (const campaign of campaigns) {
    const [told] = await campaignFacts(work, list, { campaign, memberIds: [memberId] });
    if (told !== undefined) steps.push({ campaign, told, step: nextCampaignStep(told.facts, work.today) });
  }
  return steps;
}

type Closing = Asked & { readonly list: string; readonly outcome: string };

/** Nobody looks at these again. */
async function close(work: Work, { list, memberId, campaigns, outcome }: Closing): Promise<void> {
  for (const { criterion, version } of campaigns) {
    await work.tx
      .update(campaignNotice)
      .set({ closedAt: work.now })
      .where(and(eq(campaignNotice.memberId, memberId), eq(campaignNotice.criterion, criterion), eq(campaignNotice.version, version)));
    work.audit("criterion.came", { kind: "member", id: memberId, list }, { criterion, version, outcome });
  }
}

/** One ground a criterion, whatever came to it on that day. */
function groundsOf(unmet: readonly Campaign[]): readonly { readonly criterion: string; readonly reason: string }[] {
  const keys = [...new Set(unmet.map(({ criterion }) => criterion))];
  return keys.map((criterion) => ({
    criterion,
    reason: unmet
      .filter((each) => each.criterion === criterion)
      .map(({ kind, since, version, announcedOn }) => {
        const what = kind === "policy" ? `Version ${version} of the embargo policy holds` : "This criterion counts";
        return `${what} since ${longDate(since)}. It was announced on ${longDate(announcedOn)}, and it was not shown by that day that it is met.`;
      })
      .join("\n"),
  }));
}
