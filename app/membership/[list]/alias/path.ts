/** The address of a page of a membership's contact alias, whichever memberships the reader has. */
export function aliasPath(
  list: string | undefined,
  page: "" | "new" | "check",
  search: Readonly<Record<string, string | undefined>>,
): string {
  const given = Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "");
  const query = new URLSearchParams(given).toString();
  return `/membership/${encodeURIComponent(list ?? "")}/alias${page === "" ? "" : `/${page}`}${query === "" ? "" : `?${query}`}`;
}
