import { randomUUID } from "node:crypto";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { emailMessage } from "@/db/schema";
import { command, type Work } from "@/lib/kernel/command";
import { pipelined } from "@/lib/kernel/pipelined";
import { type EmailEnvelope, envelopeOf } from "../headers";
import { takeUpAt } from "../rules";
import { advance, type EmailRow, lockEmail } from "./advance";

const input = z.strictObject({
  emailId: z.uuid(),
  /** The text, rendered outside the transaction; left out when the email has been rendered before. */
  rendered: z
    .strictObject({
      subject: z.string(),
      text: z.string(),
      html: z.string(),
      attachments: z.array(z.strictObject({ filename: z.string(), contentType: z.string(), content: z.string() })).default([]),
    })
    .nullable(),
  origin: z.url(),
  from: z.string(),
  replyTo: z.string().nullable(),
});

/** What is handed to the provider: byte for byte the same at every attempt. */
export type Parcel = {
  readonly emailId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly envelope: EmailEnvelope;
};

export type Claim =
  | { readonly is: "claimed"; readonly claim: string; readonly parcel: Parcel }
  | { readonly is: "nothing-to-do" }
  | { readonly is: "later"; readonly at: Date };

/**
 * Claims an email for one attempt. The first time, its text and its envelope are stored and never change again.
 * Each claim invalidates the one before, so that a worker that was thought dead records nothing. An email whose secret has expired
 * fails instead; one that is being sent, or has to wait, is left for a later attempt.
 */
export const claimDelivery = command("claimDelivery", input, async (work, { emailId, rendered, ...sender }): Promise<Claim> => {
  work.authorize(work.actor.kind === "system");
  const [row, firstMessageId] = await pipelined([lockEmail(work, emailId), firstMessageIdFor(work, emailId)]);
  if (row === null || row.status === "accepted" || row.status === "failed") {
    work.nothingToDo();
    return { is: "nothing-to-do" };
  }
  const at = takeUpAt(row, work.now);
  if (at !== null) {
    work.nothingToDo();
    work.enqueue("deliver-email", { emailId }, at);
    return { is: "later", at };
  }
  if (hasExpired(row, work.now)) {
    await advance(work, row, "fail", { trouble: "expired" });
    work.audit("email.failed", { kind: "email", id: row.id, list: row.list }, { trouble: "expired" });
    return { is: "nothing-to-do" };
  }

  const claim = randomUUID();
  const claimed = await advance(work, row, "claim", {
    ...(row.envelope === null ? { ...drawn(row, rendered, { ...sender, firstMessageId }), renderedAt: work.now } : {}),
    claim,
    attempts: row.attempts + 1,
    firstAttemptAt: row.firstAttemptAt ?? work.now,
    lastAttemptAt: work.now,
    nextAttemptAt: null,
  });
  work.audit("email.attempted", { kind: "email", id: row.id, list: row.list }, { attempt: claimed.attempts });
  return { is: "claimed", claim, parcel: parcelOf(claimed) };
});

type Sender = Pick<z.output<typeof input>, "origin" | "from" | "replyTo"> & { readonly firstMessageId: string | null };

/** The words and the envelope of an email, as they are stored and never change again. */
function drawn(row: EmailRow, rendered: z.output<typeof input>["rendered"], sender: Sender) {
  if (rendered === null) throw new Error("An unrendered email was claimed without its content");
  const { attachments, ...words } = rendered;
  return { ...words, envelope: envelopeOf(row, { ...sender, attachments }) };
}

/** The thread's first email to the same address, if its Message-ID is known, is what this one answers. */
async function firstMessageIdFor(work: Work, emailId: string): Promise<string | null> {
  const first = alias(emailMessage, "first");
  const [found] = await work.tx
    .select({ messageId: first.messageId })
    .from(emailMessage)
    .innerJoin(first, and(eq(first.thread, emailMessage.thread), eq(first.recipient, emailMessage.recipient), isNotNull(first.acceptedAt)))
    .where(eq(emailMessage.id, emailId))
    .orderBy(asc(first.acceptedAt))
    .limit(1);
  return found?.messageId ?? null;
}

function hasExpired(row: EmailRow, now: Date): boolean {
  const secret = z.object({ expiresAt: z.iso.datetime() }).safeParse(row.data);
  return secret.success && new Date(secret.data.expiresAt) <= now;
}

function parcelOf({ id, recipient, subject, text, html, envelope }: EmailRow): Parcel {
  if (subject === null || text === null || html === null || envelope === null) throw new Error("A claimed email has no content");
  return { emailId: id, to: recipient, subject, text, html, envelope };
}
