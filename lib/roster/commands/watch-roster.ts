import { sql } from "drizzle-orm";
import { z } from "zod";
import { closeAlertsOf } from "@/lib/evidence/commands/close-alert";
import { raiseAlert } from "@/lib/evidence/commands/raise-alert";
import { command, type Work } from "@/lib/kernel/command";
import { count } from "@/lib/list/words";
import { isWorker } from "@/lib/organization/permissions";
import { behindOn, planCovers } from "../queries/behind";

/**
 * Checks whether somebody is still on the mailing list who should not be, and keeps one alert open while that is so:
 * decided is not effective until a person has applied the plan.
 */
export const watchRoster = command("watchRoster", z.object({ list: z.string() }), async (work, { list }) => {
  work.authorize(isWorker(work.actor));
  const { rows } = await work.tx.execute<{ behind: number }>(
    sql`select count(distinct member_id)::int as behind from (${behindOn(list, work.now)}) b`,
  );
  const behind = rows[0]?.behind ?? 0;
  if (behind > 0) {
    const sentence = `The mailing list still contains the addresses of ${count(behind, "organization")} to which nothing may be delivered any more. ${(await isPlanned(work, list)) ? "Apply the plan for the mailing list, and mark it as applied." : "Make a new plan for the mailing list, apply it, and mark it as applied."}`;
    if (!(await raiseAlert(work, { list, memberId: null, kind: "roster-behind", sentence }))) work.nothingToDo();
    return;
  }
  if (!(await closeAlertsOf(work, { list, kind: "roster-behind", because: "The plan was applied." }))) work.nothingToDo();
});

/** Whether the open plan removes every address to which nothing may go. */
async function isPlanned(work: Work, list: string): Promise<boolean> {
  const { rows } = await work.tx.execute<{ planned: boolean }>(sql`select ${planCovers(list, work.now)} as planned`);
  return rows[0]?.planned ?? false;
}
