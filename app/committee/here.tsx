import { notFound } from "next/navigation";
import { cache } from "react";
import { DoneBanner } from "@/components/ui/banner";
import { Day } from "@/components/ui/day";
import type { StatusBannerProps } from "@/components/ui/status-banner";
import { currentActor } from "@/lib/identity/current-actor";
import type { Person } from "@/lib/kernel/actor";
import { type Day as CalendarDay, dayOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { type ApplicationForReview, applicationForReview } from "@/lib/review/queries/application";
import { listOr404, personOrSignIn } from "../portal-page";

export type Search = Readonly<Record<string, string | undefined>>;
export type ApplicationParams = { readonly list: string; readonly reference: string };
type FullApplication = Extract<ApplicationForReview, { view: "full" }>;

/** One reading a request, for the title and the page alike. */
const headHere = cache(async (slug: string, reference: string, today: CalendarDay) =>
  applicationForReview(await currentActor(), listOr404(slug), { reference, today }),
);

export type Here = {
  readonly list: ListDefinition;
  readonly person: Person;
  readonly today: CalendarDay;
  readonly head: ApplicationForReview;
};

/** The application of an address, for its committee. Visitors sign in first; to everybody without a role it does not exist. */
export async function reviewHere({ list: slug, reference }: ApplicationParams, path: string): Promise<Here> {
  const list = listOr404(slug);
  const person = await personOrSignIn(path);
  const today = dayOf(new Date());
  const head = await headHere(slug, reference, today);
  if (head === null) notFound();
  return { list, person, today, head };
}

/** As `reviewHere`, for pages that only those who may read answers have. */
export async function fullHere(params: ApplicationParams, path: string): Promise<Here & { readonly head: FullApplication }> {
  const here = await reviewHere(params, path);
  if (here.head.view !== "full") notFound();
  return { ...here, head: here.head };
}

/** "[Error: ]Page – 2026-042 – Istio early disclosure"; nothing of it for those who may not know it exists. */
export async function titleHere(
  { list: slug, reference }: ApplicationParams,
  page: string,
  { error = false } = {},
): Promise<{ title: string; robots: string }> {
  const head = await headHere(slug, reference, dayOf(new Date()));
  const title = head === null ? "Page not found – Forewarned" : `${error ? "Error: " : ""}${page} – ${reference} – ${listOr404(slug).name}`;
  return { title, robots: "noindex" };
}

/** Who has to act, for the strip under the header. */
export function statusBannerOf(head: ApplicationForReview, today: CalendarDay): StatusBannerProps | undefined {
  if (head.view === "recused") return { waitingOn: "nobody", sentence: "You have a conflict of interest." };
  const paused = head.status === "information_requested";
  const by = <Day day={head.clock.dueOn} as="weekday" today={today} />;
  if (head.view === "summary")
    return head.decidedAt === null
      ? {
          waitingOn: "committee",
          sentence: `The committee has not decided yet.${paused ? " The deadline is paused." : ""}`,
          by: paused ? undefined : by,
        }
      : { waitingOn: "nobody", sentence: "This application has been decided." };
  const { nextAction, status } = head;
  if (nextAction.mine) {
    const mine = nextAction.by === null ? undefined : <Day day={nextAction.by} as="weekday" today={today} />;
    return { waitingOn: "you", sentence: `${nextAction.words}.${paused ? " The deadline is paused." : ""}`, by: paused ? undefined : mine };
  }
  if (paused) return { waitingOn: "nobody", sentence: "Waiting for the applicant. The deadline is paused." };
  if (status !== "submitted") return { waitingOn: "nobody", sentence: `${nextAction.words}.` };
  return {
    waitingOn: "nobody",
    sentence: (
      <>
        {nextAction.words}. The decision is due by {by}.
      </>
    ),
  };
}

const done: Readonly<Record<string, string>> = {
  found: "Your finding is saved.",
  "findings-sent": "Your findings were sent. You see other reviewers' findings as soon as they send them.",
  recused: "You returned the application. It is assigned to somebody else.",
  noted: "Your note was saved.",
  asked: "The question was sent. The deadline is paused until it is answered.",
  closed: "The question was closed.",
  voted: "Your vote is saved. While the vote is open you can change it.",
  "voted-closed": "Your vote is saved. The vote is closed now.",
  opened: "The vote is open.",
  "end-asked": "A second person has to agree to the new closing date of the vote.",
  "end-agreed": "The closing date of the vote was changed.",
  assigned: "The application is assigned to the reviewer, who gets an email.",
  "conflict-asked": "A second person has to agree to this.",
  "conflict-agreed": "The conflict of interest was changed.",
  "waiver-asked": "A second person has to agree to the waiver.",
  "waiver-agreed": "The criterion is waived for this application.",
  "email-saved": "The email is saved. Nothing was sent.",
  decided: "The decision is made. Its email is on hold, and the decision can be undone.",
  "taken-back": "The decision was undone. Nobody outside the committee was told.",
  "email-sent": "The email was sent, and the decision has taken effect.",
  "not-sent": "The decision was no longer valid and was undone. See the log.",
  "sent-again": "The email will be sent again.",
  absence: "Your absence is saved. Your unfinished reviews are assigned to other reviewers.",
  back: "Your absence has ended. Applications can be assigned to you again.",
  shortcuts: "Your setting is saved.",
  "removal-proposed": "The removal is proposed, and the member has been told. A second person has to approve it.",
  "removal-taken-up": "You approved the removal as the first approver, and the member has been told.",
  "evidence-answered": "You responded to the evidence. The member gets an email.",
  "removal-without-reasons": "There was no reason left for the removal, so it was stopped.",
  "removal-agreed": "You approved the removal as the second approver. It will be carried out on its date, unless somebody stops it.",
  "removal-stopped": "The removal was stopped.",
  "removal-told": "The member will get another email.",
  "removal-spoken": "The conversation is recorded. The notice period starts on the date of the conversation.",
  "removals-released": "The removals are released.",
  "appeal-read": "Your decision on the appeal is saved.",
  "delivery-paused":
    "You decided to pause delivery. The pause takes effect when the addresses are removed from the mailing list, and a second person has to confirm it within a day.",
  "pause-confirmed":
    "The pause is confirmed. It lasts until somebody on the committee ends it, and takes effect when the addresses are removed from the mailing list.",
  "delivery-resumed": "The pause has ended. Delivery continues once the addresses are back on the mailing list.",
  "reinstatement-asked": "A second person has to agree.",
  reinstated: "The organization is a member again. An email was sent to its contact alias to ask whether it is monitored.",
  planned: "The plan was created.",
  "nothing-to-plan": "No action needed: according to our records, the mailing list contains the right addresses.",
  applied: "The plan is marked as applied. Its changes are effective.",
  "alias-asked": "An email was sent to the contact alias. Once a person has answered it, the alias is confirmed.",
  "checks-asked": "The check has started. Reload this page in a minute.",
  "alert-closed": "The alert is closed.",
};

/** What was just done, by a query parameter. */
export function Done({ word }: { word?: string }) {
  return <DoneBanner done={word} sentences={done} />;
}
