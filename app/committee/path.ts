/** The address of a page about one application, for its committee. */
export function pathOf({ list, reference }: { readonly list?: string; readonly reference?: string }, ...rest: readonly string[]): string {
  return `/committee/${[list ?? "", "applications", reference ?? "", ...rest].map(encodeURIComponent).join("/")}`;
}
