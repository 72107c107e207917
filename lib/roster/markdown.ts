import type { ListDefinition } from "@/lib/list/definition";

type Entry = { readonly organization: string; readonly since: string; readonly address: string | null };

/**
 * The roster as the markdown table that projects keep in their SECURITY.md. The same roster gives the same bytes: rows in the
 * order given, one space around cells, one line feed at each end.
 */
export function rosterMarkdown(list: ListDefinition, entries: readonly Entry[]): string {
  const { organization, address, since } = list.roster.columns;
  const columns: { title: string; cell: (entry: Entry) => string }[] = [
    ...(address && list.roster.publishesAddresses ? [{ title: address, cell: (entry: Entry) => entry.address ?? "" }] : []),
    { title: organization, cell: (entry: Entry) => entry.organization },
    ...(since ? [{ title: since, cell: (entry: Entry) => entry.since }] : []),
  ];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  return [
    line(columns.map(({ title }) => cellText(title))),
    line(columns.map(() => "---")),
    ...entries.map((entry) => line(columns.map(({ cell }) => cellText(cell(entry))))),
  ].join("");
}

/** What would end a cell or start a link, an image or markup is escaped, so that a name stays a name. */
function cellText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\|`*_<>[\]]/g, "\\$&");
}
