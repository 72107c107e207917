import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { departure } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { approachMember } from "@/lib/organization/commands/approach-member";
import { isWorker } from "@/lib/organization/permissions";
import { depart } from "./depart";

const input = z.object({ memberId: z.uuid() });

/** The day has come on which an organization wanted to leave: it has left from that day on, also when the night was missed. */
export const carryOutLeaving = command("carryOutLeaving", input, async (work, { memberId }) => {
  const { member, actor } = await approachMember(work, memberId);
  work.authorize(isWorker(actor));
  const [wished] = await work.tx
    .select()
    .from(departure)
    .where(and(eq(departure.memberId, memberId), eq(departure.kind, "left")));
  if (wished === undefined || member.leftOn !== null || wished.on > work.today) return work.nothingToDo();
  await depart(work, member, { kind: "left", on: wished.on, by: wished.by });
});
