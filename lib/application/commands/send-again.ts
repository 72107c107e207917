import { eq } from "drizzle-orm";
import { z } from "zod";
import { application } from "@/db/schema";
import { advance, type EmailRow, lockEmail } from "@/lib/email/commands/advance";
import { maySendAgain } from "@/lib/email/permissions";
import { later, mayRetryAt } from "@/lib/email/rules";
import { isRecentSignIn, recentSignInMinutes } from "@/lib/kernel/actor";
import { moment } from "@/lib/kernel/calendar";
import { command, type Work } from "@/lib/kernel/command";
import { notAllowed, Refusal, refuseUnless } from "@/lib/kernel/refusal";

const input = z.strictObject({
  emailId: z.uuid(),
  /** The person has read that the email may arrive twice. */
  mayArriveTwice: z.boolean(),
});

/** How long the provider holds on to a key. */
const keyHours = 24;

/**
 * A person sends a failed email again: the same text, under the same key. While the provider may still know the key
 * the reader gets one email; later it may be two, and the person has to confirm that.
 */
export const sendAgain = command("sendAgain", input, async (work, { emailId, mayArriveTwice }) => {
  const row = await lockEmail(work, emailId);
  if (row === null) throw notAllowed();
  work.authorize(maySendAgain(work.actor, { list: row.list, organizationId: await organizationOf(work, row) }));
  refuseUnless(
    isRecentSignIn(work.actor, work.now),
    `Sign in again to do this: it requires a sign-in within the last ${recentSignInMinutes} minutes.`,
  );

  if (row.trouble === "changed-after-sending") {
    const until = later(row.firstAttemptAt ?? row.createdAt, keyHours * 3600);
    refuseUnless(work.now >= until, `The provider has another email under this key. Send it again after ${moment(until)}.`);
  }
  const sameKeyIsKnown = mayRetryAt(row.firstAttemptAt, work.now);
  if (!sameKeyIsKnown && !mayArriveTwice) {
    throw new Refusal(
      "The provider may no longer know about the first attempt, so this email may arrive twice. Confirm that this is fine.",
      {
        kind: "input",
        problems: [{ field: "mayArriveTwice", message: "Confirm that the email may arrive twice" }],
      },
    );
  }
  await advance(work, row, "send_again", { trouble: null, nextAttemptAt: null, ...(sameKeyIsKnown ? {} : { firstAttemptAt: null }) });
  work.audit("email.sent_again", { kind: "email", id: row.id, list: row.list });
  work.enqueue("deliver-email", { emailId });
});

async function organizationOf(work: Work, { subjectKind, subjectId }: EmailRow): Promise<string | null> {
  if (subjectKind !== "application") return null;
  const [row] = await work.tx.select({ organizationId: application.organizationId }).from(application).where(eq(application.id, subjectId));
  return row?.organizationId ?? null;
}
