import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Checkbox } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { Address } from "@/components/ui/exact";
import { SummaryList } from "@/components/ui/summary-list";
import { whyReviewed } from "@/lib/alias/rules";
import { keptHere } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";
import { count } from "@/lib/list/words";
import { emailForReview } from "@/lib/review/queries/email";
import { ApplicationPage } from "../../../../../application-page";
import { type ApplicationParams, fullHere, type Search, titleHere } from "../../../../../here";
import { pathOf } from "../../../../../path";

type Props = { params: Promise<ApplicationParams>; searchParams: Promise<Search> };

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  return titleHere(await params, "Decide", { error: (await searchParams).kept !== undefined });
}

/** The confirmation before a decision: the outcome and every recipient. */
export default async function ConfirmPage({ params, searchParams }: Props) {
  const at = await params;
  const search = await searchParams;
  const here = await fullHere(at, pathOf(at, "email", "confirm"));
  const { head, list, today } = here;
  const view = await emailForReview(here.person, list, { reference: at.reference, today });
  if (view === null || !view.mayWrite) notFound();
  if (view.version === 0 || view.held !== null || view.released !== null) redirect(pathOf(at, "email"));
  const kept = await keptHere(search.kept);
  // The email's fields are on the page before this one.
  const problems = problemsOf(kept).map((problem) => (problem.field === "aliasByHand" ? problem : { ...problem, field: "" }));
  const open = view.reasons.filter(({ verdict, waived }) => verdict !== "met" && !waived).length;
  const { alias } = view;

  return (
    <ApplicationPage
      here={here}
      tab="email"
      title={view.outcome === "accepted" ? `Accept ${head.organization}?` : `Decline ${head.organization}?`}
      lede={`The email is held for ${count(list.decision.undoMinutes, "minute")} before it is sent. During this time you can undo the decision.`}
      problems={problems}
    >
      <SummaryList
        rows={[
          { label: "Outcome", value: <strong>{view.outcome === "accepted" ? "Accepted" : "Declined"}</strong> },
          { label: "Criteria", value: open === 0 ? "All met or waived" : `${count(open, "criterion", "criteria")} not met` },
          { label: "Recipients", value: <Address address={view.recipients.join(", ")} /> },
          ...(view.outcome === "accepted" ? [{ label: "Contact alias", value: <AliasLine alias={alias} /> }] : []),
        ]}
      />
      <Form action={pathOf(at, "email", "decide")} version={view.version} label="Make the decision">
        {view.outcome === "accepted" && alias.state === "by-hand" ? (
          <Checkbox
            name="aliasByHand"
            label="I have checked the answer from the contact alias and accept that a person gave it"
            hint={whyReviewed}
            value={kept?.fields.aliasByHand}
            problems={problems}
          />
        ) : null}
        <p>Another person who voted the same way is recorded as the second approver. Both names are in the log.</p>
        <Actions>
          <Button>{view.outcome === "accepted" ? "Accept the application" : "Decline the application"}</Button>
          <LinkButton variant="link" href={pathOf(at, "email")}>
            Back to the email
          </LinkButton>
        </Actions>
      </Form>
    </ApplicationPage>
  );
}

function AliasLine({
  alias: { address, state, answeredAt, answeredBy },
}: {
  alias: NonNullable<Awaited<ReturnType<typeof emailForReview>>>["alias"];
}) {
  return (
    <>
      <Address address={address} />
      <br />
      {state === "not-answered" || answeredAt === null ? (
        "Nobody has answered an email there yet"
      ) : (
        <>
          {answeredBy} answered on <Moment at={answeredAt} />
        </>
      )}
    </>
  );
}
