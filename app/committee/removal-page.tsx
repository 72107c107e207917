import { notFound } from "next/navigation";
import { cache } from "react";
import { memberStatusBanner } from "@/components/membership/status";
import type { StatusBannerProps } from "@/components/ui/status-banner";
import { currentActor } from "@/lib/identity/current-actor";
import { hasCommitteeRole, type Person } from "@/lib/kernel/actor";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { actions } from "@/lib/member/open-task";
import { forCommittee, withTitle } from "@/lib/member/status";
import { type RemovalForCommittee, removalForCommittee } from "@/lib/removal/queries/removal";
import { listOr404, personOrSignIn } from "../portal-page";

export type RemovalParams = { readonly list: string; readonly reference: string };
export type KnownRemoval = Exclude<RemovalForCommittee, { view: "recused" }>;

type RemovalReader = { readonly list: ListDefinition; readonly person: Person; readonly today: Day };

/** The address of a page about one removal, for its committee. */
export function removalPath(
  { list, reference }: { readonly list?: string; readonly reference?: string },
  ...rest: readonly string[]
): string {
  return `/committee/${[list ?? "", "removals", reference ?? "", ...rest].map(encodeURIComponent).join("/")}`;
}

const removalHere = cache(async (slug: string, reference: string) =>
  removalForCommittee(await currentActor(), listOr404(slug), { reference, today: dayOf(new Date()) }),
);

/** The removal of an address, for its committee. Visitors sign in first; to everybody without a role it does not exist. */
export async function committeeRemovalHere(
  { list: slug, reference }: RemovalParams,
  path: string,
): Promise<RemovalReader & { readonly removal: RemovalForCommittee }> {
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

/** Who has to act, for the strip under the header: the reader's own part of it first. */
export function removalStatusBanner(removal: RemovalForCommittee, { list, person, today }: RemovalReader): StatusBannerProps {
  if (removal.view === "recused") return { waitingOn: "nobody", sentence: "You have a conflict of interest." };
  const { openTasks, may, status } = removal;
  const waits: Readonly<Record<string, boolean>> = {
    [actions.readAppeal]: may.readAppeal,
    [actions.support]: may.takeUp,
    [actions.agree]: may.agree,
    [actions.reachMember]: may.tell,
    [actions.letGo]: may.release,
    [actions.readEvidence]: removal.view === "full" && hasCommitteeRole(person, list.slug, "reviewer", "chair"),
    [actions.reviewAnswers]: removal.view === "full" && hasCommitteeRole(person, list.slug, "reviewer", "chair"),
    [actions.decideWithoutAnswer]: removal.view === "full" && hasCommitteeRole(person, list.slug, "reviewer", "chair"),
    [actions.readAnswer]: removal.view === "full" && hasCommitteeRole(person, list.slug, "reviewer", "chair"),
  };
  const mine = openTasks.find(({ actor, action }) => actor === "committee" && (waits[action] ?? false));
  const visible = mine ?? openTasks[0];
  if (visible !== undefined) return memberStatusBanner(forCommittee(visible, { mine: mine !== undefined }), today);
  if (removal.elsewhere !== null) return memberStatusBanner(forCommittee(withTitle(removal.elsewhere), { mine: false }), today);
  return { waitingOn: "nobody", sentence: status === "stopped" ? "It was stopped." : "It was carried out." };
}
