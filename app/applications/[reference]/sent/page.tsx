import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Receipt } from "@/components/application/receipt";
import { statusSentences } from "@/components/application/status-heading";
import { Panel } from "@/components/ui/banner";
import type { TimelineEntry } from "@/components/ui/timeline";
import type { ApplicantView } from "@/lib/application/applicant-view";
import { stateOf } from "@/lib/application/bearing";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { PortalPage } from "../../../portal-page";
import { applicationHere, pathOf, titleHere } from "../../here";

type Props = { params: Promise<{ reference: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleHere((await params).reference, "The application was sent");
}

/** The receipt, for ever at this address, with how things stand now. */
export default async function SentPage({ params }: Props) {
  const { reference } = await params;
  const { view, list, bearing } = await applicationHere(reference, pathOf(reference, "sent"));
  if (view.submittedAt === null || view.decisionDueOn === null) redirect(pathOf(reference));
  return (
    <PortalPage list={list} bearing={bearing}>
      <Receipt
        reference={reference}
        organization={view.organization}
        answerBy={view.decisionDueOn}
        steps={stepsFrom(view, view.submittedAt, view.decisionDueOn)}
        readers={readers(list)}
        statusHref={pathOf(reference)}
        exportHref={pathOf(reference, "export.json")}
      />
      <Panel>
        <p>How it stands now: {statusSentences[stateOf(view)]}.</p>
      </Panel>
    </PortalPage>
  );
}

function stepsFrom(view: ApplicantView, submittedAt: Date, dueOn: string): readonly TimelineEntry[] {
  const sentOn = dayOf(submittedAt);
  const answered = view.alias?.state === "answered";
  return [
    { at: dueOn, title: "You hear the decision", sentence: "With a reason for each criterion, by letter and on the application's page." },
    { at: addDays(sentOn, 1), title: "Reviewers begin", sentence: "Each reads alone first. A question to you stops the clock." },
    answered && view.alias?.answeredAt
      ? { at: view.alias.answeredAt, title: "A person answered at the contact alias" }
      : { at: sentOn, title: "Somebody answers at the contact alias", sentence: view.contactAlias ?? undefined },
  ];
}

function readers({ decision, name }: ListDefinition): string {
  return `${decision.reviewers} reviewers of the committee of ${name}, and those of the committee who vote. Nobody with a conflict of interest can open it.`;
}
