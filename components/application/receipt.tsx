import { Entry, LogTitle } from "@/components/ui/entry";
import { PageHeading } from "@/components/ui/page-heading";
import { Timeline, type TimelineEntry } from "@/components/ui/timeline";

/**
 * The receipt of a sent application, for ever at one address: the reference large, the day of the answer, the next steps
 * with their dates, who reads it, and how to keep a copy.
 */
export function Receipt({
  reference,
  organization,
  lede,
  steps,
  readers,
  statusHref,
  exportHref,
}: {
  reference: string;
  organization: string;
  /** The day of the answer, while the application is open. */
  lede?: React.ReactNode;
  steps: readonly TimelineEntry[];
  /** Who reads the application, one sentence. */
  readers: string;
  statusHref: string;
  exportHref: string;
}) {
  return (
    <>
      <PageHeading caption={organization} title="The application was sent" lede={lede} />
      <Entry margin="Reference">
        <p className="reference-large" translate="no">
          {reference}
        </p>
        <p>Quote it when you write to us. You can return to this page at any time to see the status of the application.</p>
      </Entry>
      {steps.length === 0 ? null : (
        <>
          <LogTitle margin="Next" title="What happens next" />
          <Timeline label="What happens next" entries={steps} />
        </>
      )}
      <Entry margin="Readers" title="Who can read it">
        <p>{readers}</p>
      </Entry>
      <Entry margin="Copy" title="Keep a copy">
        <p>
          Print this page from your browser, or <a href={exportHref}>download all answers as JSON</a>.
        </p>
        <p>
          <a href={statusHref}>Follow the application</a>
        </p>
      </Entry>
    </>
  );
}
