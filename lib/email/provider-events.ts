/** What the provider tells about one email, and the column that keeps the moment of the first of its kind. */
export const deliveryColumns = {
  "email.delivered": "deliveredAt",
  "email.bounced": "bouncedAt",
  "email.complained": "complainedAt",
  "email.suppressed": "suppressedAt",
} as const;
export type DeliveryEvent = keyof typeof deliveryColumns;

/** Kinds of events that are known and ignored: the portal knows it already, or they say nothing about delivery. */
const notedEvents =
  /^(email\.(sent|scheduled|queued|delivery_delayed|failed|opened|clicked|received|canceled)|domain\.[a-z_]+|contact\.[a-z_]+|suppression\.[a-z_]+)$/;

/** What an event led to, as it is kept in the inbox. */
export const eventOutcomes = ["recorded", "noted", "unknown-email", "unknown-type"] as const;
export type EventOutcome = (typeof eventOutcomes)[number];

export function isDeliveryEvent(type: string): type is DeliveryEvent {
  return Object.hasOwn(deliveryColumns, type);
}

export function isNotedEvent(type: string): boolean {
  return notedEvents.test(type);
}
