/**
 * A small model of a member between its re-check and its removal, without dates and without a database. The commands have to move
 * every member exactly as it does.
 */

/**
 * What can happen. The re-check asks two criteria, and the member says that one of them, its community, no longer holds; a person's
 * proposal names the other, or ("propose alias", while nothing else is open) that nobody confirms its contact alias. "alias confirmed": the
 * alias is asked and answers, or, where a reader has disowned it, another address takes its place. "re-check of some" is another one, of the other alone unless nobody answered. "found met" is a chair's
 * verdict on the community, outside a re-check. "pass", "fail", "stands", "struck", "upheld" and "turned-down" are decisions of the committee too.
 */
export const events = [
  "expire",
  "propose",
  "propose alias",
  "agree 1",
  "agree 2",
  "re-check of some",
  "answer",
  "pass",
  "fail",
  "found met",
  "alias disowned",
  "alias confirmed",
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
  readonly basis: "silence" | "assessment" | "person" | "alias";
  /** A person approved it, so the member was told. */
  readonly first: boolean;
  readonly unread: boolean;
  readonly appeal: "none" | "open" | "upheld" | "turned-down";
};

export type Model = {
  readonly member: boolean;
  readonly recheck: "open" | "answered" | "expired" | "passed" | "failed" | "called-off";
  /** The newest re-check asks about the community too. */
  readonly asksAll: boolean;
  /** What a re-check calls for and another open removal keeps from being proposed. */
  readonly waits: { readonly silence: boolean; readonly finding: boolean };
  /** The newest one. */
  readonly removal: Removal | null;
};

const nothing = { silence: false, finding: false } as const;

export const start: Model = { member: true, recheck: "open", asksAll: true, waits: nothing, removal: null };

const proposed = { status: "proposed", first: false, unread: false, appeal: "none" } as const;

export function openRemoval({ removal }: Model): Removal | null {
  return removal !== null && (removal.status === "proposed" || removal.status === "agreed") ? removal : null;
}

/** Nobody moves a removal on while the committee has something of the member to read. */
function hasUnread({ recheck, removal }: Model): boolean {
  return recheck === "answered" || removal?.unread === true;
}

/** The open removal ends, and what waited for that is proposed: the silence of the newest re-check first. */
function ended(model: Model): Model {
  if (model.removal === null) return model;
  const { waits } = model;
  if (waits.silence) return { ...model, waits: { ...waits, silence: false }, removal: { ...proposed, basis: "silence" } };
  if (waits.finding) return { ...model, waits: nothing, removal: { ...proposed, basis: "assessment", first: true } };
  return { ...model, removal: { ...model.removal, status: "stopped" } };
}

/** What becomes of it; the same state where the event is refused or changes nothing. */
export function stateAfter(model: Model, event: Event): Model {
  const { member, recheck, asksAll, waits, removal } = model;
  const open = openRemoval(model);
  const change = (more: Partial<Removal>): Model => (removal === null ? model : { ...model, removal: { ...removal, ...more } });
  switch (event) {
    case "expire":
      if (recheck !== "open") return model;
      if (open !== null) return { ...model, recheck: "expired", waits: { ...waits, silence: true } };
      return { ...model, recheck: "expired", removal: { ...proposed, basis: "silence" } };
    case "propose":
      return member && open === null ? { ...model, removal: { ...proposed, basis: "person", first: true } } : model;
    case "propose alias":
      return member && recheck === "open" && asksAll && removal === null
        ? { ...model, removal: { ...proposed, basis: "alias", first: true } }
        : model;
    case "alias disowned":
      return model;
    case "alias confirmed":
      return member && open?.basis === "alias" ? ended(model) : model;
    case "agree 1":
      return open?.status === "proposed" && !open.first && !hasUnread(model) ? change({ first: true }) : model;
    case "agree 2":
      return open?.status === "proposed" && open.first && !hasUnread(model) ? change({ status: "agreed" }) : model;
    case "answer":
      if (!member || (recheck !== "open" && recheck !== "expired")) return model;
      return { ...model, recheck: "answered", waits: { ...waits, silence: false } };
    case "re-check of some":
      if (!member || recheck === "open" || recheck === "answered") return model;
      return { ...model, recheck: "open", asksAll: recheck === "expired" && asksAll, waits: { ...waits, silence: false } };
    case "pass":
      if (recheck !== "answered") return model;
      return asksAll || open?.basis === "silence" ? foundMet({ ...model, recheck: "passed" }) : { ...model, recheck: "passed" };
    case "fail":
      if (recheck !== "answered" || !asksAll) return model;
      if (open !== null && open.basis !== "silence") return { ...model, recheck: "failed", waits: { ...waits, finding: true } };
      return { ...model, recheck: "failed", waits: nothing, removal: { ...proposed, basis: "assessment", first: true } };
    case "found met":
      return member ? foundMet(model) : model;
    case "submit evidence":
      return open?.first ? change({ unread: true }) : model;
    case "stands":
      return open?.unread ? change({ unread: false }) : model;
    case "struck":
      return open?.unread ? ended(change({ unread: false })) : model;
    case "appeal":
      return (removal?.status === "agreed" || removal?.status === "carried-out") && removal.appeal === "none"
        ? change({ appeal: "open" })
        : model;
    case "upheld":
      if (removal?.appeal !== "open" || removal.status === "stopped") return model;
      if (removal.status === "agreed") return ended(change({ appeal: "upheld" }));
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

/** The community is found to be met: a finding on it ends, and so does silence where a re-check passed. */
function foundMet(model: Model): Model {
  const open = openRemoval(model);
  const met = { ...model, waits: { ...model.waits, finding: false } };
  return open?.basis === "assessment" || (open?.basis === "silence" && model.recheck === "passed") ? ended(met) : met;
}

/** Who has to act on an open removal, and what moves it; null where none is open. */
export function nextStep(model: Model): { readonly who: "committee" | "worker"; readonly by: readonly Event[] } | null {
  const open = openRemoval(model);
  if (open === null) return null;
  if (model.recheck === "answered") return { who: "committee", by: model.asksAll ? ["pass", "fail"] : ["pass"] };
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
