type Params = Readonly<Record<string, string>>;

/** The address of one re-check for its committee, or of a page of it. */
export function recheckPath({ list = "", reference = "" }: Params, more: Params = {}): string {
  const query = new URLSearchParams(more).toString();
  return `/committee/${encodeURIComponent(list)}/rechecks/${encodeURIComponent(reference)}${query === "" ? "" : `?${query}`}`;
}
