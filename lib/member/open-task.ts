import type { Day } from "@/lib/kernel/calendar";
import type { ContactRole } from "@/lib/kernel/roles";
import type { CriterionFacts, MembershipFacts } from "./standing";

/** Who has to act. "nobody" where something happens by itself, or nothing is open. */
export const statusActors = ["member", "committee", "nobody"] as const;
export type StatusActor = (typeof statusActors)[number];

export type OpenTaskKind =
  | "removal"
  | "appeal"
  | "pause"
  | "delivery"
  | "alias"
  | "access-recovery"
  | "recheck"
  | "criterion"
  | "join-request"
  | "alias-change"
  | "leaving"
  | "name-change";

/** One thing that is open about a membership. */
export type OpenTask = {
  readonly kind: OpenTaskKind;
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
  /** What the committee does to reach the member, such as calling it. Not shown on the member's own pages. */
  readonly internal?: boolean;
};

export type StatusFacts = Required<MembershipFacts> & CriterionFacts;

/** What can be asked of somebody, in the words of pages and emails alike. */
export const actions = {
  answerRecheck: "Answer the re-check",
  answerQuestion: "Answer the committee's question about one of your answers",
  answerAlias: "Have somebody answer the email sent to the contact alias",
  askAlias: "Ask the contact alias again, and have somebody answer there",
  changeAlias: "Change the contact alias, because somebody reported that the address is wrong",
  reviewAnswers: "Review the answers to the re-check",
  decideWithoutAnswer: "Complete the re-check without the answer",
  callMember: "Call the member",
  support: "Approve the removal as the first approver, or stop it",
  agree: "Approve the removal as the second approver, or stop it",
  letGo: "Release the removal, or stop it",
  reachMember: "Tell the member about the removal: no email is known to have arrived",
  cure: "Show that the reasons for the removal no longer apply",
  cureOrAppeal: "Show that the reasons for the removal no longer apply, or appeal",
  appeal: "Appeal if the committee made a mistake",
  readAppeal: "Read the appeal",
  readEvidence: "Review the evidence against the removal",
  readAnswer: "Review the answer to a reason for the removal",
  leave: "The organization leaves the list",
  secureAlias: "Secure the contact alias, and write to the committee",
  putOnList: "Add the contact alias to the mailing list",
  confirmPause: "Confirm the delivery pause, or end it",
  stopAccessRecovery: "Stop the access recovery if it is wrong",
  agreeToAccessRecovery: "Agree to the access recovery, or decline it",
  answerJoin: "Answer the request to join",
  answerNewAlias: "Have somebody answer the email sent to the new contact alias",
  answerNewAliasAgain: "Have somebody answer the second email sent to the new contact alias",
  aliasStarts: "The new contact alias starts to receive emails",
  agreeAlias: "Agree to the alias change, or stop it",
  reviewName: "Review the change of name",
} as const;

/** To show that a criterion is met, or to accept a policy, before a re-check asks. */
export function answerCriterion(title: string, { accepts }: { readonly accepts: boolean }): string {
  return accepts ? `Read and accept “${title}”` : `Respond to the criterion “${title}”`;
}

/** An action after other words: "answer the re-check". */
export function inSentence(action: string): string {
  return action.charAt(0).toLowerCase() + action.slice(1);
}

/** Who of a member may act on an open task. */
export const everybody = ["primary", "deputy", "reader"] as const;
export const answering = ["primary", "deputy"] as const;

/** A day that is still ahead. What was possible until a day that has passed can still be done, until the committee or the worker acts. */
export function ahead(day: Day | null, today: Day): Day | null {
  return day === null || day < today ? null : day;
}
