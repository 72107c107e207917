import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { providerEvent } from "@/db/schema";
import { command, type Work } from "@/lib/kernel/command";
import { pipelined } from "@/lib/kernel/pipelined";
import { secretEmails } from "../data";
import { later, mayRetryAt, pauseAfter } from "../rules";
import { emailTroubles } from "../trouble";
import { advance, type EmailRow, lockEmail } from "./advance";

const trouble = z.enum(emailTroubles);

const input = z.strictObject({
  emailId: z.uuid(),
  claim: z.uuid(),
  outcome: z.discriminatedUnion("is", [
    z.strictObject({
      is: z.literal("accepted"),
      providerId: z.string().min(1),
      messageId: z.string().nullable(),
      forgetSecret: z.boolean(),
      delivered: z.boolean().optional(),
    }),
    z.strictObject({ is: z.literal("put-off"), trouble, taken: z.enum(["no", "perhaps"]), seconds: z.number().nonnegative().nullable() }),
    z.strictObject({ is: z.literal("failed"), trouble }),
  ]),
});

export type Recorded = { readonly is: "accepted" | "put-off" | "failed" | "superseded" };

/**
 * Records the result of an attempt. Only the newest claim may: a worker with an older one has been replaced, and its email is
 * claimed by another worker. An email that is postponed gets its next attempt here, unless that would come after the provider has
 * forgotten the key; then it fails and waits for a person.
 */
export const recordDelivery = command("recordDelivery", input, async (work, { emailId, claim, outcome }): Promise<Recorded> => {
  work.authorize(work.actor.kind === "system");
  const row = await lockEmail(work, emailId);
  if (row === null || row.claim !== claim || row.status !== "attempting") {
    work.nothingToDo();
    return { is: "superseded" };
  }
  const about = { kind: "email", id: row.id, list: row.list };

  if (outcome.is === "accepted") {
    const { providerId, messageId, forgetSecret, delivered = false } = outcome;
    const accepted = advance(work, row, "accept", {
      providerId,
      messageId,
      acceptedAt: work.now,
      ...(delivered ? { deliveredAt: work.now } : {}),
      trouble: null,
      ...(forgetSecret ? forgotten(row) : {}),
    });
    // the provider may have told what became of it before it told us that it took it
    const [, news] = await pipelined([accepted, hasNews(work, providerId)]);
    work.audit("email.accepted", about);
    if (news) work.enqueue("apply-provider-events", { emailId });
    return { is: "accepted" };
  }

  if (outcome.is === "put-off") {
    const at = later(work.now, outcome.seconds ?? pauseAfter(row.attempts));
    // an attempt that was turned away leaves no key behind, so the time of keys has not begun with it
    const firstAttemptAt =
      outcome.taken === "no" && row.firstAttemptAt?.getTime() === row.lastAttemptAt?.getTime() ? null : row.firstAttemptAt;
    if (mayRetryAt(firstAttemptAt, at)) {
      await advance(work, row, "retry", { trouble: outcome.trouble, firstAttemptAt, nextAttemptAt: at });
      work.audit("email.put_off", about, { trouble: outcome.trouble });
      work.enqueue("deliver-email", { emailId }, at);
      return { is: "put-off" };
    }
  }

  const reason = outcome.is === "failed" ? outcome.trouble : "not-confirmed";
  await advance(work, row, "fail", { trouble: reason });
  work.audit("email.failed", about, { trouble: reason });
  return { is: "failed" };
});

async function hasNews(work: Work, providerId: string): Promise<boolean> {
  const [waiting] = await work.tx
    .select({ id: providerEvent.id })
    .from(providerEvent)
    .where(and(eq(providerEvent.providerId, providerId), eq(providerEvent.outcome, "unknown-email")))
    .limit(1);
  return waiting !== undefined;
}

/** A one-time secret is not needed once the email is sent: neither its data nor its text is kept. */
function forgotten({ kind, data }: EmailRow): { data: Record<string, unknown>; text: null; html: null } | Record<string, never> {
  if (!secretEmails.includes(kind)) return {};
  const { code: _code, token: _token, ...rest } = data;
  return { data: rest, text: null, html: null };
}
