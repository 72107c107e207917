import { defineList } from "@/lists/define";
import { istio } from "@/lists/istio";

/** Istio with a version of the embargo policy that is announced before it holds, and a criterion that is tightened with notice. */
export const comingList = defineList({
  ...istio,
  slug: "coming",
  criteria: istio.criteria.map((criterion) =>
    criterion.key === "user-base"
      ? { ...criterion, tightened: [{ announcedOn: "2027-01-10", on: "2027-03-01", what: "two public users are named" }] }
      : criterion,
  ),
  embargoPolicy: [
    ...istio.embargoPolicy,
    { version: "2027-02", announcedOn: "2027-01-15", since: "2027-02-15", paragraphs: ["Keep it secret."], summary: ["Keep it secret."] },
  ],
});
