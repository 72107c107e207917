import { notFound } from "next/navigation";
import { cache } from "react";
import type { BearingProps } from "@/components/ui/bearing";
import { Day as DayFace } from "@/components/ui/day";
import { currentActor } from "@/lib/identity/current-actor";
import type { Person } from "@/lib/kernel/actor";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { type RemovalForCommittee, removalForCommittee } from "@/lib/removal/queries/removal";
import { listOr404, personOrSignIn } from "../portal-page";

export type RemovalParams = { readonly list: string; readonly reference: string };
export type KnownRemoval = Exclude<RemovalForCommittee, { view: "recused" }>;

/** The address of a page about one removal, for its committee. */
export function removalPath(
  { list, reference }: { readonly list?: string; readonly reference?: string },
  ...rest: readonly string[]
): string {
  return `/committee/${[list ?? "", "removals", reference ?? "", ...rest].map(encodeURIComponent).join("/")}`;
}

const removalHere = cache(async (slug: string, reference: string) => removalForCommittee(await currentActor(), listOr404(slug), reference));

/** The removal of an address, for its committee. Visitors sign in first; to everybody without a seat it does not exist. */
export async function committeeRemovalHere(
  { list: slug, reference }: RemovalParams,
  path: string,
): Promise<{ list: ListDefinition; person: Person; today: Day; removal: RemovalForCommittee }> {
  const list = listOr404(slug);
  const person = await personOrSignIn(path);
  const removal = await removalHere(slug, reference);
  if (removal === null) notFound();
  return { list, person, today: dayOf(new Date()), removal };
}

/** "[Error: ]Page – 2026-107 – Istio early disclosure"; nothing of it for those who may not know that it exists. */
export async function removalTitle(
  { list: slug, reference }: RemovalParams,
  page: string,
  { error = false } = {},
): Promise<{ title: string; robots: string }> {
  const removal = await removalHere(slug, reference);
  const title =
    removal === null ? "Page not found – Forewarned" : `${error ? "Error: " : ""}${page} – ${reference} – ${listOr404(slug).name}`;
  return { title, robots: "noindex" };
}

/** Whose move it is, for the strip under the header. */
export function removalBearing(removal: RemovalForCommittee): BearingProps {
  if (removal.view === "recused") return { whose: "nobody", sentence: "You stepped aside." };
  const { may, status, heldAt, releasedAt, carryOutOn } = removal;
  const by = <DayFace day={carryOutOn} as="weekday" />;
  if (may.readAppeal) return { whose: "yours", sentence: "Read the appeal, and say whether it is right." };
  if (may.agree) return { whose: "yours", sentence: "Agree as the second person, or stop it.", by };
  if (may.takeUp) return { whose: "yours", sentence: "Stand behind it as the first person, or stop it." };
  if (status === "proposed") return { whose: "nobody", sentence: "It waits for another person of the committee." };
  if (status === "agreed" && heldAt !== null && releasedAt === null)
    return { whose: "ours", sentence: "It is held back. A chair has to let it go." };
  if (status === "agreed") return { whose: "nobody", sentence: <>It is carried out on {by} at the earliest.</> };
  return { whose: "nobody", sentence: status === "stopped" ? "It was stopped." : "It was carried out." };
}
