import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { renderEmail } from "@/components/emails/render";
import { DecisionEmailEditor } from "@/components/review/decision-email-editor";
import { LinkButton } from "@/components/ui/button";
import { EmailPreview } from "@/components/ui/email-preview";
import { Empty } from "@/components/ui/empty";
import { env } from "@/lib/kernel/env";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { emailForReview } from "@/lib/review/queries/email";
import { ApplicationPage } from "../../../../application-page";
import { type ApplicationParams, fullHere, type Search, titleHere } from "../../../../here";
import { pathOf } from "../../../../path";
import { EmailOnHold } from "./email-on-hold";
import { emailParts } from "./parts";

type Props = { params: Promise<ApplicationParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleHere(await params, "Email", { error: (await searchParams).kept !== undefined });
}

/** The decision email: draft, undo window, sent. The preview is the email itself. */
export default async function EmailPage({ params, searchParams }: Props) {
  const at = await params;
  const search = await searchParams;
  const here = await fullHere(at, pathOf(at, "email"));
  const { head, list, today } = here;
  const view = await emailForReview(here.person, list, { reference: at.reference, today });
  if (view === null) notFound();
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  const preview = await renderEmail(view.email, list, env().PORTAL_URL);
  const writing =
    view.mayWrite &&
    view.held === null &&
    view.released === null &&
    (head.status === "submitted" || head.status === "information_requested");
  const readable = view.mayWrite || view.version > 0 || view.held !== null || view.released !== null;
  const ready = view.version > 0 && view.voted === view.outcome;

  return (
    <ApplicationPage
      here={here}
      tab="email"
      title={view.released ? "The email as it was sent" : view.held ? "The email is on hold" : "Decision email"}
      lede={writing ? ledeOf(view.voted, view.version) : undefined}
      problems={problems}
      done={search.done}
    >
      {view.held === null ? null : <EmailOnHold at={at} held={view.held} mayAct={view.mayWrite} recipients={view.recipients} />}
      {head.status === "withdrawn" ? <Empty>The application was withdrawn. There is no decision email.</Empty> : null}
      {writing ? (
        <DecisionEmailEditor
          action={pathOf(at, "email", "save")}
          version={view.version}
          parts={emailParts(list, view, kept)}
          problems={problems}
        />
      ) : null}
      {head.status === "withdrawn" || !readable ? null : (
        <section className="stack">
          <h2>{view.released || view.held ? "The email" : view.version === 0 ? "Preview, drafted from the findings" : "Preview"}</h2>
          <EmailPreview subject={preview.subject} to={view.recipients} text={preview.text} html={preview.html} />
        </section>
      )}
      {writing && ready ? (
        <LinkButton href={pathOf(at, "email", "confirm")}>Continue to the decision</LinkButton>
      ) : writing ? (
        <p className="panel meta">{notReady(view.voted, view.outcome, view.version)}</p>
      ) : null}
      {!readable ? <Empty>The email is written once the vote is closed. It appears here once it is saved.</Empty> : null}
    </ApplicationPage>
  );
}

function ledeOf(voted: string | null, version: number): string {
  const start = version === 0 ? "Drafted from the findings. Nothing has been saved yet. " : "";
  if (voted === "accepted" || voted === "declined") return `${start}Result of the vote: ${voted}.`;
  return `${start}You can write the email before the vote is closed, but it is only sent after that.`;
}

function notReady(voted: string | null, outcome: string, version: number): string {
  if (version === 0) return "Save the email. Then you can continue to the decision.";
  if (voted === null) return "The decision can be made once the vote is closed.";
  if (voted === "referred") return "The vote had no result. Open another vote before you decide.";
  return `The email says ${outcome}, and the result of the vote is ${voted}. Change the email, or open another vote.`;
}
