import { and, eq, isNull, sql } from "drizzle-orm";
import { contactAlias, emailMessage, member } from "@/db/schema";
import type { AuditAction } from "@/lib/audit/actions";
import { type DeliveryEvent, deliveryColumns } from "@/lib/email/provider-events";
import type { Work } from "@/lib/kernel/command";
import type { AlertKind } from "../alerts";
import { raiseAlert } from "./raise-alert";

type EmailRow = typeof emailMessage.$inferSelect;

/** What an event leaves on the email's trail, and what the committee is told when the email went to a member's contact alias. */
const effects: Readonly<Record<DeliveryEvent, { trace: AuditAction; alert: AlertKind | null; sentence: (address: string) => string }>> = {
  "email.delivered": { trace: "email.delivered", alert: null, sentence: () => "" },
  "email.bounced": {
    trace: "email.bounced",
    alert: "emails-bounce",
    sentence: (address) => `An email to ${address} bounced. The mail provider will suppress later ones.`,
  },
  "email.complained": {
    trace: "email.complained",
    alert: "reader-complained",
    sentence: (address) => `Somebody who reads ${address} marked an email as spam. The mail provider will suppress later ones.`,
  },
  "email.suppressed": {
    trace: "email.suppressed",
    alert: "emails-suppressed",
    sentence: (address) => `The mail provider suppressed an email to ${address}, because earlier ones bounced or were marked as spam.`,
  },
};

/**
 * Writes what an event tells on its email: the moment of the first of its kind, in whatever order they come. The first of a kind
 * leaves a trace, and an alert when the email went to an alias that is a member's now. Nobody's standing changes.
 */
export async function applyEvent(work: Work, row: EmailRow, { type, at }: { type: DeliveryEvent; at: Date }): Promise<void> {
  const column = deliveryColumns[type];
  const known = row[column];
  if (known !== null && known <= at) return;
  await work.tx
    .update(emailMessage)
    .set({ [column]: at })
    .where(eq(emailMessage.id, row.id));
  if (known !== null) return;
  const { trace, alert, sentence } = effects[type];
  work.audit(trace, { kind: "email", id: row.id, list: row.list });
  if (alert === null) return;
  for (const { memberId, list } of await membersAt(work, row.recipient))
    await raiseAlert(work, { list, memberId, kind: alert, sentence: sentence(row.recipient) });
}

/** The members, on whatever list, whose contact alias an address is. */
function membersAt(work: Work, address: string): Promise<readonly { memberId: string; list: string }[]> {
  return work.tx
    .select({ memberId: contactAlias.memberId, list: contactAlias.list })
    .from(contactAlias)
    .innerJoin(member, eq(member.id, contactAlias.memberId))
    .where(and(sql`lower(${contactAlias.address}) = lower(${address})`, isNull(contactAlias.until), isNull(member.leftOn)))
    .orderBy(contactAlias.list);
}
