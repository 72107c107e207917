import { hostOf } from "@/lib/kernel/address";
import { confusableSkeleton, registrableDomain } from "@/lib/kernel/domain";

export type AliasResemblance = "same alias" | "same domain" | "look-alike domain";

/** How a contact alias resembles another one: the whole address, its registrable domain, or the domain's confusable skeleton. Null if it does not. */
export function aliasResemblance(one: string, other: string): AliasResemblance | null {
  if (one.toLowerCase() === other.toLowerCase()) return "same alias";
  const [host, otherHost] = [hostOf(one), hostOf(other)];
  if ((registrableDomain(host) ?? host) === (registrableDomain(otherHost) ?? otherHost)) return "same domain";
  return confusableSkeleton(host) === confusableSkeleton(otherHost) ? "look-alike domain" : null;
}

/** What the other organization has, as a sentence of the committee's pages ends. */
export const aliasResemblanceWords: Readonly<Record<AliasResemblance, string>> = {
  "same alias": "the same contact alias",
  "same domain": "another address at the same domain",
  "look-alike domain": "a domain that looks similar",
};
