import { nothingOpen, type OpenItems } from "@/lib/member/open-items";
import type { StatusFacts } from "@/lib/member/open-task";
import { istio } from "@/lists/istio";

export const quietFacts: StatusFacts = {
  since: "2026-01-10",
  leftOn: null,
  nextRecheckOn: "2027-01-10",
  leavesOn: null,
  removalOn: null,
  pausedOn: null,
  recheck: null,
  found: [],
  aliasAnswered: true,
  answers: istio.criteria.map(({ key, since, tightened = [] }) => ({
    criterion: key,
    version: tightened.at(-1)?.on ?? since,
    confirmedOn: "2026-01-10",
    confirmedBy: "member",
    verdict: null,
    policyVersion: key === "embargo-policy" ? "2022-02" : null,
  })),
  open: nothingOpen,
};

/** The same membership with something open. */
export function having(open: Partial<OpenItems>, more: Partial<StatusFacts> = {}): StatusFacts {
  const { recheck: held, removal: proposed } = { ...nothingOpen, ...open };
  // As the database has it, an answered re-check is also among what was received.
  const received =
    proposed !== null && held?.status === "answered"
      ? {
          removal: {
            ...proposed,
            received: {
              ...proposed.received,
              rechecks: [{ reference: held.reference, status: "answered", criteria: [], answeredOn: "2026-11-14", endedOn: null }],
            },
          },
        }
      : {};
  return { ...quietFacts, ...more, open: { ...nothingOpen, ...open, ...received } };
}

export const recheck = (more: Partial<NonNullable<OpenItems["recheck"]>> = {}): NonNullable<OpenItems["recheck"]> => ({
  reference: "2026-107",
  status: "open",
  dueOn: "2026-12-10",
  pausedDays: 0,
  pausedOn: null,
  graceFrom: null,
  aliasAskedOn: null,
  ...more,
});

/** A removal that a person proposed and the member was told of. */
export const removal = (more: Partial<NonNullable<OpenItems["removal"]>> = {}): NonNullable<OpenItems["removal"]> => ({
  reference: "2026-061",
  status: "proposed",
  forSilence: false,
  toldOn: "2026-11-15",
  carryOutOn: "2026-11-29",
  notifiedOn: "2026-11-15",
  held: false,
  received: { reasons: [{ criterion: "user-base", basis: "person" }], rechecks: [], answers: [], evidence: [] },
  carriedOutOn: null,
  appeal: null,
  reasons: ["user-base"],
  ...more,
});
