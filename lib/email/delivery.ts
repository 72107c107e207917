import { isTrouble, troubleWords } from "./trouble";

/** What an email's row tells of its way. */
export type Delivery = {
  readonly status: string;
  readonly attempts: number;
  readonly trouble: string | null;
  readonly providerId: string | null;
  readonly acceptedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly bouncedAt: Date | null;
  readonly complainedAt: Date | null;
  readonly suppressedAt: Date | null;
};

/** After this number of days without an event from the provider, it is unknown whether an email arrived. */
export const silentDays = 2;

/** Whether the email is known to have arrived, and no later event contradicts it. Only such an email starts a period. */
export function hasArrived({
  deliveredAt,
  bouncedAt,
  suppressedAt,
}: Pick<Delivery, "deliveredAt" | "bouncedAt" | "suppressedAt">): boolean {
  return deliveredAt !== null && bouncedAt === null && suppressedAt === null;
}

/** Whether the provider accepted the email and has sent no event for too long. */
function isUnknown(email: Delivery, now: Date): boolean {
  const { status, acceptedAt, deliveredAt, bouncedAt, complainedAt, suppressedAt } = email;
  const told = [deliveredAt, bouncedAt, complainedAt, suppressedAt].some((at) => at !== null);
  return status === "accepted" && !told && acceptedAt !== null && now.getTime() - acceptedAt.getTime() > silentDays * 86_400_000;
}

/** The delivery status of an email, as people read it. Accepted by the provider is never shown as delivered, and delivered never as read. */
export function deliveryWords(email: Delivery, now: Date): string {
  const why = isTrouble(email.trouble) ? ` ${troubleWords[email.trouble]}` : "";
  switch (email.status) {
    case "accepted":
      return acceptedWords(email, now);
    case "failed":
      return `Not sent. Somebody has to look at it.${why}`;
    default:
      return email.attempts === 0 ? `Waiting to be sent.${why}` : `Delivering.${why}`;
  }
}

function acceptedWords(email: Delivery, now: Date): string {
  if (email.providerId?.startsWith("outbox:")) return "Kept in the local outbox.";
  if (email.bouncedAt !== null) return "Bounced: the address does not exist, or its mailbox does not accept the email.";
  if (email.suppressedAt !== null)
    return "Suppressed by the mail provider, because earlier emails to the address bounced or were marked as spam.";
  if (email.complainedAt !== null) return "Delivered, and marked as spam by a reader.";
  if (email.deliveredAt !== null) return "Delivered. We cannot tell whether it was read.";
  if (isUnknown(email, now)) return `Not confirmed: the mail provider has not reported for ${silentDays} days whether it was delivered.`;
  return "Accepted by the mail provider. We cannot tell whether it was read.";
}
