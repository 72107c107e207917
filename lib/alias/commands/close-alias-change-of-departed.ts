import { z } from "zod";
import { command } from "@/lib/kernel/command";
import { approachMember } from "@/lib/organization/commands/approach-member";
import { isWorker } from "@/lib/organization/permissions";
import { aboutChange } from "./approach-change";
import { stopChange } from "./stop-change";
import { openChangeOf } from "./weigh-alias";

/** A member has left: a change of its contact alias that was under way ends, and everybody told of it is told that. */
export const closeAliasChangeOfDeparted = command(
  "closeAliasChangeOfDeparted",
  z.object({ memberId: z.uuid() }),
  async (work, { memberId }) => {
    const approach = await approachMember(work, memberId);
    work.authorize(isWorker(approach.actor));
    const change = approach.member.leftOn === null ? null : await openChangeOf(work.tx, memberId);
    if (change === null) return work.nothingToDo();
    await stopChange(work, { ...approach, change, about: aboutChange(change) }, { through: "departure" });
  },
);
