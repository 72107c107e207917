import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Receipt } from "@/components/application/receipt";
import { statusSentences } from "@/components/application/status-heading";
import { Panel } from "@/components/ui/banner";
import { Day } from "@/components/ui/day";
import type { TimelineEntry } from "@/components/ui/timeline";
import { aliasStep } from "@/lib/application/alias-progress";
import type { ApplicantView } from "@/lib/application/applicant-view";
import { aliasActionOf, stateOf } from "@/lib/application/status-banner";
import { addWorkingDays, dayOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { PortalPage } from "../../../portal-page";
import { applicationHere, pathOf, titleHere } from "../../here";

type Props = { params: Promise<{ reference: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleHere((await params).reference, "The application was sent");
}

/** The receipt, permanently at this address, with the current status. */
export default async function SentPage({ params }: Props) {
  const { reference } = await params;
  const { view, list, statusBanner } = await applicationHere(reference, pathOf(reference, "sent"));
  if (view.submittedAt === null || view.decisionDueOn === null) redirect(pathOf(reference));
  const open = view.status === "submitted" || view.status === "information_requested";
  const answerBy = view.status === "submitted" ? view.decisionDueOn : null;
  return (
    <PortalPage list={list} statusBanner={statusBanner}>
      <Receipt
        reference={reference}
        organization={view.organization}
        lede={
          answerBy !== null ? (
            <>
              We will answer by <Day day={answerBy} as="weekday" />.
            </>
          ) : open ? (
            "The deadline is paused until you answer our question."
          ) : undefined
        }
        steps={open ? stepsFrom(view, list, view.submittedAt, answerBy) : []}
        readers={readers(list)}
        statusHref={pathOf(reference)}
        exportHref={pathOf(reference, "export.json")}
      />
      <Panel>
        <p>Current status: {statusSentences[stateOf(view)]}.</p>
      </Panel>
    </PortalPage>
  );
}

/** What comes after sending, in the order in which it comes. */
function stepsFrom(view: ApplicantView, list: ListDefinition, submittedAt: Date, dueOn: string | null): readonly TimelineEntry[] {
  const sentOn = dayOf(submittedAt);
  const { aliasProgress: progress, alias } = view;
  return [
    ...(progress === null
      ? []
      : progress === "answered" && alias?.answeredAt
        ? [{ at: alias.answeredAt, title: aliasStep(progress) }]
        : [{ at: sentOn, title: aliasStep(progress), sentence: aliasActionOf(view, list) ?? undefined }]),
    {
      at: addWorkingDays(sentOn, 1, list.decision.freeDays),
      title: "Reviewers begin",
      sentence: "Each reviewer first works independently. If we ask you a question, the deadline is paused until you answer.",
    },
    {
      at: dueOn,
      title: "You get the decision",
      sentence: "You get it by email and on the application's page, with a reason for each criterion.",
    },
  ];
}

function readers({ decision, name }: ListDefinition): string {
  return `The ${decision.reviewers} reviewers it is assigned to, and the other members of the ${name} committee who vote. Nobody with a conflict of interest can open it.`;
}
