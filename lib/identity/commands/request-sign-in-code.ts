import { randomUUID } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { person, signInCode } from "@/db/schema";
import { writeEmail } from "@/lib/email/write";
import { assessPersonAddress } from "@/lib/kernel/address";
import { takeAdvisoryLock } from "@/lib/kernel/advisory-lock";
import { command, type Work } from "@/lib/kernel/command";
import { env } from "@/lib/kernel/env";
import { Refusal } from "@/lib/kernel/refusal";
import { pressSeconds } from "@/lib/kernel/same-press";
import { codeHash, newCode } from "@/lib/kernel/token";

/** Minutes for which a code is valid: mail servers delay email for up to ten minutes (UX.md 1.3). */
const codeMinutes = 15;

const input = z.strictObject({ email: z.string().max(1000), browserHash: z.string().length(64) });

/**
 * Sends a code to an address, to be typed into the browser that asked. Known and unknown addresses get the same answer and
 * the same work. The limits are checked before (sign-in-limits.ts). A second press within seconds sends no second code.
 * Refuses an address that no email can go to.
 */
export const requestSignInCode = command("requestSignInCode", input, async (work, { email, browserHash }) => {
  work.authorize(true);
  const assessment = assessPersonAddress(email.trim());
  if (!assessment.ok) throw new Refusal(assessment.message, { kind: "input", problems: [{ field: "email", message: assessment.message }] });

  // The address in the spelling that is stored for this person; in practice the case of an address does not matter.
  const [known] = await work.tx
    .select({ email: person.email })
    .from(person)
    .where(eq(sql`lower(${person.email})`, assessment.folded));
  const recipient = known?.email ?? assessment.address;

  await takeAdvisoryLock(work, "codes", browserHash);
  if (await justSent(work, browserHash, recipient)) return work.nothingToDo(); // a repeated request

  // Only this browser's older codes end: a stranger who asks for somebody else's code must not end theirs.
  await work.tx
    .update(signInCode)
    .set({ endedAt: work.now })
    .where(and(eq(signInCode.browserHash, browserHash), isNull(signInCode.endedAt)));

  const id = randomUUID();
  const code = newCode();
  const expiresAt = new Date(work.now.getTime() + codeMinutes * 60_000);
  await work.tx.insert(signInCode).values({
    id,
    email: recipient,
    browserHash,
    codeHash: codeHash(id, code, env().AUTH_SECRET),
    createdAt: work.now,
    expiresAt,
  });
  work.audit("person.code_requested", { kind: "sign-in", id, list: null });
  await writeEmail(
    work,
    "sign-in-code",
    recipient,
    { kind: "sign-in", id, list: null, thread: `${id}.sign-in` },
    { code, expiresAt: expiresAt.toISOString() },
  );
});

/** Whether this browser waits for a code at the address that was sent a moment ago. */
async function justSent(work: Work, browserHash: string, email: string): Promise<boolean> {
  const momentAgo = new Date(work.now.getTime() - pressSeconds * 1000);
  const [waiting] = await work.tx
    .select({ id: signInCode.id })
    .from(signInCode)
    .where(
      and(
        eq(signInCode.browserHash, browserHash),
        eq(signInCode.email, email),
        isNull(signInCode.endedAt),
        gt(signInCode.createdAt, momentAgo),
      ),
    );
  return waiting !== undefined;
}
