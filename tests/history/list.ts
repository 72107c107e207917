import { defineList } from "@/lists/define";
import { istio } from "@/lists/istio";

/**
 * The Istio list as it was kept in public: addresses in the table, the Envoy criterion dropped on 2024-06-20, and one version of
 * the embargo policy, because the history says nothing of who accepted the second.
 */
export const historyList = defineList({
  ...istio,
  slug: "istio-history",
  criteria: istio.criteria.map((criterion) => (criterion.key === "envoy-list" ? { ...criterion, until: "2024-06-20" } : criterion)),
  embargoPolicy: istio.embargoPolicy.slice(0, 1),
  roster: { publishesAddresses: true, columns: { organization: "Organization", address: "Email", since: "Member since" } },
});
