import { eq } from "drizzle-orm";
import { z } from "zod";
import { aliasCheck } from "@/db/schema";
import { command } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { aliasCheckState } from "../rules";
import { closedSentence, followCheck, lockAliasCheck, tokenInput } from "./lock-alias-check";

const input = z.strictObject({ token: tokenInput });

/**
 * A reader of the address says that it is not the organization's. The check ends unanswered, and those concerned see why; a given
 * answer is taken back too, since whoever reads the mailbox knows. A link that has grown too old still counts for that.
 */
export const disownAlias = command("disownAlias", input, async (work, { token }) => {
  const check = await lockAliasCheck(work, token);
  work.authorize(true); // the link is the right
  const state = aliasCheckState(check, work.now);
  if (state === "disowned") return work.nothingToDo();
  if (state === "ended") throw new Refusal(closedSentence(state), { kind: "conflict" });
  await work.tx
    .update(aliasCheck)
    .set({ disownedAt: work.now, endedAt: work.now, answeredAt: null, answeredBy: null })
    .where(eq(aliasCheck.id, check.id));
  work.audit("alias.disowned", check.about);
  followCheck(work, check);
});
