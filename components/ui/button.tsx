type Variant = "main" | "second" | "link";

const classes: Readonly<Record<Variant, string>> = { main: "button", second: "button button-second", link: "button-link" };

/** A button that sends its form. With `name` and `value` the form learns which one was pressed. Never disabled. */
export function Button({
  variant = "main",
  name,
  value,
  hint,
  children,
}: {
  variant?: Variant;
  name?: string;
  value?: string;
  hint?: string;
  children: React.ReactNode;
}) {
  return (
    <button type="submit" className={classes[variant]} name={name} value={value}>
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
export function LinkButton({ variant = "main", href, children }: { variant?: Variant; href: string; children: React.ReactNode }) {
  return (
    <a className={classes[variant]} href={href}>
      {children}
    </a>
  );
}

/** The row of actions that ends a form or a page; the main one first. */
export function Actions({ children }: { children: React.ReactNode }) {
  return <div className="actions">{children}</div>;
}
