import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { campaignNotice } from "@/db/schema";
import { isDay, longDate } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { criterionByKey } from "@/lib/list/lookup";
import { approachMember } from "@/lib/organization/commands/approach-member";
import { isWorker } from "@/lib/organization/permissions";
import { proposeRemoval } from "@/lib/removal/commands/propose";
import { type Campaign, campaignsClosedBy, hasMet } from "../campaigns";
import { shownBy } from "./shown";

const input = z.object({ memberId: z.uuid(), day: z.string().refine(isDay) });

/**
 * The day of announced criteria has come for a member that was told of them: whoever meets them is done; for whoever does not, a
 * removal is proposed, one for all of them together. It is looked at once: what people decided about it stands.
 */
export const closeCampaigns = command("closeCampaigns", input, async (work, { memberId }): Promise<"met" | "proposed" | "nothing"> => {
  const { member, list, actor } = await approachMember(work, memberId);
  work.authorize(isWorker(actor));
  const told = await work.tx
    .select()
    .from(campaignNotice)
    .where(and(eq(campaignNotice.memberId, memberId), isNull(campaignNotice.closedAt)));
  const closing = campaignsClosedBy(list, work.today).filter(({ criterion, version }) =>
    told.some((each) => each.criterion === criterion && each.version === version),
  );
  const [shown] = closing.length === 0 ? [] : await shownBy(work.tx, { list: list.slug, memberIds: [memberId], limit: 1 });
  if (closing.length === 0 || shown === undefined) {
    work.nothingToDo();
    return "nothing";
  }
  for (const { criterion, version } of closing) {
    await work.tx
      .update(campaignNotice)
      .set({ closedAt: work.now })
      .where(and(eq(campaignNotice.memberId, memberId), eq(campaignNotice.criterion, criterion), eq(campaignNotice.version, version)));
  }
  const unmet = closing.filter((campaign) => !hasMet(list, campaign, shown));
  for (const campaign of closing) {
    const outcome = unmet.includes(campaign) ? "not shown, a removal is proposed" : "met";
    work.audit(
      "criterion.came",
      { kind: "member", id: memberId, list: list.slug },
      { criterion: campaign.criterion, version: campaign.version, outcome },
    );
  }
  if (unmet.length === 0) return "met";
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
