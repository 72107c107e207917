export type Filter =
  | { type: "text"; name: string; label: string; value: string }
  | { type: "select"; name: string; label: string; value: string; options: readonly { value: string; label: string }[] };

/** Filters above a list. A GET form: the address is the only state, so a copied link shows the same rows. */
export function FilterForm({
  action,
  filters,
  keep = {},
  label = "Filter",
}: {
  action: string;
  filters: readonly Filter[];
  keep?: Readonly<Record<string, string>>;
  label?: string;
}) {
  return (
    <search>
      <form className="filters" action={action} method="get" aria-label={label}>
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {filters.map((filter) => (
          <div key={filter.name}>
            <label htmlFor={`filter-${filter.name}`}>{filter.label}</label>
            {filter.type === "text" ? (
              <input className="input" type="search" id={`filter-${filter.name}`} name={filter.name} defaultValue={filter.value} />
            ) : (
              <select className="input" id={`filter-${filter.name}`} name={filter.name} defaultValue={filter.value}>
                {filter.options.map(({ value, label: words }) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </select>
            )}
          </div>
        ))}
        <button type="submit" className="button button-second">
          {label}
        </button>
      </form>
    </search>
  );
}

/** The filters in force, each a link to the same list without it. */
export function Chips({ chips }: { chips: readonly { words: string; without: string }[] }) {
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="Active filters">
      {chips.map(({ words, without }) => (
        <li key={words}>
          <a className="chip" href={without}>
            <span className="sr-only">Remove filter: </span>
            {words}
            <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
