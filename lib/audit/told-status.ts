import type { AuditAction } from "./actions";

/** An event about one thing, as far as its status depends on it. */
export type StatusEvent = {
  readonly action: string;
  readonly list: string | null;
  readonly data: Readonly<Record<string, unknown>>;
};

/** How the events about one thing, oldest first, lead to the value of its status column; null where none of them sets it. */
export type ToldStatus = {
  readonly actions: readonly AuditAction[];
  readonly of: (events: readonly StatusEvent[]) => string | null;
};

/** For a status that each event sets by itself: to a fixed value, or to one that its data holds. */
export function lastTold(steps: Partial<Record<AuditAction, string | ((data: StatusEvent["data"]) => string)>>): ToldStatus {
  const known = new Map(Object.entries(steps));
  return {
    actions: [...known.keys()] as AuditAction[],
    of: (events) => {
      const last = events.findLast(({ action }) => known.has(action));
      const step = last && known.get(last.action);
      return last === undefined || step === undefined ? null : typeof step === "string" ? step : step(last.data);
    },
  };
}

const moved: Partial<Record<string, string>> = {
  "application.started": "draft",
  "application.submitted": "submitted",
  "application.accepted": "accepted",
  "application.declined": "declined",
  "application.withdrawn": "withdrawn",
  "application.draft_ended": "withdrawn",
} satisfies Partial<Record<AuditAction, string>>;

/** An application waits for the applicant as long as a question on some criterion is neither answered nor closed. */
export const applicationTold: ToldStatus = {
  actions: [...(Object.keys(moved) as AuditAction[]), "information.requested", "application.information_provided", "information.closed"],
  of: (events) => {
    const open = new Set<unknown>();
    let status: string | null = null;
    for (const { action, data } of events) {
      if (action === "information.requested") open.add(data.criterion);
      else open.delete(data.criterion);
      status = moved[action] ?? (open.size > 0 ? "information_requested" : "submitted");
    }
    return status;
  },
};

/** The roles that somebody holds now, as "istio chair, layer5 reviewer"; "" for none. */
export const rolesTold: ToldStatus = {
  actions: ["role.granted", "role.revoked"],
  of: (events) => {
    const held = new Set<string>();
    for (const { action, list, data } of events) held[action === "role.granted" ? "add" : "delete"](`${list} ${data.role}`);
    return [...held].sort().join(", ");
  },
};
