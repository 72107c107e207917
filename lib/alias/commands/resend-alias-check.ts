import { z } from "zod";
import { command } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { aliasCheckState } from "../rules";
import { askAlias, askedTooOften } from "./ask-alias";
import { closedSentence, lockAliasCheck, tokenInput } from "./lock-alias-check";

const input = z.strictObject({ token: tokenInput });

/** The holder of a link that has grown too old has a new letter sent to the same address. Within the limits of a day. */
export const resendAliasCheck = command("resendAliasCheck", input, async (work, { token }) => {
  const check = await lockAliasCheck(work, token);
  work.authorize(true); // the link is the right, and the letter goes to the same mailbox
  const state = aliasCheckState(check, work.now);
  if (state === "open" || state === "answered") return work.nothingToDo();
  if (state !== "expired") throw new Refusal(closedSentence(state), { kind: "conflict" });
  if ((await askAlias(work, check)) === "too-often") throw new Refusal(`${askedTooOften}.`, { kind: "too-often" });
});
