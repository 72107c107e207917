/** What has just been done, above the h1. Takes the focus, is read out, and is gone on the next page. */
export function Banner({ title, children }: { title: React.ReactNode; children?: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noAutofocus: the news must be found without script
    <div className="panel banner stack" role="status" tabIndex={-1} data-focus="" autoFocus>
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

/** The message for a query parameter, from the sentences of a page. An unknown value shows nothing. */
export function DoneBanner({ done = "", sentences }: { done?: string; sentences: Readonly<Record<string, string>> }) {
  return Object.hasOwn(sentences, done) ? <Banner title={sentences[done]} /> : null;
}

/** A highlighted paragraph that is not a message: who can read this page, what ends when. */
export function Panel({ children }: { children: React.ReactNode }) {
  return <div className="panel stack">{children}</div>;
}
