import { eq } from "drizzle-orm";
import { z } from "zod";
import { emailMessage } from "@/db/schema";
import { storeProviderEvent } from "@/lib/email/commands/provider-events";
import { type EventOutcome, isDeliveryEvent, isNotedEvent } from "@/lib/email/provider-events";
import { command } from "@/lib/kernel/command";
import { isWorker } from "@/lib/organization/permissions";
import { applyEvent } from "./provider-event";

const input = z.strictObject({
  /** The provider's own id of the event; the same one is taken once. */
  id: z.string().min(1).max(200),
  type: z.string().max(100),
  /** The provider's id of the email it is about, if it is about one. */
  providerId: z.string().max(200).nullable(),
  at: z.date(),
});

/**
 * Stores one event of the mail provider, whose signature the entry point has verified, once, and applies it to its email. An event
 * about an email that is not known yet waits for it; an unknown kind is stored and counted, so that the provider always gets a success.
 */
export const receiveProviderEvent = command(
  "receiveProviderEvent",
  input,
  async (work, { id, type, providerId, at }): Promise<EventOutcome | "known"> => {
    work.authorize(isWorker(work.actor));
    work.nothingToDo(); // unless the event tells something: then the email's trail says so
    const [row] =
      providerId === null ? [] : await work.tx.select().from(emailMessage).where(eq(emailMessage.providerId, providerId)).for("update");
    const outcome = outcomeOf(type, row !== undefined);
    if (!(await storeProviderEvent(work, { id, type, providerId, emailId: row?.id ?? null, at, outcome }))) return "known";
    if (outcome === "recorded" && row !== undefined && isDeliveryEvent(type)) await applyEvent(work, row, { type, at });
    return outcome;
  },
);

function outcomeOf(type: string, emailIsKnown: boolean): EventOutcome {
  if (isDeliveryEvent(type)) return emailIsKnown ? "recorded" : "unknown-email";
  return isNotedEvent(type) ? "noted" : "unknown-type";
}
