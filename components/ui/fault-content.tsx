import { PageHeading } from "./page-heading";

/** The page for what does not exist and for what is not the reader's to open: the same words for both, naming nothing. */
export function NotFoundContent({ home, contact }: { home: string; contact?: string }) {
  return (
    <>
      <PageHeading title="This page does not exist, or you do not have access to it" />
      <div className="stack">
        <p>Check the link. If you were invited with another email address, sign in with that one.</p>
        <p>
          <a href={home}>Go to the home page</a>
          {contact === undefined ? null : (
            <>
              {" "}
              or write to <a href={`mailto:${contact}`}>{contact}</a>
            </>
          )}
          .
        </p>
      </div>
    </>
  );
}

/** The page for an unexpected error: whether the answers were kept, when to try again, whom to email, what to quote. */
export function FaultContent({ saved, contact, reference }: { saved?: boolean; contact?: string; reference?: string }) {
  return (
    <>
      <PageHeading title="Sorry, there is a problem with the service" />
      <div className="stack">
        {saved === undefined ? null : (
          <p>{saved ? "What you typed was saved." : "What you typed was not saved. Go back in your browser to see it."}</p>
        )}
        <p>Try again in a few minutes.</p>
        {contact === undefined ? null : (
          <p>
            If it happens again, write to <a href={`mailto:${contact}`}>{contact}</a>.
          </p>
        )}
        {reference === undefined ? null : (
          <p>
            Quote this reference: <span className="exact">{reference}</span>
          </p>
        )}
      </div>
    </>
  );
}
