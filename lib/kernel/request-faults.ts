/** The header in which the web process numbers each request. What a client writes there is replaced. */
export const requestNumberHeader = "x-portal-request";

/** What broke while a request was answered. */
export type RequestFault = { readonly unavailable: boolean; readonly reference: string | null };

/** On globalThis: the framework's build has its own copy of this file. The web process removes each entry again. */
const kept = globalThis as typeof globalThis & { portalRequestFaults?: Map<string, RequestFault> };

/** Errors by the number of their request. */
export function requestFaults(): Map<string, RequestFault> {
  kept.portalRequestFaults ??= new Map();
  return kept.portalRequestFaults;
}
