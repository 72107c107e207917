/** Which button was pressed, as the form sends it. */
export type Press = { name: string; value: string };

export type FormProps = {
  /** The address of a stable route handler. */
  action: string;
  /** The version of what is edited, as it was when the page was rendered; a newer one on the server is a conflict. */
  version?: number | string;
  /** The key of this sending; a repeated request with the same key does nothing twice. */
  submissionKey?: string;
  /** Other fields that travel along. */
  hidden?: Readonly<Record<string, string>>;
  /** What Enter does in a form that holds more than one button: browsers press the first, which may be "Add another". */
  onEnter?: Press;
  /** Names the form for assistive technology when a page has several. */
  label?: string;
  id?: string;
  children: React.ReactNode;
};

/** The one form: posts without script, leaves all checking to the server, and keeps what was typed. */
export function Form({ action, version, submissionKey, hidden = {}, onEnter, label, id, children }: FormProps) {
  return (
    <form id={id} className="form" action={action} method="post" noValidate aria-label={label}>
      {version === undefined ? null : <Hidden name="version" value={String(version)} />}
      {submissionKey === undefined ? null : <Hidden name="key" value={submissionKey} />}
      {Object.entries(hidden).map(([name, value]) => (
        <Hidden key={name} name={name} value={value} />
      ))}
      {onEnter === undefined ? null : <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true" {...onEnter} />}
      {children}
    </form>
  );
}

/** A field that travels along unseen. */
function Hidden({ name, value }: { name: string; value: string }) {
  return <input type="hidden" name={name} value={value} />;
}
