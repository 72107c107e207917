/** The address of a list's alerts, or of one of them. */
export function alertsPath(list: string, ...rest: readonly string[]): string {
  return `/committee/${[list, "alerts", ...rest].map(encodeURIComponent).join("/")}`;
}

/** The address of results of automatic checks about a member. */
export function checksPath(list: string, member: string, ...rest: readonly string[]): string {
  return `/committee/${[list, "checks", member, ...rest].map(encodeURIComponent).join("/")}`;
}
