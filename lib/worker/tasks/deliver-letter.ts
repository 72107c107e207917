import { renderLetter } from "@/components/letter/render";
import { database } from "@/db/client";
import { newestChecks } from "@/lib/evidence/commands/newest-checks";
import type { LookOptions } from "@/lib/evidence/gateways/look";
import { worker } from "@/lib/kernel/actor";
import { hostOf } from "@/lib/kernel/address";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import { enqueue } from "@/lib/kernel/outbox";
import { claimDelivery } from "@/lib/letter/commands/claim-delivery";
import { recordDelivery } from "@/lib/letter/commands/record-delivery";
import type { LetterData } from "@/lib/letter/data";
import type { LetterKind } from "@/lib/letter/kinds";
import { letterToDeliver } from "@/lib/letter/queries";
import type { Outcome } from "@/lib/letter/rules";
import { type Transport, transport } from "@/lib/letter/transport/transport";
import { listBySlug } from "@/lib/list/lookup";
import { allLists } from "@/lists";
import { checkEvidence } from "./check-evidence";

/** From where a delivery is run; the clock and the way out are given in tests. */
type Delivery = { readonly via?: Transport; readonly now?: Date; readonly look?: LookOptions };

/**
 * Hands one letter over: claims, speaks, records. Nothing is held open while speaking, and running it twice, or in two workers
 * at once, sends one letter.
 */
export async function deliverLetter({ letterId }: { letterId: string }, { via = transport(), now, look }: Delivery = {}): Promise<void> {
  const letter = await letterToDeliver(letterId);
  if (letter === null) return;
  const turn = await via.turn();
  if (turn !== null) return comeBack(letterId, turn);

  const context = { actor: worker, ...(now === undefined ? {} : { now }) };
  const list = letter.list === null ? null : (listBySlug(allLists, letter.list) ?? unknownList(letter.list));
  const { PORTAL_URL: origin, MAIL_FROM: from } = env();
  const claim = await claimDelivery(context, {
    letterId,
    // the row was written by writeLetter(), which ties data to kind
    rendered: letter.drawn ? null : await renderLetter({ kind: letter.kind, data: letter.data as LetterData[LetterKind] }, list, origin),
    origin,
    from,
    replyTo: list?.contact.email ?? null,
  });
  if (claim.is !== "claimed") return;

  const outcome: Outcome = (await takesNoMail(letter, { to: claim.parcel.to, now, look }))
    ? { is: "failed", trouble: "takes-no-mail" }
    : await via.send(claim.parcel);
  const { is } = await recordDelivery(context, { letterId, claim: claim.claim, outcome });
  if (is === "failed") log.error("letter.failed", { letterId, trouble: outcome.is === "accepted" ? null : outcome.trouble });
}

/**
 * Whether the first letter to an applicant's contact alias would go to a domain that takes no mail: the provider would hold back
 * every later letter to that address. The look is kept, and the applicant reads it beside the address.
 */
async function takesNoMail(
  { kind, subjectKind, subjectId: applicationId }: NonNullable<Awaited<ReturnType<typeof letterToDeliver>>>,
  { to, now, look }: { to: string; now: Date | undefined; look: LookOptions | undefined },
): Promise<boolean> {
  if (kind !== "alias-check" || subjectKind !== "application") return false;
  await checkEvidence({ applicationId, name: "mail-domain", because: "application" }, { ...look, ...(now && { now }) });
  const checks = await newestChecks(database(), { applicationId });
  const domain = hostOf(to);
  return checks.some(({ name, looked, result }) => name === "mail-domain" && looked === domain && result === "no");
}

/** The provider takes nothing now; the letter is not claimed, and none of its attempts is used. */
async function comeBack(letterId: string, runAt: Date): Promise<void> {
  await database().transaction((tx) => enqueue(tx, [{ task: "deliver-letter", payload: { letterId }, runAt }]));
}

function unknownList(slug: string): never {
  throw new Error(`There is no list "${slug}"`);
}
