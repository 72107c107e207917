import { Day } from "@/components/ui/day";
import { Entry, LogTitle } from "@/components/ui/entry";
import { PageHeading } from "@/components/ui/page-heading";
import { Timeline, type TimelineEntry } from "@/components/ui/timeline";
import type { Day as CalendarDay } from "@/lib/kernel/calendar";

/**
 * The receipt of a sent application, for ever at one address: the reference large, the day of the answer, the next steps
 * with their dates, who reads it, and how to keep a copy.
 */
export function Receipt({
  reference,
  organization,
  answerBy,
  steps,
  readers,
  statusHref,
  exportHref,
}: {
  reference: string;
  organization: string;
  answerBy: CalendarDay;
  steps: readonly TimelineEntry[];
  /** Who reads the application, one sentence. */
  readers: string;
  statusHref: string;
  exportHref: string;
}) {
  return (
    <>
      <PageHeading
        caption={organization}
        title="The application was sent"
        lede={
          <>
            We answer by <Day day={answerBy} as="weekday" />.
          </>
        }
      />
      <Entry margin="Reference">
        <p className="reference-large" translate="no">
          {reference}
        </p>
        <p>Quote it when you write to us. This page keeps its address and shows the state of the application.</p>
      </Entry>
      <LogTitle margin="Next" title="What happens next" />
      <Timeline label="What happens next" entries={steps} />
      <Entry margin="Readers" title="Who reads it">
        <p>{readers}</p>
      </Entry>
      <Entry margin="Copy" title="Keep a copy">
        <p>
          Print this page from your browser, or <a href={exportHref}>save all answers as data</a>.
        </p>
        <p>
          <a href={statusHref}>Follow the application</a>
        </p>
      </Entry>
    </>
  );
}
