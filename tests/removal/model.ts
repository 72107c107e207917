/**
 * A small model of a member between its re-check and its removal, without dates and without a database. The commands have to move
 * every member exactly as it does.
 */

/** What can happen. "pass", "fail", "stands", "struck", "upheld" and "turned-down" are decisions of the committee. */
export const events = [
  "lapse",
  "propose",
  "agree 1",
  "agree 2",
  "answer",
  "pass",
  "fail",
  "submit evidence",
  "stands",
  "struck",
  "appeal",
  "upheld",
  "turned-down",
  "day of removal",
  "leave",
] as const;
export type Event = (typeof events)[number];

type Removal = {
  readonly status: "proposed" | "agreed" | "stopped" | "carried-out";
  readonly basis: "silence" | "assessment" | "person";
  /** A person stands behind it, so the member was told. */
  readonly first: boolean;
  readonly unread: boolean;
  readonly appeal: "none" | "open" | "upheld" | "turned-down";
};

export type Model = {
  readonly member: boolean;
  readonly recheck: "open" | "answered" | "lapsed" | "passed" | "failed" | "called-off";
  /** The newest one. */
  readonly removal: Removal | null;
};

export const start: Model = { member: true, recheck: "open", removal: null };

const proposed = { status: "proposed", first: false, unread: false, appeal: "none" } as const;

export function openRemoval({ removal }: Model): Removal | null {
  return removal !== null && (removal.status === "proposed" || removal.status === "agreed") ? removal : null;
}

/** Nobody moves a removal on while the committee has something of the member to read. */
function hasUnread({ recheck, removal }: Model): boolean {
  return recheck === "answered" || removal?.unread === true;
}

/** What becomes of it; the same state where the event is refused or changes nothing. */
export function stateAfter(model: Model, event: Event): Model {
  const { member, recheck, removal } = model;
  const open = openRemoval(model);
  const change = (more: Partial<Removal>): Model => (removal === null ? model : { ...model, removal: { ...removal, ...more } });
  switch (event) {
    case "lapse":
      if (recheck !== "open") return model;
      return { ...model, recheck: "lapsed", removal: open ?? { ...proposed, basis: "silence" } };
    case "propose":
      return member && open === null ? { ...model, removal: { ...proposed, basis: "person", first: true } } : model;
    case "agree 1":
      return open?.status === "proposed" && !open.first && !hasUnread(model) ? change({ first: true }) : model;
    case "agree 2":
      return open?.status === "proposed" && open.first && !hasUnread(model) ? change({ status: "agreed" }) : model;
    case "answer":
      return member && (recheck === "open" || recheck === "lapsed") ? { ...model, recheck: "answered" } : model;
    case "pass":
      if (recheck !== "answered") return model;
      return { ...(open?.basis === "silence" ? change({ status: "stopped" }) : model), recheck: "passed" };
    case "fail":
      if (recheck !== "answered") return model;
      return { ...model, recheck: "failed", removal: open?.basis === "person" ? open : { ...proposed, basis: "assessment", first: true } };
    case "submit evidence":
      return open?.first ? change({ unread: true }) : model;
    case "stands":
      return open?.unread ? change({ unread: false }) : model;
    case "struck":
      return open?.unread ? change({ unread: false, status: "stopped" }) : model;
    case "appeal":
      return (removal?.status === "agreed" || removal?.status === "carried-out") && removal.appeal === "none"
        ? change({ appeal: "open" })
        : model;
    case "upheld":
      if (removal?.appeal !== "open" || removal.status === "stopped") return model;
      if (removal.status === "agreed") return change({ appeal: "upheld", status: "stopped" });
      return { ...change({ appeal: "upheld" }), member: true };
    case "turned-down":
      return removal?.appeal === "open" && removal.status !== "stopped" ? change({ appeal: "turned-down" }) : model;
    case "day of removal":
      if (open?.status !== "agreed" || hasUnread(model) || open.appeal === "open") return model;
      return { ...change({ status: "carried-out" }), member: false, recheck: recheck === "open" ? "called-off" : recheck };
    case "leave":
      if (!member) return model;
      return {
        ...(open === null ? model : change({ status: "stopped" })),
        member: false,
        recheck: recheck === "open" || recheck === "answered" ? "called-off" : recheck,
      };
  }
}

/** Who has to act on an open removal, and what moves it; null where none is open. */
export function nextStep(model: Model): { readonly who: "committee" | "worker"; readonly by: readonly Event[] } | null {
  const open = openRemoval(model);
  if (open === null) return null;
  if (model.recheck === "answered") return { who: "committee", by: ["pass", "fail"] };
  if (open.unread) return { who: "committee", by: ["stands", "struck"] };
  if (open.appeal === "open") return { who: "committee", by: ["upheld", "turned-down"] };
  if (open.status === "agreed") return { who: "worker", by: ["day of removal"] };
  return { who: "committee", by: [open.first ? "agree 2" : "agree 1"] };
}

/** Whether the fact that a reason rests on has changed. */
export function isCured({ recheck, removal }: Model): boolean {
  return removal?.basis === "silence" && (recheck === "passed" || recheck === "failed");
}

/** Every state that can be reached, with the shortest way there. */
export function reachable(): readonly { readonly model: Model; readonly path: readonly Event[] }[] {
  const found = new Map<string, { model: Model; path: readonly Event[] }>([[JSON.stringify(start), { model: start, path: [] }]]);
  for (const { model, path } of found.values()) {
    for (const event of events) {
      const next = stateAfter(model, event);
      const key = JSON.stringify(next);
      if (!found.has(key)) found.set(key, { model: next, path: [...path, event] });
    }
  }
  return [...found.values()];
}
