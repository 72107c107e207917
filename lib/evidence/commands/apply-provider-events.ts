import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { emailMessage, providerEvent } from "@/db/schema";
import { assignProviderEvent } from "@/lib/email/commands/provider-events";
import { isDeliveryEvent } from "@/lib/email/provider-events";
import { command } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { applyEvent } from "./provider-event";

/** Tells an email the events that came before its provider's id was known. Only for the worker. */
export const applyProviderEvents = command(
  "applyProviderEvents",
  z.strictObject({ emailId: z.uuid() }),
  async (work, { emailId }): Promise<void> => {
    work.authorize(isWorker(work.actor));
    work.nothingToDo(); // unless an event waits: then the email's trail says so
    const [row] = await work.tx.select().from(emailMessage).where(eq(emailMessage.id, emailId)).for("update");
    if (!row?.providerId) return;
    const waiting = await work.tx
      .select()
      .from(providerEvent)
      .where(and(eq(providerEvent.providerId, row.providerId), eq(providerEvent.outcome, "unknown-email")))
      .orderBy(asc(providerEvent.at))
      .for("update");
    for (const { id, type, at } of waiting) {
      if (isDeliveryEvent(type)) await applyEvent(work, row, { type, at });
      await assignProviderEvent(work, id, emailId);
    }
  },
);
