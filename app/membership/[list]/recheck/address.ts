type Params = Readonly<Record<string, string>>;

/** The address of a page of the re-check, as its forms lead there; `member` travels along for whoever acts for several. */
export function pathOf({ list = "" }: Params, page: string, { member }: Params, more: Params = {}): string {
  const query = new URLSearchParams({ ...(member ? { member } : {}), ...more }).toString();
  return `/membership/${encodeURIComponent(list)}/${page}${query === "" ? "" : `?${query}`}`;
}
