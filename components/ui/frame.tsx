import { FocusOnArrival } from "./focus-on-arrival";
import { Mark } from "./mark";
import { StatusBanner, type StatusBannerProps } from "./status-banner";

export type FrameProps = {
  /** The name of the portal or list, beside the mark, and where it leads. */
  name: string;
  home: string;
  /** At most 5. */
  links: readonly { href: string; words: string; current?: boolean }[];
  /** Who is signed in, and the form that signs out. Nothing on public pages. */
  person?: { name: string; signOut?: React.ReactNode };
  statusBanner?: StatusBannerProps;
  /** The contact address, at the same position on every page. */
  contact: { name: string; email: string };
  accessibilityHref: string;
  sourceHref: string;
  children: React.ReactNode;
};

/** Every page's frame: skip link, header, statusBanner, main, footer. The page puts exactly one PageHeading into it. */
export function Frame({ name, home, links, person, statusBanner, contact, accessibilityHref, sourceHref, children }: FrameProps) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="header">
        <div className="width">
          <a className="mark" href={home}>
            <Mark />
            {name}
          </a>
          {links.length === 0 ? null : (
            <nav aria-label="Main">
              <ul>
                {links.slice(0, 5).map(({ href, words, current }) => (
                  <li key={href}>
                    <a href={href} aria-current={current ? "page" : undefined}>
                      {words}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          {person === undefined ? null : (
            <div className="who meta">
              <span>Signed in as {person.name}</span>
              {person.signOut}
            </div>
          )}
        </div>
      </header>
      {statusBanner === undefined ? null : <StatusBanner {...statusBanner} />}
      <main id="main" className="main width" tabIndex={-1}>
        {children}
      </main>
      <footer className="footer">
        <div className="width stack">
          <p>
            For help, write to <a href={`mailto:${contact.email}`}>{contact.email}</a> ({contact.name}).
          </p>
          <p>Days start and end at midnight UTC. Times include their zone.</p>
          <ul>
            <li>
              <a href={accessibilityHref}>Accessibility statement</a>
            </li>
            <li>
              <a href={sourceHref}>Source code of this portal</a>
            </li>
          </ul>
        </div>
      </footer>
      <FocusOnArrival />
    </>
  );
}
