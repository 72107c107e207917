export type Tab = { href: string; words: string; current?: boolean; count?: number };

/** Neighbouring pages as links; the open one is marked, and each has its own address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>
        {tabs.map(({ href, words, current, count }) => (
          <li key={href}>
            <a href={href} aria-current={current ? "page" : undefined}>
              {words}
              {count === undefined ? null : ` (${count})`}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
