/** The page's only h1, with an optional caption above it ("Criterion 3 of 7") and a lede under it. It can take the focus. */
export function PageHeading({
  caption,
  title,
  lede,
  children,
}: {
  caption?: React.ReactNode;
  title: React.ReactNode;
  lede?: React.ReactNode;
  children?: React.ReactNode;
}) {
  return (
    <div className="heading">
      {caption === undefined ? null : <p className="caption">{caption}</p>}
      <h1 tabIndex={-1}>{title}</h1>
      {lede === undefined ? null : <p className="lede">{lede}</p>}
      {children}
    </div>
  );
}

/** The link back, above the heading; its text names the target page. */
export function BackLink({ href, words }: { href: string; words: string }) {
  return (
    <a className="back" href={href}>
      {words}
    </a>
  );
}
