import { and, eq, isNull, like, not } from "drizzle-orm";
import { database } from "@/db/client";
import { emailMessage } from "@/db/schema";
import { isDeliveryEvent } from "@/lib/email/provider-events";
import { transport } from "@/lib/email/transport/choose";
import type { Transport } from "@/lib/email/transport/transport";
import { receiveProviderEvent } from "@/lib/evidence/commands/receive-provider-event";
import { worker } from "@/lib/kernel/actor";
import { enqueue } from "@/lib/kernel/outbox";

/**
 * Asks the provider what became of an email of which it has told nothing: an event may have been lost on the way. Its answer is
 * taken like an event, at the moment it was asked. No answer leaves the email unknown.
 */
export async function askProvider(
  { emailId }: { emailId: string },
  { via = transport(), now = new Date() }: { via?: Transport; now?: Date } = {},
): Promise<void> {
  const [row] = await database()
    .select({ providerId: emailMessage.providerId })
    .from(emailMessage)
    .where(
      and(
        eq(emailMessage.id, emailId),
        eq(emailMessage.status, "accepted"),
        isNull(emailMessage.deliveredAt),
        not(like(emailMessage.providerId, "outbox:%")),
      ),
    );
  if (!row?.providerId || via.ask === undefined) return;
  const turn = await via.turn();
  if (turn !== null) return database().transaction((tx) => enqueue(tx, [{ task: "ask-provider", payload: { emailId }, runAt: turn }]));
  const last = await via.ask(row.providerId);
  const type = `email.${last}`;
  if (last === null || !isDeliveryEvent(type)) return;
  await receiveProviderEvent({ actor: worker, now }, { id: `asked_${emailId}_${last}`, type, providerId: row.providerId, at: now });
}
