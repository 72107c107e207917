import { z } from "zod";
import { command } from "@/lib/kernel/command";
import { addContactAlias } from "@/lib/organization/commands/contact-alias";
import { isWorker } from "@/lib/organization/permissions";
import { nextChangeStep } from "../change-rules";
import { advanceChange } from "./advance-change";
import { questionNewAddress } from "./ask-alias-change";
import { tellWithStop } from "./change-emails";
import { expireChange } from "./expire-change";
import { isDisowned } from "./follow-alias-change";
import { loadAliasChangeForUpdate } from "./load-change";
import { stopChange } from "./stop-change";

/**
 * Lets the new address receive in addition to the one in use, once it has answered, the waiting period is over and, where needed,
 * two people on the committee have approved; and asks it once more. Never for a former member. When the address has become
 * another member's meanwhile, the change is closed; when somebody who reads it has disowned it, it is stopped. Does nothing before its time or afterwards.
 */
export const moveAliasChange = command("moveAliasChange", z.object({ changeId: z.uuid() }), async (work, { changeId }) => {
  work.authorize(isWorker(work.actor));
  const hand = await loadAliasChangeForUpdate(work, { id: changeId });
  if (hand.member.leftOn !== null || nextChangeStep(hand.change, work.now).do !== "move") return work.nothingToDo();
  if (await isDisowned(work, changeId)) return stopChange(work, hand, { through: "new-alias" });
  const { memberId, list, newAddress: address, newDomain: domain, answeredAt } = hand.change;
  const newAliasId = await addContactAlias(work, { memberId, list, address, domain, answeredAt }); // as it is proved by the first answer
  if (newAliasId === null) return expireChange(work, hand, "taken");

  const moving = await advanceChange(work, hand, "move", { newAliasId, movedAt: work.now });
  work.audit("alias.change_moved", moving.about);
  await tellWithStop(work, moving, "alias-change-moving", (about) => about);
  await questionNewAddress(work, moving); // past the limits of a day it is asked again by the sweep
});
