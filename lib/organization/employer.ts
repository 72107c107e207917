import { hostOf } from "@/lib/kernel/address";
import { domainLists, registrableDomain } from "@/lib/kernel/domain";

/** Whether two people work for the same organization, as far as their addresses say. */
export function sameEmployer(one: string, other: string): boolean {
  const employer = employerDomain(one);
  return employer !== null && employer === employerDomain(other);
}

/**
 * The registrable domain of a person's address if it shows their employer: "corp.example" for "jo@mail.corp.example".
 * Null for free and disposable mail, also on a list that contains mistakes, and for anything that is not an address.
 */
export function employerDomain(email: string): string | null {
  const host = hostOf(email);
  const service = domainLists.serviceAt(host);
  return service === "free-mail" || service === "disposable" || service === "listed" ? null : registrableDomain(host);
}
