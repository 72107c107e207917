import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { endOfMembership } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { isWorker } from "@/lib/organization/permissions";
import { endMembership } from "./end-membership";

const input = z.object({ memberId: z.uuid() });

/** The day has come on which an organization wanted to leave: it has left from that day on, also when the night was missed. */
export const carryOutLeaving = command("carryOutLeaving", input, async (work, { memberId }) => {
  const { member, actor } = await loadMemberForUpdate(work, memberId);
  work.authorize(isWorker(actor));
  const [wished] = await work.tx
    .select()
    .from(endOfMembership)
    .where(and(eq(endOfMembership.memberId, memberId), eq(endOfMembership.kind, "left")));
  if (wished === undefined || member.leftOn !== null || wished.on > work.today) return work.nothingToDo();
  await endMembership(work, member, { kind: "left", on: wished.on, by: wished.by });
});
