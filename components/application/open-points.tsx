/** Everything that is missing before something can be sent, each a link to where it is answered. */
export function OpenPoints({ title = "Still open", points }: { title?: string; points: readonly { href: string; words: string }[] }) {
  if (points.length === 0) return null;
  return (
    <div className="panel stack">
      <h2>{title}</h2>
      <ul className="list">
        {points.map(({ href, words }) => (
          <li key={`${href} ${words}`}>
            <a href={href}>{words}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
