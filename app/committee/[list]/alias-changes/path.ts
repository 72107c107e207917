/** The address of the committee's pages about changes of contact aliases. */
export function changesPath(list: string | undefined, reference = "", search: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(search).toString();
  const path = `/committee/${encodeURIComponent(list ?? "")}/alias-changes${reference === "" ? "" : `/${encodeURIComponent(reference)}`}`;
  return `${path}${query === "" ? "" : `?${query}`}`;
}
