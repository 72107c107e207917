import { and, desc, eq, gt, isNull, lt, notInArray, or } from "drizzle-orm";
import { z } from "zod";
import { rememberedBrowser, signInCode, verificationToken } from "@/db/schema";
import { command, type Work } from "@/lib/kernel/command";
import { env } from "@/lib/kernel/env";
import { pressSeconds } from "@/lib/kernel/same-press";
import { codeHash, sameText } from "@/lib/kernel/token";
import { personFor } from "../person";

/** Wrong codes that one email takes; then a new one has to be asked for. */
export const codeAttempts = 5;

/** Browsers that are remembered for one person; the oldest are forgotten. */
const browsersPerPerson = 20;

const input = z.strictObject({
  browserHash: z.string().length(64),
  code: z.string().max(200),
  /** The hash of the proof that the sign-in library will be given. */
  proofHash: z.string().length(64),
});

/** What a typed code led to. A wrong one is counted, so it is a result and not a refusal: a refusal would undo the count. */
export type CodeCheck =
  | { readonly ok: true; readonly email: string; readonly codeId: string }
  | { readonly ok: false; readonly message: string };

/**
 * Checks a typed code against the newest open one of this browser: within 15 minutes, at most 5 tries, once.
 * On success the person exists, the code is spent, and a proof for the sign-in library is stored in the same transaction.
 * A second press in the same browser within seconds succeeds as the first did: `sessionTokenOf` gives both the same session.
 */
export const checkSignInCode = command("checkSignInCode", input, async (work, { browserHash, code, proofHash }): Promise<CodeCheck> => {
  work.authorize(true);
  const seconds = (more: number) => new Date(work.now.getTime() + more * 1000);
  const isJustUsed = and(gt(signInCode.usedAt, seconds(-pressSeconds)), lt(signInCode.usedAt, seconds(1))); // the system clock may have been set back
  const isOpen = and(isNull(signInCode.endedAt), gt(signInCode.expiresAt, work.now));
  const [waiting] = await work.tx
    .select()
    .from(signInCode)
    .where(and(eq(signInCode.browserHash, browserHash), or(isOpen, isJustUsed)))
    .orderBy(desc(signInCode.createdAt))
    .limit(1)
    .for("update");
  const digits = code.replace(/[\s-]/g, "");
  const isRight = waiting !== undefined && sameText(waiting.codeHash, codeHash(waiting.id, digits, env().AUTH_SECRET));
  if (waiting === undefined || (waiting.usedAt !== null && !isRight)) {
    work.nothingToDo();
    return {
      ok: false,
      message:
        "There is no code to enter here any more: it was used, it is older than 15 minutes, or another browser asked for it. Ask for a new one.",
    };
  }
  if (!isRight) return countWrong(work, waiting);

  await work.tx.insert(verificationToken).values({
    identifier: waiting.email,
    token: proofHash,
    expires: new Date(work.now.getTime() + 15 * 60_000), // used in this request; generous, because the library uses another clock
  });
  if (waiting.usedAt === null) await signInWith(work, waiting);
  else work.nothingToDo();
  return { ok: true, email: waiting.email, codeId: waiting.id };
});

async function signInWith(work: Work, { id, email, browserHash }: typeof signInCode.$inferSelect): Promise<void> {
  await work.tx.update(signInCode).set({ endedAt: work.now, usedAt: work.now }).where(eq(signInCode.id, id));
  const personId = await personFor(work, email);
  await remember(work, browserHash, personId);
  work.audit("person.signed_in", { kind: "person", id: personId, list: null });
}

/** From now on the limits on strangers do not stop this person in this browser. */
async function remember(work: Work, browserHash: string, personId: string): Promise<void> {
  await work.tx
    .insert(rememberedBrowser)
    .values({ browserHash, personId, signedInAt: work.now })
    .onConflictDoUpdate({ target: [rememberedBrowser.browserHash, rememberedBrowser.personId], set: { signedInAt: work.now } });
  const ofPerson = eq(rememberedBrowser.personId, personId);
  const newest = work.tx.select({ hash: rememberedBrowser.browserHash }).from(rememberedBrowser).where(ofPerson);
  await work.tx
    .delete(rememberedBrowser)
    .where(
      and(ofPerson, notInArray(rememberedBrowser.browserHash, newest.orderBy(desc(rememberedBrowser.signedInAt)).limit(browsersPerPerson))),
    );
}

async function countWrong(work: Work, waiting: typeof signInCode.$inferSelect): Promise<CodeCheck> {
  const attempts = waiting.attempts + 1;
  const left = codeAttempts - attempts;
  await work.tx
    .update(signInCode)
    .set({ attempts, endedAt: left === 0 ? work.now : null })
    .where(eq(signInCode.id, waiting.id));
  work.audit("person.code_refused", { kind: "sign-in", id: waiting.id, list: null }, { left });
  if (left === 0) return { ok: false, message: "A wrong code was entered five times. Ask for a new one." };
  return { ok: false, message: `This is not the code from the email. You can try ${left} more ${left === 1 ? "time" : "times"}.` };
}
