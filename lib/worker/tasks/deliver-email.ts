import { renderEmail } from "@/components/emails/render";
import { database } from "@/db/client";
import { claimDelivery } from "@/lib/email/commands/claim-delivery";
import { recordDelivery } from "@/lib/email/commands/record-delivery";
import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import type { Outcome } from "@/lib/email/rules";
import { transport } from "@/lib/email/transport/choose";
import type { Transport } from "@/lib/email/transport/transport";
import { newestChecks } from "@/lib/evidence/commands/newest-checks";
import type { LookupOptions } from "@/lib/evidence/gateways/lookup";
import { worker } from "@/lib/kernel/actor";
import { hostOf } from "@/lib/kernel/address";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import { enqueue } from "@/lib/kernel/outbox";
import { listBySlug } from "@/lib/list/lookup";
import { emailToDeliver } from "@/lib/views/emails";
import { allLists } from "@/lists";
import { checkEvidence } from "./check-evidence";

/** The context of a delivery; tests set the time and the transport. */
type Delivery = { readonly via?: Transport; readonly now?: Date; readonly lookup?: LookupOptions };

/**
 * Sends one email: claims it, calls the provider, records the result. No transaction is open during the call, and running it twice, or in two workers
 * at once, sends one email.
 */
export async function deliverEmail({ emailId }: { emailId: string }, { via = transport(), now, lookup }: Delivery = {}): Promise<void> {
  const email = await emailToDeliver(emailId);
  if (email === null) return;
  const turn = await via.turn();
  if (turn !== null) return comeBack(emailId, turn);

  const context = { actor: worker, ...(now === undefined ? {} : { now }) };
  const list = email.list === null ? null : (listBySlug(allLists, email.list) ?? unknownList(email.list));
  const { PORTAL_URL: origin, MAIL_FROM: from } = env();
  const claim = await claimDelivery(context, {
    emailId,
    // the row was written by writeEmail(), which ties data to kind
    rendered: email.drawn ? null : await renderEmail({ ...email, data: email.data as EmailData[EmailKind] }, list, origin),
    origin,
    from,
    replyTo: list?.contact.email ?? null,
  });
  if (claim.is !== "claimed") return;

  const outcome: Outcome = (await takesNoMail(email, { to: claim.parcel.to, now, lookup }))
    ? { is: "failed", trouble: "takes-no-mail" }
    : await via.send(claim.parcel);
  const { is } = await recordDelivery(context, { emailId, claim: claim.claim, outcome });
  if (is === "failed") log.error("email.failed", { emailId, trouble: outcome.is === "accepted" ? null : outcome.trouble });
}

/**
 * Whether the first email to an applicant's contact alias would go to a domain that accepts no mail: the provider would suppress
 * every later email to that address. The result is stored, and shown to the applicant at the address.
 */
async function takesNoMail(
  { kind, subjectKind, subjectId: applicationId }: NonNullable<Awaited<ReturnType<typeof emailToDeliver>>>,
  { to, now, lookup }: { to: string; now: Date | undefined; lookup: LookupOptions | undefined },
): Promise<boolean> {
  if (kind !== "alias-check" || subjectKind !== "application") return false;
  await checkEvidence({ applicationId, name: "mail-domain", because: "application" }, { ...lookup, ...(now && { now }) });
  const checks = await newestChecks(database(), { applicationId });
  const domain = hostOf(to);
  return checks.some(({ name, target, result }) => name === "mail-domain" && target === domain && result === "no");
}

/** The provider takes nothing now; the email is not claimed, and none of its attempts is used. */
async function comeBack(emailId: string, runAt: Date): Promise<void> {
  await database().transaction((tx) => enqueue(tx, [{ task: "deliver-email", payload: { emailId }, runAt }]));
}

function unknownList(slug: string): never {
  throw new Error(`There is no list "${slug}"`);
}
