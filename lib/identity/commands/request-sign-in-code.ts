import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { person, signInCode } from "@/db/schema";
import { judgePersonAddress } from "@/lib/kernel/address";
import { command } from "@/lib/kernel/command";
import { env } from "@/lib/kernel/env";
import { Refusal } from "@/lib/kernel/refusal";
import { codeHash, newCode } from "@/lib/kernel/token";
import { writeLetter } from "@/lib/letter/write";

/** Minutes for which a code is good: mail is held for up to ten on the way (UX.md 1.3). */
const codeMinutes = 15;

const input = z.strictObject({ email: z.string().max(1000), browserHash: z.string().length(64) });

/**
 * Sends a code to an address, to be typed into the browser that asked. Known and unknown addresses get the same answer and
 * the same work. The limits are checked before (sign-in-limits.ts).
 * Refuses an address that no letter can go to.
 */
export const requestSignInCode = command("requestSignInCode", input, async (work, { email, browserHash }) => {
  work.authorize(true);
  const judged = judgePersonAddress(email.trim());
  if (!judged.ok) throw new Refusal(judged.message, { kind: "input", problems: [{ field: "email", message: judged.message }] });

  // The address as this person is known by; mailboxes differ in case for nobody but the machine.
  const [known] = await work.tx
    .select({ email: person.email })
    .from(person)
    .where(eq(sql`lower(${person.email})`, judged.folded));
  const recipient = known?.email ?? judged.address;

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
  await writeLetter(
    work,
    "sign-in-code",
    recipient,
    { kind: "sign-in", id, list: null, thread: `${id}.sign-in` },
    { code, expiresAt: expiresAt.toISOString() },
  );
});
