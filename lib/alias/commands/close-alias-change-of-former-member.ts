import { z } from "zod";
import { command } from "@/lib/kernel/command";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { isWorker } from "@/lib/organization/permissions";
import { openChangeOf } from "./assess-alias";
import { aboutChange } from "./load-change";
import { stopChange } from "./stop-change";

/** A member has left: a change of its contact alias that was under way ends, and everybody told of it is told that. */
export const closeAliasChangeOfFormerMember = command(
  "closeAliasChangeOfFormerMember",
  z.object({ memberId: z.uuid() }),
  async (work, { memberId }) => {
    const locked = await loadMemberForUpdate(work, memberId);
    work.authorize(isWorker(locked.actor));
    const change = locked.member.leftOn === null ? null : await openChangeOf(work.tx, memberId);
    if (change === null) return work.nothingToDo();
    await stopChange(work, { ...locked, change, about: aboutChange(change) }, { through: "end-of-membership" });
  },
);
