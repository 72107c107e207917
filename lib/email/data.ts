import type { Day } from "@/lib/kernel/calendar";
import type { ContactRole } from "@/lib/kernel/roles";
import type { Waiting } from "./waiting";

/** Data of every email about one re-check. */
type AboutRecheck = { readonly organization: string; readonly reference: string };

/** Data of every reminder of something that is going to happen. */
type RuleChangeReminder = {
  readonly organization: string;
  readonly memberId: string;
  readonly since: Day;
  /** "late": it counts already, and no earlier email has arrived. */
  readonly kind: "half-time" | "last-days" | "late";
  /** The member has answered that it does not meet it, or does not accept it. */
  readonly saidNo: boolean;
  /** The last day on which it can be shown before anything follows. */
  readonly showBy: Day;
};

/** The day of a re-check for a representative's calendar. An email to a contact alias is rendered without it, whatever is stored. */
export type EmailCalendar = {
  readonly on: Day;
  /** Rises with every change of the re-check. */
  readonly sequence: number;
  /** The moment at which the email was written. */
  readonly stampedAt: string;
  readonly cancelled: boolean;
};

/** Data of every email about one application. */
type AboutApplication = { readonly organization: string; readonly reference: string };

/** Data of every email about one change of a contact alias. */
export type AboutAliasChange = {
  readonly organization: string;
  readonly reference: string;
  /** The alias that is replaced; null where one is added. */
  readonly oldAddress: string | null;
  readonly newAddress: string;
  readonly askedBy: string;
  /** "alias": one in use beside those two. */
  readonly reader: "old-alias" | "alias" | "new-alias" | "representative" | "committee";
};

/** One answer as it is repeated in an email. */
export type EmailAnswer = {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly text: string; readonly links?: readonly string[] }[];
};

/** One criterion in a decision email. */
export type EmailReason = {
  readonly number: number;
  readonly title: string;
  readonly verdict: "met" | "not-met" | "cannot-tell" | "waived";
  readonly reason: string;
  readonly whatWouldHelp: string;
};

/** Data of every email about one removal. */
type AboutRemoval = { readonly organization: string; readonly reference: string };

/** One reason of a removal as the member reads it. */
export type EmailRemovalReason = {
  readonly title: string;
  readonly reason: string;
  readonly whatWouldHelp: string;
  /** Reasons of silence with the same words are shown as one. */
  readonly basis?: string;
};

/**
 * `forSilence`: a reason is that nobody answered the re-check, and an answer ends it. `forAlias`: one is that nobody confirms the
 * contact alias, and an answer there ends it.
 */
type AboutReasons = {
  readonly reasons: readonly EmailRemovalReason[];
  readonly forSilence?: boolean;
  readonly forAlias?: boolean;
  readonly carryOutOn: Day;
};

type RemovalReason = "committee" | "expired-recheck" | "failed-recheck" | "new-criteria" | "embargo-policy";

/** Who has to act, what they have to do, and by when, as on the member's pages in the transaction that writes the email. */
export type EmailAction = { readonly actor: "member" | "committee" | "nobody"; readonly action: string; readonly by: Day | null };

/** The action of the reader of the email, otherwise the next one; null if nothing is open. Missing in emails written before 0.3. */
type WithNextAction = { readonly nextAction?: EmailAction | null };

/** An email about a re-check; `removalOn`: a removal for not answering is open, and that day comes first. */
type BesideRemoval = AboutRecheck & { readonly removalOn?: Day };

/**
 * What each email is given. Moments are ISO strings, days are "YYYY-MM-DD"; addresses of pages are made by the template
 * from references and tokens, on the portal's own origin only.
 */
export type EmailData = {
  "sign-in-code": { readonly code: string; readonly expiresAt: string };
  "application-saved": AboutApplication & { readonly open: readonly string[]; readonly draftEndsOn: Day };
  "application-invitation": AboutApplication & { readonly inviter: string; readonly token: string; readonly expiresAt: string };
  "application-draft-ending": AboutApplication & { readonly draftEndsOn: Day };
  "application-draft-ended": AboutApplication;
  "application-received": AboutApplication & {
    readonly dueOn: Day;
    readonly answers: readonly EmailAnswer[];
    /** How far the contact alias was; null on a list that asks for none. */
    readonly aliasProgress?: "not-asked" | "open" | "expired" | "worn-out" | "answered" | "disowned" | null;
    /** Instead of it in emails that were written before 0.3. */
    readonly aliasAnswered?: boolean;
  };
  "alias-check": AboutApplication & {
    /** What waits for the answer. */
    readonly subject: "application" | "alias-change" | "recheck" | "access-recovery" | "reinstatement" | "contact-alias";
    readonly address: string;
    readonly token: string;
    readonly expiresAt: string;
    /** Who applied: readers of the email may not know that person, whatever organization was typed. */
    readonly applicant?: { readonly name: string | null; readonly email: string };
  };
  /** `aliasAnswered` is missing in emails that were written before 0.3. */
  "alias-opened": AboutApplication & { readonly dueOn: Day; readonly aliasAnswered?: boolean };
  /** `byHand` is missing in emails that were written before 0.3. */
  "alias-answered": AboutApplication & {
    readonly address: string;
    readonly answeredBy: string;
    readonly answeredAt: string;
    readonly byHand?: boolean;
  };
  /** `stage`: of the application. `criterion`: the key of the page with the address. */
  "alias-disowned": AboutApplication & {
    readonly address: string;
    readonly stage: "draft" | "sent" | "decided";
    readonly criterion: string;
  };
  "alias-disowned-review": AboutApplication & { readonly criterion: string };
  /** `token` opens the page on which its reader can stop the change. */
  "alias-change-asked": AboutAliasChange & {
    readonly reason: string;
    readonly oldIsDead: boolean;
    readonly answerBy: Day;
    readonly waitDays: number;
    readonly needsAgreement: boolean;
    readonly token: string;
  };
  /** `oddAnswer` is missing in emails that were written before 0.3. */
  "alias-change-waiting": AboutAliasChange & {
    readonly waitsUntil: string;
    readonly awaitsAgreement: boolean;
    readonly oddAnswer?: boolean;
    readonly token: string;
  };
  "alias-change-moving": AboutAliasChange & { readonly token: string };
  "alias-change-completed": AboutAliasChange;
  "alias-change-stopped": AboutAliasChange & {
    readonly through: "representative" | "old-alias" | "new-alias" | "committee" | "end-of-membership";
    /** A representative's name; nobody of the committee is named. */
    readonly stoppedBy: string | null;
    readonly reason: string;
  };
  "alias-change-expired": AboutAliasChange & { readonly because: "no-answer" | "no-agreement" | "taken" };
  "alias-change-review": AboutAliasChange & {
    readonly answerBy: Day;
    /** The last day to agree, once the new address has answered. */
    readonly agreeBy?: Day;
    /** Why two people on the committee have to agree; empty when they need not. */
    readonly why: readonly ("other-domain" | "hosted" | "confusable" | "own-address" | "odd-answer" | "dead-alias" | "committee")[];
  };
  "alias-change-disowned": AboutAliasChange;
  /** To those who can change the contact alias of a member. `delivered`: early notices go there. */
  "contact-alias-disowned": WithNextAction & { readonly organization: string; readonly address: string; readonly delivered: boolean };
  "information-requested": AboutApplication & {
    readonly criterionTitle: string;
    readonly criterion: string;
    readonly question: string;
    readonly dueOn: Day;
  };
  "information-reminder": AboutApplication & {
    readonly criterionTitle: string;
    readonly criterion: string;
    readonly question: string;
    readonly dueOn: Day;
  };
  /** `criterion` and `unchanged` are missing in emails that were written before 0.3. */
  "information-provided": AboutApplication & { readonly criterionTitle: string; readonly criterion?: string; readonly unchanged?: boolean };
  "information-overdue": AboutApplication & { readonly criterionTitle: string; readonly dueOn: Day };
  "application-withdrawn": AboutApplication;
  "decision-accepted": AboutApplication & {
    readonly reasons: readonly EmailReason[];
    readonly opening: string;
    readonly closing: string;
    readonly alias: string;
    readonly nextRecheckOn: Day;
  };
  "decision-declined": AboutApplication & {
    readonly reasons: readonly EmailReason[];
    readonly opening: string;
    readonly closing: string;
    readonly appealBy: Day;
  };
  welcome: AboutApplication & { readonly nextRecheckOn: Day };
  "review-assigned": AboutApplication & { readonly dueOn: Day };
  "review-unroutable": AboutApplication & { readonly why: string };
  /** `dueOn` is null while the deadline is paused; `waiting` is left out when no open task of a member waits for the reader. */
  "review-digest": {
    readonly day: Day;
    readonly items: readonly (AboutApplication & { readonly action: string; readonly dueOn: Day | null })[];
    readonly waiting?: readonly Waiting[];
    /** For chairs: the newest checkpoint of the audit trail, as "4711 HASH". */
    readonly checkpoint?: string;
  };
  /** `daysLate` counts working days. */
  "decision-overdue": AboutApplication & { readonly dueOn: Day; readonly daysLate: number };
  "decision-delayed": AboutApplication & { readonly dueOn: Day; readonly newDueOn: Day | null; readonly reason: string };
  farewell: { readonly organization: string; readonly on: Day };
  "farewell-removed": AboutApplication & {
    readonly on: Day;
    readonly appealBy: Day;
    readonly reasons: readonly { readonly title: string; readonly reason: string; readonly whatWouldHelp: string }[];
  };
  "representative-invitation": {
    readonly organization: string;
    readonly inviter: string;
    readonly role: ContactRole;
    readonly token: string;
    readonly expiresAt: string;
  };
  /** `role` is null for somebody who went. */
  "people-changed": {
    readonly organization: string;
    /** Of "outside" the address, which is not at a domain of the organization. */
    readonly person: string;
    readonly change: "added" | "removed" | "role" | "outside";
    readonly role: ContactRole | null;
    readonly through: "representative" | "invited" | "committee";
    readonly on: Day;
  };
  "join-asked": { readonly organization: string; readonly person: string; readonly words: string; readonly answerBy: Day };
  "join-escalated": { readonly organization: string; readonly askedOn: Day };
  /** `role` is null when it was declined. */
  "join-answered": { readonly organization: string; readonly role: ContactRole | null };
  /** `waitsUntil` is set once alias and domain are proved. */
  "access-recovery-told": AboutApplication & { readonly person: string; readonly words: string; readonly waitsUntil: string | null };
  "access-recovery-to-decide": AboutApplication & { readonly person: string; readonly waitsUntil: string };
  "access-recovery-ended": AboutApplication & {
    readonly why: "representative" | "alias" | "committee" | "asker" | "end-of-membership";
    readonly reason: string;
  };
  "access-recovery-completed": AboutApplication & { readonly person: string; readonly on: Day };
  "member-change-asked": AboutApplication & {
    readonly reader: "member" | "committee";
    readonly kind: "rename" | "merger";
    readonly newName: string;
    readonly person: string;
    readonly reason: string;
    readonly on: Day;
  };
  "member-change-decided": AboutApplication & { readonly newName: string; readonly accepted: boolean; readonly reason: string };
  "leaving-announced": {
    readonly reader: "member" | "committee";
    readonly organization: string;
    readonly person: string;
    readonly on: Day;
  };
  "leaving-taken-back": { readonly reader: "member" | "committee"; readonly organization: string; readonly person: string };
  "role-granted": { readonly role: string };
  "role-revoked": { readonly role: string };
  /** `organization` is null for an alert about many at once; `sentence` is "" for one about a member, which is read on the page. */
  "alert-raised": {
    readonly organization: string | null;
    readonly title: string;
    readonly sentence: string;
    /** False for administrators, who see the alert and cannot close it; older emails do not have it. */
    readonly mayClose?: boolean;
  };
  /** To the committee: an automatic proposal that nobody approved yet, or one that a second person has to review. */
  "removal-to-decide": AboutRemoval &
    WithNextAction & { readonly because: RemovalReason; readonly hasApprover: boolean; readonly carryOutOn: Day };
  "removal-proposed": AboutRemoval & WithNextAction & AboutReasons;
  "removal-agreed": AboutRemoval & WithNextAction & AboutReasons;
  /** "cured": no reason for the removal was left. */
  "removal-stopped": AboutRemoval &
    WithNextAction & {
      readonly stoppedOn: Day;
      readonly reason: string;
      readonly reader: "member" | "committee";
      readonly cured?: boolean;
    };
  "removal-evidence": AboutRemoval &
    WithNextAction & {
      readonly submittedOn: Day;
      /** Not evidence, but an answer on the member's own page: to which criterion. */
      readonly answer?: { readonly title: string; readonly memberId: string };
    };
  "removal-evidence-answered": AboutRemoval &
    WithNextAction & {
      readonly answeredOn: Day;
      readonly outcome: "stands" | "struck";
      readonly answer: string;
    };
  "appeal-received": AboutRemoval & { readonly receivedOn: Day; readonly carriedOut: boolean };
  "appeal-to-read": AboutRemoval & { readonly receivedOn: Day };
  /** To the list's contact for appeals: so many more people have to be named before the appeal can be decided. */
  "appeal-needs-readers": AboutRemoval & { readonly missing: number; readonly carriedOut: boolean };
  "appeal-decided": AboutRemoval &
    WithNextAction & { readonly decidedOn: Day; readonly outcome: "upheld" | "turned-down"; readonly carryOutOn: Day | null };
  reinstated: WithNextAction & { readonly organization: string; readonly on: Day; readonly alias: string; readonly nextRecheckOn: Day };
  "delivery-paused": { readonly organization: string; readonly at: string; readonly reason: string; readonly confirmBy: string };
  "delivery-resumed": WithNextAction & { readonly organization: string; readonly at: string; readonly confirmed: boolean };
  "pause-to-confirm": { readonly organization: string; readonly memberId: string; readonly reason: string; readonly confirmBy: string };
  "pause-expired": WithNextAction & { readonly organization: string; readonly memberId: string; readonly at: string };
  "recheck-opened": BesideRemoval & { readonly dueOn: Day; readonly calendar?: EmailCalendar };
  /** By the schedule, by the committee, or because the committee changed the date; then with its reason. */
  "recheck-reminder": BesideRemoval & {
    readonly dueOn: Day;
    readonly because: "time" | "committee" | "moved";
    readonly reason: string;
    readonly calendar?: EmailCalendar;
  };
  "recheck-due": BesideRemoval & { readonly dueOn: Day; readonly calendar?: EmailCalendar };
  "recheck-grace-period": BesideRemoval & { readonly dueOn: Day; readonly graceEndsOn: Day; readonly last: boolean };
  "recheck-escalated": AboutRecheck & { readonly dueOn: Day; readonly graceEndsOn?: Day; readonly last: boolean };
  "recheck-answered": AboutRecheck &
    WithNextAction & {
      readonly answeredOn: Day;
      readonly why: "changed" | "no-longer-true" | "not-met" | "check" | "late";
    };
  "recheck-question": AboutRecheck & {
    readonly criterionTitle: string;
    readonly question: string;
    readonly dueOn: Day;
    readonly reminder: boolean;
  };
  "recheck-question-withdrawn": AboutRecheck & WithNextAction & { readonly criterionTitle: string };
  /** A question is back with the committee: it was answered on a day, or not answered by one. */
  "recheck-question-back": AboutRecheck &
    WithNextAction & { readonly criterionTitle: string; readonly is: "answered" | "overdue"; readonly on: Day };
  "recheck-passed": AboutRecheck & WithNextAction & { readonly nextRecheckOn: Day; readonly calendar?: EmailCalendar };
  /** To the member: what was found not met, while another removal keeps it from being proposed. */
  "recheck-failed": AboutRecheck & WithNextAction & { readonly decidedOn: Day; readonly reasons: readonly EmailRemovalReason[] };
  /** `waits`: another removal is open, and one for this silence is proposed when that ends. */
  "recheck-expired": AboutRecheck & WithNextAction & { readonly dueOn: Day; readonly waits?: boolean };
  "recheck-called-off": AboutRecheck & WithNextAction & { readonly calendar?: EmailCalendar };
  "criterion-announced": {
    readonly organization: string;
    readonly memberId: string;
    readonly title: string;
    readonly what: string;
    readonly since: Day;
    /** It was there before, and asks for more now. */
    readonly tightened: boolean;
  };
  "policy-announced": { readonly organization: string; readonly memberId: string; readonly version: string; readonly since: Day };
  "criterion-reminder": RuleChangeReminder & { readonly title: string; readonly what: string; readonly tightened: boolean };
  "policy-reminder": RuleChangeReminder & { readonly version: string };
};

/** Kinds whose data holds a one-time secret; it is erased from the row once the provider has the email. */
export const secretEmails: readonly (keyof EmailData)[] = [
  "sign-in-code",
  "application-invitation",
  "representative-invitation",
  "alias-check",
  "alias-change-asked",
  "alias-change-waiting",
  "alias-change-moving",
];
