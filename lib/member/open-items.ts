import type { Day } from "@/lib/kernel/calendar";
import type { Received } from "./unread";

/** What is open, read from the tables of every part. Days are UTC. */
export type OpenItems = {
  /** The open re-check; or the newest one, if it expired and no removal for that silence was stopped. */
  readonly recheck: {
    readonly reference: string;
    readonly status: "open" | "answered" | "expired";
    /** As it was set or extended; `recheckDueOn` adds the days on which its deadline was paused. */
    readonly dueOn: Day;
    readonly pausedDays: number;
    readonly pausedOn: Day | null;
    /** The day from which the grace period counts, once the member is known to have been told. */
    readonly graceFrom: Day | null;
    /** The day on which the contact alias was last asked, while sent answers wait for nothing else. */
    readonly aliasAskedOn: Day | null;
    /** The last day for the answers to what the committee asked back about the answers: the latest, if it asked several times. */
    readonly questionDueOn?: Day | null;
  } | null;
  /** The removal that is proposed or agreed; of a member that has left, the one that was carried out. */
  readonly removal: {
    readonly reference: string;
    readonly status: "proposed" | "agreed" | "carried-out";
    /** It rests on the silence in the re-check above. */
    readonly forSilence: boolean;
    /** A person approved it, and the member was told. Otherwise only the portal proposed it. */
    readonly toldOn: Day | null;
    readonly carryOutOn: Day;
    /** The day on which the member is known to have been told. */
    readonly notifiedOn: Day | null;
    /** More were due on one day than may be carried out without a chair. */
    readonly held: boolean;
    /** What the member sent since, for `unreadIn`. */
    readonly received: Received;
    readonly carriedOutOn: Day | null;
    readonly appeal: "open" | "decided" | null;
    /** Keys of the criteria that it names. */
    readonly reasons: readonly string[];
  } | null;
  readonly pause: {
    readonly confirmByOn: Day;
    readonly confirmed: boolean;
    /** Somebody confirmed that no address of the member is on the mailing list any more. */
    readonly inEffect: boolean;
  } | null;
  /** Addresses of the member were on the mailing list, but as far as was confirmed, none of those in use is. */
  readonly offList: boolean;
  readonly accessRecovery: { readonly reference: string; readonly waitsUntilOn: Day | null } | null;
  /** The oldest request that waits for an answer. */
  readonly join: { readonly askedOn: Day; readonly escalated: boolean } | null;
  readonly aliasChange: {
    readonly reference: string;
    readonly status: "asked" | "waiting" | "moving";
    readonly answerByOn: Day;
    readonly waitsUntilOn: Day | null;
    /** Two people on the committee still have to agree. */
    readonly awaitsAgreement: boolean;
    /** They have to because of how the new address answered, see `whyReviewed` (alias). */
    readonly oddAnswer?: boolean;
  } | null;
  readonly change: { readonly reference: string } | null;
  /** The contact alias in use. */
  readonly alias: {
    /** A reader disowned the address, and that was not resolved since. */
    readonly disowned: boolean;
    /** Somebody answered there so quickly that the committee reviews it. */
    readonly answeredQuickly: boolean;
    /** The day of the last email that asked whether it is monitored, while nobody has answered that. */
    readonly askedOn: Day | null;
  };
};

/** Of a membership about which nothing is open. */
export const nothingOpen: OpenItems = {
  recheck: null,
  removal: null,
  pause: null,
  offList: false,
  accessRecovery: null,
  join: null,
  aliasChange: null,
  change: null,
  alias: { disowned: false, answeredQuickly: false, askedOn: null },
};
