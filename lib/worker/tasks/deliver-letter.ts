import { renderLetter } from "@/components/letter/render";
import { database } from "@/db/client";
import { worker } from "@/lib/kernel/actor";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import { enqueue } from "@/lib/kernel/outbox";
import { claimDelivery } from "@/lib/letter/commands/claim-delivery";
import { recordDelivery } from "@/lib/letter/commands/record-delivery";
import type { LetterData } from "@/lib/letter/data";
import type { LetterKind } from "@/lib/letter/kinds";
import { letterToDeliver } from "@/lib/letter/queries";
import { type Transport, transport } from "@/lib/letter/transport/transport";
import { listBySlug } from "@/lib/list/lookup";
import { allLists } from "@/lists";

/** From where a delivery is run; the clock and the way out are given in tests. */
type Delivery = { readonly via?: Transport; readonly now?: Date };

/**
 * Hands one letter over: claims, speaks, records. Nothing is held open while speaking, and running it twice, or in two workers
 * at once, sends one letter.
 */
export async function deliverLetter({ letterId }: { letterId: string }, { via = transport(), now }: Delivery = {}): Promise<void> {
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

  const outcome = await via.send(claim.parcel);
  const { is } = await recordDelivery(context, { letterId, claim: claim.claim, outcome });
  if (is === "failed") log.error("letter.failed", { letterId, trouble: outcome.is === "accepted" ? null : outcome.trouble });
}

/** The provider takes nothing now; the letter is not claimed, and none of its attempts is used. */
async function comeBack(letterId: string, runAt: Date): Promise<void> {
  await database().transaction((tx) => enqueue(tx, [{ task: "deliver-letter", payload: { letterId }, runAt }]));
}

function unknownList(slug: string): never {
  throw new Error(`There is no list "${slug}"`);
}
