import type { Day } from "../kernel/calendar";
import type { KindName } from "./kind-names";

/**
 * What a list is: data, written in `lists/<slug>.ts` with `defineList`, reviewed like code.
 * A new list needs no code outside its own file.
 */
export type ListDefinition = {
  /** Used in addresses: /istio/... Lower-case letters, digits, hyphens. */
  readonly slug: string;
  /** "Istio early disclosure": used in titles and, in brackets, in email subjects. */
  readonly name: string;
  /** The project whose vulnerabilities are disclosed, "Istio". */
  readonly project: string;
  /** One sentence that says what the list is for. */
  readonly purpose: string;
  /** Who reads answers to emails, and where leaks are reported. */
  readonly contact: { readonly name: string; readonly email: string };
  /** Other ways to learn about fixes, for those who are not eligible. */
  readonly otherChannels: readonly { readonly name: string; readonly url: string }[];
  /** The questions asked before anything else; a "no" leads to a page with the reason. */
  readonly eligibility: readonly { readonly key: string; readonly question: string; readonly hint?: string; readonly ifNo: string }[];
  /** Every criterion the list has or had, in the order they are asked. */
  readonly criteria: readonly Criterion[];
  /** Versions of the embargo policy, oldest first. */
  readonly embargoPolicy: readonly EmbargoPolicyVersion[];
  readonly decision: DecisionRule;
  /** What happens when a member no longer meets a criterion. Settings, chosen by the list. */
  readonly removal: {
    readonly rule: string;
    readonly noticeDays: number;
    readonly appealDays: number;
    /** More removals than this on one day, or more than this share of the members, wait for a chair's word; one may always go. */
    readonly removalLimit: { readonly members: number; readonly share: number };
  };
  /** What applies when too few people on the committee can approve something. Settings, chosen by the list. */
  readonly fallback?: {
    /**
     * Who acts as chair where no chair is left who is eligible: "committee", any eligible reviewer, so that any two eligible people of the
     * committee can approve; or "nobody". "committee" when left out. The number of people never falls.
     */
    readonly withoutChair?: "committee" | "nobody";
    /** Who is asked to name more people when too few can read an appeal; the list's contact when left out. */
    readonly appealsContact?: { readonly name: string; readonly email: string };
  };
  /** How a contact alias is changed. Settings, chosen by the list. */
  readonly aliasChange: {
    /** Days between the new address's answer and the change, in which everybody who was told can stop it. */
    readonly waitDays: number;
    /** Days in which the new address has to answer; after them the change expires and nothing has changed. */
    readonly answerWithinDays: number;
  };
  /** How the people of a member change. Settings, chosen by the list. */
  readonly people: {
    /** Days that a primary representative has to answer somebody who asks to join; then the committee is asked. */
    readonly joinAnswerDays: number;
    /** Days to wait before somebody who proved alias and domain takes over an organization that nobody acts for. */
    readonly accessRecoveryWaitDays: number;
  };
  /** How often members are re-checked. Settings, chosen by the list. */
  readonly recheck: {
    readonly everyMonths: number;
    readonly answerWithinDays: number;
    /** Days before the due day on which members are reminded; the smallest of several counts working days. */
    readonly remindBeforeDays: readonly number[];
    /** Days of the grace period, from the day on which the member is known to have been notified that they run. */
    readonly graceDays: number;
    /** Hours in which people at the contact alias are expected to answer the alias response test. */
    readonly aliasResponseHours: number;
  };
  readonly roster: {
    /** Whether the public roster shows contact aliases. */
    readonly publishesAddresses: boolean;
    /** Header cells of the markdown table. */
    readonly columns: { readonly organization: string; readonly address?: string; readonly since?: string };
  };
};

/** One condition, in force from `since` until the day before `until`. Wording may change by versions; the key never does. */
export type Criterion = {
  readonly key: string;
  readonly kind: KindName;
  /** "Contact alias": the short name in lists of tasks. */
  readonly title: string;
  /** The rule, in the project's words. */
  readonly rule: string;
  /** The question put to an applicant. */
  readonly question: string;
  /** Why we ask, one sentence. */
  readonly why: string;
  readonly whatWeCheck: string;
  readonly goodEvidence: string;
  readonly notEnough: string;
  /** What would help, offered to reviewers for the email when it is not met. */
  readonly whatWouldHelp: string;
  /** The question of a re-check. */
  readonly recheckQuestion: string;
  readonly announcedOn: Day;
  readonly since: Day;
  /** First day on which it no longer counts. */
  readonly until?: Day;
  /** Later changes of the condition itself, oldest first; each makes a new version of the criterion. */
  readonly tightened?: readonly { readonly announcedOn?: Day; readonly on: Day; readonly what: string }[];
  /** Asked only when another criterion's answer chose one of these options. */
  readonly onlyFor?: { readonly criterion: string; readonly options: readonly string[] };
  /** What a mail or a heading calls this criterion, for reading applications written as mail. Lower-case phrases. */
  readonly alsoCalled: readonly string[];
  /** The settings of the kind; checked against the kind's own schema when the portal starts. */
  readonly settings?: Readonly<Record<string, unknown>>;
};

export type EmbargoPolicyVersion = {
  /** "2026-02" */
  readonly version: string;
  /** When members were told of it; the day it came into force, when left out. */
  readonly announcedOn?: Day;
  readonly since: Day;
  /** Numbered paragraphs; the text that counts. */
  readonly paragraphs: readonly string[];
  /** A plain summary, marked as such. */
  readonly summary: readonly string[];
};

/** How a vote becomes an outcome. Read by `outcome()` in decision-rule.ts. */
export type DecisionRule = {
  /** In words, for the vote page and the public. */
  readonly words: string;
  /** Reviewers to whom a submitted application goes. */
  readonly reviewers: number;
  /** Accepting votes needed. */
  readonly approvals: number;
  /** Votes (accept, decline or abstain) needed from people without a conflict. */
  readonly quorum: number;
  /** One declining vote stops acceptance ("blocks"), or counts as one vote against ("counts"). */
  readonly objection: "blocks" | "counts";
  /** How long a vote stays open, in days. */
  readonly voteOpenDays: number;
  /** Working days from submission to the decision. */
  readonly workingDays: number;
  /** Days that do not count, published. */
  readonly freeDays: readonly Day[];
  /** Days an applicant has to answer a question, and when to remind before. */
  readonly answerWithinDays: number;
  readonly remindAnswerBeforeDays: readonly number[];
  /** Minutes during which a decision can be undone. */
  readonly undoMinutes: number;
};
