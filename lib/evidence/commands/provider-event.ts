import { and, eq, isNull, sql } from "drizzle-orm";
import { contactAlias, member } from "@/db/schema";
import type { EmailRow } from "@/lib/email/commands/advance";
import { recordEvent } from "@/lib/email/commands/provider-events";
import type { DeliveryEvent } from "@/lib/email/provider-events";
import type { Work } from "@/lib/kernel/command";
import type { AlertKind } from "../alerts";
import { raiseAlert } from "./raise-alert";

/** What the committee is told when the email went to a member's contact alias. */
const alerts: Readonly<Partial<Record<DeliveryEvent, { kind: AlertKind; sentence: (address: string) => string }>>> = {
  "email.bounced": {
    kind: "emails-bounce",
    sentence: (address) => `An email to ${address} bounced. The mail provider will suppress later ones.`,
  },
  "email.complained": {
    kind: "reader-complained",
    sentence: (address) => `Somebody who reads ${address} marked an email as spam. The mail provider will suppress later ones.`,
  },
  "email.suppressed": {
    kind: "emails-suppressed",
    sentence: (address) => `The mail provider suppressed an email to ${address}, because earlier ones bounced or were marked as spam.`,
  },
};

/** Records an event with its email; the first of a kind raises an alert when the email went to an alias that is a member's now. Nobody's standing changes. */
export async function applyEvent(work: Work, row: EmailRow, event: { type: DeliveryEvent; at: Date }): Promise<void> {
  const alert = alerts[event.type];
  if (!(await recordEvent(work, row, event)) || alert === undefined) return;
  const { kind, sentence } = alert;
  for (const { memberId, list } of await membersAt(work, row.recipient))
    await raiseAlert(work, { list, memberId, kind, sentence: sentence(row.recipient) });
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
