import { hostOf } from "@/lib/kernel/address";
import { domainLists, registrableDomain } from "@/lib/kernel/domain";

/** Whether two people work for the same organization, as far as their addresses say. */
export function sameEmployer(one: string, other: string): boolean {
  const employer = employerDomain(one);
  return employer !== null && employer === employerDomain(other);
}

/**
 * The registrable domain behind a person's address, when it says for whom they work: "corp.example" for "jo@mail.corp.example".
 * Null for free and disposable mail, also by a list that errs at times, which say nothing, and for what is no address.
 */
export function employerDomain(email: string): string | null {
  const host = hostOf(email);
  const service = domainLists.serviceAt(host);
  return service === "free-mail" || service === "disposable" || service === "listed" ? null : registrableDomain(host);
}
