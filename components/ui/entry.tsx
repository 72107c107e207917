type EntryProps = {
  /** The content of the margin: a date, a reference, the name of the section unless it is the title. Empty keeps the column. */
  margin?: React.ReactNode;
  /** A heading of the content, one below the h1 unless `level` says 3. */
  title?: React.ReactNode;
  level?: 2 | 3;
  /** For links that point into the page. */
  id?: string;
  /** Without the rule on top, for what follows the heading directly. */
  plain?: boolean;
  children: React.ReactNode;
};

/** One entry of the log: margin and content side by side from 62rem, the margin above its entry below that. */
export function Entry({ margin, title, level = 2, id, plain = false, children }: EntryProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section id={id} className={plain ? "entry entry-plain" : "entry"}>
      <div className="margin">{margin === title ? null : margin}</div>
      <div className="stack">
        {title === undefined ? null : <Heading>{title}</Heading>}
        {children}
      </div>
    </section>
  );
}

/** The title of a log whose entries follow with margins of their own. */
export function LogTitle({ margin, title }: { margin?: React.ReactNode; title: React.ReactNode }) {
  return (
    <div className="entry entry-title">
      <div className="margin">{margin}</div>
      <h2>{title}</h2>
    </div>
  );
}

/** Two columns 7 to 5 from 62rem, stacked below: first what is reviewed, then the finding. */
export function Columns({ left, right }: { left: React.ReactNode; right: React.ReactNode }) {
  return (
    <div className="columns">
      <div>{left}</div>
      <div>{right}</div>
    </div>
  );
}
