import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
import { Button } from "@/components/ui/button";
import { Day } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { ErrorSummary } from "@/components/ui/error-summary";
import { BackLink, PageHeading } from "@/components/ui/page-heading";
import { SummaryList } from "@/components/ui/summary-list";
import { hasCommitteeRole } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import type { DecisionRule } from "@/lib/list/definition";
import { count } from "@/lib/list/words";
import { ownSettings } from "@/lib/review/queries/settings";
import { listOr404, PortalPage, personOrSignIn } from "../../../portal-page";
import { Done, type Search } from "../../here";

type Props = { params: Promise<{ list: string }>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return {
    title: `${(await searchParams).kept ? "Error: " : ""}Settings – Committee – ${listOr404((await params).list).name}`,
    robots: "noindex",
  };
}

/** The reader's own settings, and the list's rules as they are. */
export default async function SettingsPage({ params, searchParams }: Props) {
  const list = listOr404((await params).list);
  const here = `/committee/${list.slug}/settings`;
  const person = await personOrSignIn(here);
  const search = await searchParams;
  const own = await ownSettings(person, list.slug);
  if (own === null) notFound();
  const kept = await keptHere(search.kept);
  const problems = problemsOf(kept);
  const today = dayOf(new Date());
  const away = own.awayUntil !== null && own.awayUntil >= today ? own.awayUntil : null;
  return (
    <PortalPage list={list} at={`/committee/${list.slug}`}>
      <ErrorSummary problems={problems} />
      {problems.length > 0 ? null : <Done word={search.done} />}
      <BackLink href={`/committee/${list.slug}`} words="Queue" />
      <PageHeading caption="Committee" title="Settings and rules" />
      {hasCommitteeRole(person, list.slug, "reviewer", "chair") ? (
        <Entry margin="You" title="Absence" plain>
          {away === null ? (
            <p>You are not away: applications can be assigned to you.</p>
          ) : (
            <p>
              You are away until <Day day={away} as="weekday" today={today} />. No applications are assigned to you until then.
            </p>
          )}
          <Form action={`${here}/absence`} label="Your absence">
            <TextField
              name="until"
              label="Last day of your absence"
              hint="For example, 2026-12-24. Your unfinished reviews are assigned to other reviewers"
              value={kept?.fields.until ?? away ?? ""}
              problems={problems}
            />
            <Button variant="second">Save the absence</Button>
          </Form>
          {away === null ? null : (
            <Form action={`${here}/back`} hidden={{ now: "yes" }} label="I am back">
              <Button variant="second">I am back</Button>
            </Form>
          )}
        </Entry>
      ) : null}
      <Entry margin="You" title="Keyboard shortcuts">
        <p>
          {own.shortcuts
            ? "Shortcuts are on. Each one is shown next to its button."
            : "Shortcuts are off. When they are on, you can use keys such as 1, 2, 3 and n on the review page."}
        </p>
        <Form action={`${here}/shortcuts`} hidden={{ on: own.shortcuts ? "no" : "yes" }} label="Keyboard shortcuts">
          <Button variant="second">{own.shortcuts ? "Turn off shortcuts" : "Turn on shortcuts"}</Button>
        </Form>
      </Entry>
      <Entry margin="The list" title="How the committee decides">
        <p>{list.decision.words}</p>
        <SummaryList rows={ruleRows(list.decision)} />
        <p className="quiet">The rules are part of the list's public definition. They can only be changed there.</p>
      </Entry>
    </PortalPage>
  );
}

function ruleRows(rule: DecisionRule) {
  return [
    { label: "Reviewers for each application", value: String(rule.reviewers) },
    { label: "Votes needed to accept", value: String(rule.approvals) },
    { label: "Votes needed for a quorum", value: String(rule.quorum) },
    { label: "A vote to decline", value: rule.objection === "blocks" ? "Stops acceptance" : "Counts as one vote against" },
    { label: "Voting period", value: count(rule.voteOpenDays, "day") },
    { label: "Time to decide", value: count(rule.workingDays, "working day") },
    { label: "Time to answer a question", value: count(rule.answerWithinDays, "day") },
    { label: "Time to undo a decision", value: count(rule.undoMinutes, "minute") },
    { label: "Non-working days", value: rule.freeDays.length === 0 ? "Weekends only" : <FreeDays days={rule.freeDays} /> },
  ];
}

function FreeDays({ days }: { days: readonly string[] }) {
  return (
    <>
      Weekends, and{" "}
      {days.map((day, index) => (
        <span key={day}>
          {index === 0 ? "" : ", "}
          <Day day={day} />
        </span>
      ))}
    </>
  );
}
