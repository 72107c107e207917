import type { Day } from "@/lib/kernel/calendar";
import type { ContactRole } from "@/lib/kernel/roles";
import type { CriterionFacts, MembershipFacts } from "./standing";

/** Who has to act. "nobody" where something happens by itself, or nothing is open. */
export const statusActors = ["member", "committee", "nobody"] as const;
export type StatusActor = (typeof statusActors)[number];

export type MatterKind =
  | "removal"
  | "appeal"
  | "pause"
  | "succession"
  | "recheck"
  | "criterion"
  | "join-request"
  | "alias-change"
  | "leaving"
  | "name-change";

/** One thing that is open about a membership. */
export type Matter = {
  readonly kind: MatterKind;
  /** Names it in a list: "Re-check 2026-107". */
  readonly title: string;
  readonly reference: string | null;
  readonly actor: StatusActor;
  /** What the actor does, without a full stop: "Answer the re-check". With "nobody", what happens by itself. */
  readonly action: string;
  /** The day by which the actor has to act; with "nobody", the day on which it happens. */
  readonly by: Day | null;
  /** The earlier day by which it was due, once that has passed. */
  readonly wasDueOn: Day | null;
  /** What happens if nobody acts. One or two sentences. */
  readonly otherwise: string;
  /** Which representatives of the member may act. */
  readonly mayAct: readonly ContactRole[];
  /** The member's page about it, below the membership, and the words on the link. */
  readonly goTo: { readonly page: string; readonly words: string };
};

/** What is open, read from the tables of every part. Days are UTC. */
export type OpenMatters = {
  /** The open re-check; or the newest one, if it lapsed and no removal for that silence was stopped. */
  readonly recheck: {
    readonly reference: string;
    readonly status: "open" | "answered" | "lapsed";
    /** As it was set or extended; `recheckDueOn` adds the days on which its clock stood. */
    readonly dueOn: Day;
    readonly stoppedDays: number;
    readonly stoppedOn: Day | null;
    /** The day from which grace counts, once the member is known to have been told. */
    readonly graceFrom: Day | null;
    /** The day on which the contact alias was last asked, while sent answers wait for nothing else. */
    readonly aliasAskedOn: Day | null;
    /** The last day for the answer to what the committee asked back about one of the answers. */
    readonly questionDueOn?: Day | null;
  } | null;
  /** The removal that is proposed or agreed; of a member that has left, the one that was carried out. */
  readonly removal: {
    readonly reference: string;
    readonly status: "proposed" | "agreed" | "carried-out";
    /** It rests on the silence in the re-check above. */
    readonly forSilence: boolean;
    /** A person supports it, and the member was told. Otherwise only a machine proposed it. */
    readonly toldOn: Day | null;
    readonly carryOutOn: Day;
    /** The day on which the member is known to have been told. */
    readonly heardOn: Day | null;
    /** More were due on one day than may be carried out without a chair. */
    readonly held: boolean;
    /** The member submitted evidence that the committee has not answered. */
    readonly unreadEvidence: boolean;
    readonly carriedOutOn: Day | null;
    readonly appeal: "open" | "decided" | null;
    /** Keys of the criteria that it names. */
    readonly reasons: readonly string[];
  } | null;
  readonly pause: { readonly confirmByOn: Day; readonly confirmed: boolean } | null;
  readonly succession: { readonly reference: string; readonly waitsUntilOn: Day | null } | null;
  /** The oldest request that waits for an answer. */
  readonly join: { readonly askedOn: Day; readonly escalated: boolean } | null;
  readonly aliasChange: {
    readonly reference: string;
    readonly status: "asked" | "waiting" | "moving";
    readonly answerByOn: Day;
    readonly waitsUntilOn: Day | null;
    /** Two people of the committee still have to agree. */
    readonly awaitsAgreement: boolean;
  } | null;
  readonly change: { readonly reference: string } | null;
};

/** Of a membership about which nothing is open. */
export const nothingOpen: OpenMatters = {
  recheck: null,
  removal: null,
  pause: null,
  succession: null,
  join: null,
  aliasChange: null,
  change: null,
};

export type StatusFacts = Required<MembershipFacts> & CriterionFacts;

/** What can be asked of somebody, in the words of pages and emails alike. */
export const actions = {
  answerRecheck: "Answer the re-check",
  answerAlias: "Have somebody answer the letter at the contact alias",
  reviewAnswers: "Review the answers to the re-check",
  callMember: "Call the member",
  support: "Support the removal as the first person, or stop it",
  agree: "Agree to the removal as the second person, or stop it",
  letGo: "Let the removal go, or stop it",
  reachMember: "Tell the member of the removal: no letter is known to have arrived",
  cure: "Show that the grounds of the removal no longer hold",
  cureOrAppeal: "Show that the grounds of the removal no longer hold, or appeal",
  appeal: "Appeal, if the committee misread something",
  readAppeal: "Read the appeal",
  readEvidence: "Review the evidence against the removal",
  leave: "The organization leaves the list",
} as const;

/** An action after other words: "answer the re-check". */
export function inSentence(action: string): string {
  return action.charAt(0).toLowerCase() + action.slice(1);
}

export const everybody = ["primary", "deputy", "reader"] as const;
export const answering = ["primary", "deputy"] as const;

/** Who of a member may act on a matter. */
/** A day that is still ahead. What was possible until a day that has passed can still be done, until the committee or the worker acts. */
export function ahead(day: Day | null, today: Day): Day | null {
  return day === null || day < today ? null : day;
}
