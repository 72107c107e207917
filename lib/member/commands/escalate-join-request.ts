import { eq } from "drizzle-orm";
import { z } from "zod";
import { joinRequest } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { isWorker } from "@/lib/organization/permissions";
import { escalateOn } from "../rules";
import { loadJoinRequestForUpdate, tellCommitteeOfJoin } from "./join-request";

const input = z.object({ requestId: z.uuid() });

/** After the list's days of silence the committee is asked, once. Answered, asked already or too early, nothing happens. */
export const escalateJoinRequest = command("escalateJoinRequest", input, async (work, { requestId }) => {
  const { member, list, actor, request } = await loadJoinRequestForUpdate(work, requestId);
  work.authorize(isWorker(actor));
  const waits = request.answeredAt === null && request.escalatedAt === null && member.leftOn === null;
  if (!waits || work.now < escalateOn(list, request.askedAt)) return work.nothingToDo();
  await work.tx.update(joinRequest).set({ escalatedAt: work.now }).where(eq(joinRequest.id, requestId));
  await tellCommitteeOfJoin(work, { member, list }, request);
  work.audit("join.escalated", aboutMember(member), { person: request.personId });
});
