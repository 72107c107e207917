import { CommitteeQuestion } from "@/components/application/committee-question";
import { StatusHeading } from "@/components/application/status-heading";
import { Actions, LinkButton } from "@/components/ui/button";
import { DeadlineTicks } from "@/components/ui/deadline-ticks";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Timeline } from "@/components/ui/timeline";
import type { ApplicantView } from "@/lib/application/applicant-view";
import { openQuestions, type State, stateOf } from "@/lib/application/status-banner";
import { clockOf, clockWords, timelineOf } from "@/lib/application/timeline";
import { dayOf } from "@/lib/kernel/calendar";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { criterionByKey } from "@/lib/list/lookup";
import { PortalPage } from "../../portal-page";
import { type Here, pathOf } from "../here";
import { AliasEmail } from "./alias-email";
import { DecisionReasons } from "./decision-reasons";
import { DoneBanner } from "./done-banner";

/** A sent application: its state as a sentence, what the reader has to do, what comes and what was. */
export async function StatusPage({ view, list, statusBanner, kept: keptId, done }: Here & { kept?: string; done?: string }) {
  const state = stateOf(view);
  const clock = clockOf(view, list);
  const isOpen = view.status === "submitted" || view.status === "information_requested";
  const questions = openQuestions(view);
  return (
    <PortalPage list={list} statusBanner={statusBanner}>
      <ErrorSummary problems={problemsOf(await keptHere(keptId))} />
      <DoneBanner done={done} />
      <StatusHeading state={state} reference={view.reference} organization={view.organization} lede={ledes[state]} />
      {questions.map(({ id, criterion, question, askedAt, dueOn }) => (
        <Entry key={id} margin="Question for you">
          <CommitteeQuestion
            criterion={criterionByKey(list, criterion)?.title ?? criterion}
            question={question}
            askedOn={dayOf(askedAt)}
            dueOn={dueOn}
            today={view.today}
          >
            <LinkButton href={pathOf(view.reference, criterion)}>Answer the question</LinkButton>
          </CommitteeQuestion>
        </Entry>
      ))}
      {view.decision === null ? null : (
        <Entry margin="Decision" title="What was decided, and why">
          <DecisionReasons decision={view.decision} list={list} />
        </Entry>
      )}
      {clock === null || !isOpen ? null : (
        <Entry margin="Deadline" title="Where the review is">
          <p>
            <DeadlineTicks
              used={clock.dayNumber}
              of={clock.of}
              words={clockWords(clock)}
              late={clock.overdueBy > 0}
              paused={!clock.running}
            />
          </p>
          <p>{reviewerWords(view.reviewers)}</p>
        </Entry>
      )}
      {view.aliasProgress === null || !isOpen ? null : (
        <Entry margin="Contact alias" title="Is it monitored?">
          <AliasEmail view={view} list={list} />
        </Entry>
      )}
      <Entry margin="Log" title="What happened, and what happens next">
        <Timeline label="What happened, and what happens next" entries={timelineOf(view, list)} />
      </Entry>
      <Entry margin="More" title="About this application">
        <ul className="list">
          {view.submittedAt === null ? null : (
            <li>
              <a href={pathOf(view.reference, "sent")}>The receipt</a>
            </li>
          )}
          <li>
            <a href={pathOf(view.reference, "check")}>All answers</a>
          </li>
          <li>
            <a href={pathOf(view.reference, "export.json")}>Download all answers as JSON</a>
          </li>
          {isOpen ? (
            <>
              <li>
                <a href={pathOf(view.reference, "invite")}>Invite a colleague</a>
              </li>
              <li>
                <a href={pathOf(view.reference, "withdraw")}>Withdraw the application</a>
              </li>
            </>
          ) : null}
        </ul>
        {isOpen || state === "accepted" ? null : (
          <Actions>
            <LinkButton href={`/${list.slug}/apply`}>Apply again</LinkButton>
          </Actions>
        )}
      </Entry>
    </PortalPage>
  );
}

const ledes: Readonly<Record<State, string>> = {
  draft: "Finish it and send it.",
  "waiting-for-alias":
    "Somebody has to answer the email at your contact alias. In the meantime, the committee reviews the application, but it cannot decide until somebody has answered.",
  "alias-disowned":
    "You need another contact alias. In the meantime, the committee reviews the application, but it cannot decide until somebody at the new address has answered.",
  "in-review": "No action needed. We will decide by the date below, or ask you a question before then.",
  question: "The deadline is paused until you answer.",
  "being-written": "No action needed. You will get an email with the decision.",
  accepted: "Everybody who works on it has been told by email, and a welcome email was sent to the contact alias.",
  declined: "The reasons are below, each with what would help. You can apply again at any time, starting from these answers.",
  withdrawn: "The committee no longer reviews it. You can apply again, starting from its answers.",
  deleted: "Its content was deleted. You can start again.",
};

function reviewerWords({ of, done }: ApplicantView["reviewers"]): string {
  if (of === 0) return "Next, it is assigned to reviewers.";
  return `${done} of ${of} ${of === 1 ? "reviewer has" : "reviewers have"} finished.`;
}
