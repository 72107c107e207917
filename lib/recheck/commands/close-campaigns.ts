import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { campaignNotice } from "@/db/schema";
import { isDay, longDate } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import { criterionByKey } from "@/lib/list/lookup";
import { approachMember } from "@/lib/organization/commands/approach-member";
import { isWorker } from "@/lib/organization/permissions";
import { proposeRemoval } from "@/lib/removal/commands/propose";
import { type CampaignStep, nextCampaignStep } from "../campaign-steps";
import { type Campaign, campaignsClosedBy } from "../campaigns";
import { campaignFacts, type ToldAndReached } from "./campaign-facts";
import { keepLooks, lookAfter, takeCampaignStep } from "./remind-campaign";

const input = z.object({ memberId: z.uuid(), day: z.string().refine(isDay) });

/**
 * The day of announced criteria has come for a member that was told of them: whoever meets them is done; for whoever does not and has
 * heard of it, a removal is proposed, one for all of them together. Where no letter has arrived the committee is told instead, and
 * where only now there is an address to write to, the member is: then grace counts from the letter that arrives. Once it is closed
 * nobody looks again: what people decided about it stands.
 */
export const closeCampaigns = command("closeCampaigns", input, async (work, { memberId }): Promise<Closed> => {
  const { member, list, actor } = await approachMember(work, memberId);
  work.authorize(isWorker(actor));
  work.nothingToDo(); // a look that finds nothing to do leaves no trace
  const steps = member.leftOn === null ? await stepsOf(work, list, memberId) : [];
  for (const { campaign, told, step } of steps) {
    if (step.do !== "escalate" && step.do !== "raise-case") continue;
    await takeCampaignStep(work, { list, campaign, told }, step);
    await keepLooks(work, campaign, [lookAfter(told, step, work.today)]);
  }
  const done = steps.filter(({ step }) => step.do === "close" || step.do === "propose");
  for (const { campaign, step } of done) await close(work, { list: list.slug, memberId, campaign }, step.do === "close");
  const unmet = done.filter(({ step }) => step.do === "propose").map(({ campaign }) => campaign);
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

/** What today asks of each campaign that the member was told of, whose day has come, and that is not closed. */
async function stepsOf(work: Work, list: ListDefinition, memberId: string): Promise<readonly Stepped[]> {
  const open = await work.tx
    .select({ criterion: campaignNotice.criterion, version: campaignNotice.version })
    .from(campaignNotice)
    .where(and(eq(campaignNotice.memberId, memberId), isNull(campaignNotice.closedAt)))
    .for("no key update");
  const steps: Stepped[] = [];
  for (const campaign of campaignsClosedBy(list, work.today)) {
    if (!open.some(({ criterion, version }) => criterion === campaign.criterion && version === campaign.version)) continue;
    const [told] = await campaignFacts(work, list, { campaign, memberIds: [memberId] });
    if (told !== undefined) steps.push({ campaign, told, step: nextCampaignStep(told.facts, work.today) });
  }
  return steps;
}

type Closing = { readonly list: string; readonly memberId: string; readonly campaign: Campaign };

async function close(work: Work, { list, memberId, campaign: { criterion, version } }: Closing, isMet: boolean): Promise<void> {
  await work.tx
    .update(campaignNotice)
    .set({ closedAt: work.now })
    .where(and(eq(campaignNotice.memberId, memberId), eq(campaignNotice.criterion, criterion), eq(campaignNotice.version, version)));
  const outcome = isMet ? "met" : "not shown, a removal is proposed";
  work.audit("criterion.came", { kind: "member", id: memberId, list }, { criterion, version, outcome });
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
