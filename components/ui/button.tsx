type Look = "main" | "second" | "link";

const classes: Readonly<Record<Look, string>> = { main: "button", second: "button button-second", link: "button-link" };

/** A button that sends its form. With `name` and `value` the form learns which one was pressed. Never disabled. */
export function Button({
  look = "main",
  name,
  value,
  hint,
  children,
}: {
  look?: Look;
  name?: string;
  value?: string;
  hint?: string;
  children: React.ReactNode;
}) {
  return (
    <button type="submit" className={classes[look]} name={name} value={value}>
      {children}
      {hint === undefined ? null : (
        <>
          {" "}
          <span className="sr-only">{hint}</span>
        </>
      )}
    </button>
  );
}

/** A link that looks like a button, to a page where something is done. */
export function LinkButton({ look = "main", href, children }: { look?: Look; href: string; children: React.ReactNode }) {
  return (
    <a className={classes[look]} href={href}>
      {children}
    </a>
  );
}

/** The row of actions that ends a form or a page; the main one first. */
export function Actions({ children }: { children: React.ReactNode }) {
  return <div className="actions">{children}</div>;
}
