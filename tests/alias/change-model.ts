/**
 * What a change of a contact alias has to do, said a second time and without a database: one state, one function. Time is counted in
 * half days; what no longer matters is left out of the state, so that there are finitely many and all of them can be visited.
 */
export type Model = {
  readonly member: boolean;
  readonly deputy: boolean;
  /** Addresses on the delivery roster; every one of them is proved. */
  readonly aliases: readonly ("old" | "new")[];
  readonly change: Change | null;
  /** How the last one ended. */
  readonly last: "completed" | "stopped" | "expired" | null;
};

export type Change = {
  readonly status: "asked" | "waiting" | "moving";
  readonly mode: "replace" | "add";
  readonly needsAgreement: boolean;
  readonly agrees: readonly Reviewer[];
  readonly agreed: boolean;
  /** Asked: half days in which the address may answer. Waiting: half days until the wait is over, below zero since then. */
  readonly left: number;
  /** The newest email at the new address: how long its link is good, what was said there, and how long ago. */
  readonly email: { readonly good: number; readonly lastResponse: null | "answered" | "odd" | "disowned"; readonly ago: number };
  /** Somebody said that the new address is not the organization's, and nobody has carried it on yet. */
  readonly disowned: boolean;
  readonly release: "nobody" | "chair";
};

export const reviewers = ["rita", "raj", "cora"] as const;
export type Reviewer = (typeof reviewers)[number];

const ticks = { answer: 14, wait: 6, agree: 60, link: 2 } as const;

export type Event =
  | { readonly do: "ask"; readonly mode: "replace" | "add"; readonly other: boolean }
  | { readonly do: "answer" | "answer-oddly" | "disown" | "follow" | "resend" | "move" | "expire" | "close" | "leave" | "lose-deputy" }
  | { readonly do: "replay-old-link" | "release-ask" | "release-agree" }
  | { readonly do: "agree" | "object"; readonly who: Reviewer }
  | { readonly do: "stop"; readonly who: "primary" | "deputy" | "old-link" | "deputy-link" }
  | { readonly do: "wait"; readonly ticks: number };

export const events: readonly Event[] = [
  { do: "ask", mode: "replace", other: false },
  { do: "ask", mode: "replace", other: true },
  { do: "ask", mode: "add", other: false },
  ...(
    [
      "answer",
      "answer-oddly",
      "disown",
      "follow",
      "resend",
      "move",
      "expire",
      "close",
      "leave",
      "lose-deputy",
      "replay-old-link",
      "release-ask",
      "release-agree",
    ] as const
  ).map((name) => ({ do: name })),
  ...reviewers.map((who) => ({ do: "agree", who }) as const),
  { do: "object", who: "rita" },
  ...(["primary", "deputy", "old-link", "deputy-link"] as const).map((who) => ({ do: "stop", who }) as const),
  { do: "wait", ticks: 1 },
  { do: "wait", ticks: 6 },
  { do: "wait", ticks: 61 },
];

export const beginning: Model = { member: true, deputy: true, aliases: ["old"], change: null, last: null };

const written = { good: ticks.link, lastResponse: null, ago: 0 } as const;

/** What an event makes of a state. What is refused leaves it as it was. */
export function after(state: Model, event: Event): Model {
  const { change } = state;
  switch (event.do) {
    case "ask":
      return asked(state, event);
    case "leave":
      return { ...state, member: false, aliases: [] };
    case "lose-deputy":
      return { ...state, deputy: false };
    default:
      return change === null ? state : underWay(state, change, event);
  }
}

/** One change at a time; what replaced the old address is the old address of the next. */
function asked(state: Model, { mode, other }: Extract<Event, { do: "ask" }>): Model {
  const aliases = state.aliases.length === 1 ? (["old"] as const) : state.aliases;
  if (!state.member || state.change !== null || aliases.length !== 1) return state;
  const change: Change = {
    status: "asked",
    mode,
    needsAgreement: other,
    agrees: [],
    agreed: false,
    left: ticks.answer,
    email: written,
    disowned: false,
    release: "nobody",
  };
  return { ...state, aliases, last: null, change };
}

function underWay(state: Model, change: Change, event: Exclude<Event, { do: "ask" }>): Model {
  const { status, email } = change;
  const now = (facts: Partial<Change>): Model => ({ ...state, change: { ...change, ...facts } });
  switch (event.do) {
    case "wait":
      return now({ left: later(change, event.ticks), email: olderEmail(email, event.ticks) });
    case "answer":
    case "answer-oddly":
      if (email.good === 0 || email.lastResponse !== null) return state;
      return now({ email: { ...email, lastResponse: event.do === "answer" ? "answered" : "odd", ago: 0 } });
    case "disown":
      return now({ email: { ...email, lastResponse: "disowned", ago: 0 }, disowned: true });
    case "follow":
      return followed(state, change);
    case "resend": {
      const answers = status === "moving" || (status === "asked" && change.left > 0);
      return state.member && answers && email.lastResponse === null ? now({ email: written }) : state;
    }
    case "agree":
      return agreedBy(state, change, event.who);
    case "release-ask":
      return releasable(state, change) && change.release === "nobody" ? now({ release: "chair" }) : state;
    case "release-agree":
      return releasable(state, change) && change.release === "chair" ? now({ left: 0 }) : state;
    case "move":
      if (!state.member || status !== "waiting" || change.left > 0 || awaits(change)) return state;
      if (change.disowned) return ended(state, "stopped");
      return { ...state, aliases: ["old", "new"], change: { ...change, status: "moving", left: 0, email: written } };
    case "expire":
      return expired(state, change);
    case "object":
      return ended(state, "stopped");
    case "stop":
      return !state.deputy && (event.who === "deputy" || event.who === "deputy-link") ? state : ended(state, "stopped");
    case "close":
      return state.member ? state : ended(state, "stopped");
    default:
      return state; // the link of an earlier email opens nothing, and who left is gone already
  }
}

/** The first answer starts the wait, from the moment it was given; the second lets the old address go. */
function followed(state: Model, change: Change): Model {
  const { status, email } = change;
  if (change.disowned) return ended(state, "stopped");
  if (!state.member || (email.lastResponse !== "answered" && email.lastResponse !== "odd")) return state;
  const odd = email.lastResponse === "odd";
  if (status === "asked") {
    const waiting = { ...change, status: "waiting", needsAgreement: change.needsAgreement || odd } as const;
    return { ...state, change: { ...waiting, left: lowest(waiting, ticks.wait - email.ago) } };
  }
  if (status === "waiting") return state;
  if (odd) return { ...state, change: { ...change, email: written } };
  return { ...state, aliases: change.mode === "replace" ? ["new"] : ["old", "new"], change: null, last: "completed" };
}

function agreedBy(state: Model, change: Change, who: Reviewer): Model {
  if (!state.member || change.status === "moving" || !change.needsAgreement || change.agrees.includes(who)) return state;
  const agrees = reviewers.filter((each) => each === who || change.agrees.includes(each));
  const agreed = agrees.length >= 2;
  return { ...state, change: { ...change, agrees, agreed, left: lowest({ ...change, agreed }, change.left) } };
}

function expired(state: Model, change: Change): Model {
  if (change.status === "waiting") return awaits(change) && change.left <= -ticks.agree ? ended(state, "expired") : state;
  if (change.status !== "asked" || change.left > 0) return state;
  const answered = state.member && (change.email.lastResponse === "answered" || change.email.lastResponse === "odd");
  return answered ? followed(state, { ...change, disowned: false }) : ended(state, "expired");
}

function ended(state: Model, last: "stopped" | "expired"): Model {
  return { ...state, change: null, last, aliases: state.aliases.filter((each) => each !== "new") };
}

function awaits({ needsAgreement, agreed }: Change): boolean {
  return needsAgreement && !agreed;
}

function releasable({ member }: Model, change: Change): boolean {
  return member && change.status === "waiting" && change.left > 0 && !awaits(change);
}

function later(change: Change, by: number): number {
  return change.status === "moving" ? 0 : lowest(change, change.left - by);
}

/** Below this nothing depends on the time any more. */
function lowest(change: Change, left: number): number {
  return Math.max(change.status === "waiting" && awaits(change) ? -ticks.agree : 0, left);
}

function olderEmail({ good, lastResponse, ago }: Change["email"], by: number): Change["email"] {
  const openTasks = lastResponse === "answered" || lastResponse === "odd";
  return { good: Math.max(0, good - by), lastResponse, ago: openTasks ? Math.min(ticks.wait + ticks.agree, ago + by) : 0 };
}
