import { istio } from "@/lists/istio";

const [userBase] = istio.criteria.filter(({ key }) => key === "user-base");
if (userBase === undefined) throw new Error("The list asks for no users");

/** The day from which the announced criterion counts. */
export const countsFrom = "2027-06-01";

/** Istio with a criterion that is announced, and counts months later. */
export const announcedList = {
  ...istio,
  criteria: [...istio.criteria, { ...userBase, key: "announced", title: "Announced", announcedOn: "2026-11-01", since: countsFrom }],
};
