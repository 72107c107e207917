import { notFound } from "next/navigation";
import { cache } from "react";
import { Day } from "@/components/ui/day";
import type { StatusBannerProps } from "@/components/ui/status-banner";
import type { ApplicantView } from "@/lib/application/applicant-view";
import type { ReadCriterion } from "@/lib/application/reading";
import { type Obstacles, unplacedLimits } from "@/lib/application/rules";
import { applicantAction } from "@/lib/application/status-banner";
import { currentActor } from "@/lib/identity/current-actor";
import type { ListDefinition } from "@/lib/list/definition";
import { applicationForApplicant, readView } from "@/lib/views/own-application";
import { listOr404, personOrSignIn } from "../portal-page";

/** The address of a page of one application. */
export function pathOf(reference: string | undefined, ...rest: readonly (string | undefined)[]): string {
  return `/applications/${[reference ?? "", ...rest].map((part) => encodeURIComponent(part ?? "")).join("/")}`;
}

/** One reading a request, for the title and the page alike. */
const viewHere = cache(async (reference: string) => applicationForApplicant(await currentActor(), reference));

export type Here = { readonly view: ApplicantView; readonly list: ListDefinition; readonly statusBanner: StatusBannerProps };

/** The application of an address, for its contacts. Visitors sign in first; to everybody else it does not exist. */
export async function applicationHere(reference: string, path: string): Promise<Here> {
  await personOrSignIn(path);
  const view = await viewHere(reference);
  if (view === null) notFound();
  const list = listOr404(view.list);
  const { waitingOn, sentence, by } = applicantAction(view, list);
  return {
    view,
    list,
    statusBanner: { waitingOn, sentence, by: by === null ? undefined : <Day day={by} as="weekday" today={view.today} /> },
  };
}

/** All that waits of the mails that were pasted into it. */
export async function unplacedHere(reference: string): Promise<ApplicantView["unplaced"]> {
  return (await applicationForApplicant(await currentActor(), reference, unplacedLimits))?.unplaced ?? [];
}

/** What keeps its answers from being sent although they read. */
export function obstaclesOf({ conflicts, disowned }: ApplicantView): Obstacles {
  return { conflicts: conflicts.map(({ criterion }) => criterion), disowned };
}

/** Its answers, read. */
export const answersHere = cache(async (reference: string): Promise<readonly ReadCriterion[]> => {
  const view = await viewHere(reference);
  return view === null ? [] : readView(view);
});

/** "[Error: ]Page – 2026-042 – Istio early disclosure"; nothing of it for those who may not know it exists. */
export async function titleHere(reference: string, page: string, { error = false } = {}): Promise<{ title: string; robots: string }> {
  const view = await viewHere(reference);
  const title =
    view === null ? "Page not found – Forewarned" : `${error ? "Error: " : ""}${page} – ${reference} – ${listOr404(view.list).name}`;
  return { title, robots: "noindex" };
}
