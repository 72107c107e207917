import { domainLists } from "@/lib/kernel/domain";
import type { Criterion } from "@/lib/list/definition";
import type { ValidationContext } from "@/lib/list/kind";
import type { KindName } from "@/lib/list/kind-names";

/** What is known around an answer in these tests: a portal, one member (Globex) and the policy of 2022. */
export const around: ValidationContext = {
  portalDomain: "portal.example",
  memberDomains: ["globex.example"],
  domains: domainLists,
  contactAddress: "committee@list.example",
  ownAddresses: ["ada.acme@acme.example"],
  asksReasons: true,
  today: "2026-11-16",
  ownAlias: "security@acme.example",
  policyVersion: "2022-02",
};

/** A criterion that only matters for its kind and settings. */
export function criterionOf(kind: KindName, settings: Record<string, unknown> = {}, more: Partial<Criterion> = {}): Criterion {
  const words = "Something is so.";
  return {
    key: "condition",
    kind,
    title: "Condition",
    rule: words,
    question: words,
    why: words,
    whatWeCheck: words,
    goodEvidence: words,
    notEnough: words,
    whatWouldHelp: words,
    recheckQuestion: words,
    announcedOn: "2026-01-01",
    since: "2026-01-01",
    alsoCalled: ["condition"],
    settings,
    ...more,
  };
}
