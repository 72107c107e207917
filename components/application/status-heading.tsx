import { PageHeading } from "@/components/ui/page-heading";

/** The states an applicant sees; each says whether action is needed. */
export const statusSentences = {
  draft: "The application is a draft",
  "waiting-for-alias": "Waiting for an answer from your contact alias",
  "alias-disowned": "Somebody who reads your contact alias said that it is not yours",
  "in-review": "The committee is reviewing your application",
  question: "The committee has a question for you",
  "being-written": "The decision is being written",
  accepted: "Your application was accepted",
  declined: "Your application was declined",
  withdrawn: "The application was withdrawn",
  deleted: "The draft was deleted because nobody finished it",
} as const;

export type ShownState = keyof typeof statusSentences;

/** The state as the h1, with the reference and the organization above it and what it means for the reader below. */
export function StatusHeading({
  state,
  reference,
  organization,
  lede,
}: {
  state: ShownState;
  reference: string;
  organization: string;
  lede: React.ReactNode;
}) {
  return (
    <PageHeading
      caption={
        <>
          Application {reference}, {organization}
        </>
      }
      title={statusSentences[state]}
      lede={lede}
    />
  );
}
