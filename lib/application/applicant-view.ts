import type { AliasCheckState } from "@/lib/alias/rules";
import type { Day } from "@/lib/kernel/calendar";
import type { Draft } from "@/lib/list/kind";
import type { AliasProgress } from "./alias-progress";
import type { ApplicationStatus } from "./lifecycle";
import type { StoredAnswer } from "./reading";

export type ShownAnswer = StoredAnswer & { readonly editedBy: string; readonly editedByMe: boolean; readonly editedAt: Date };

/** A question of the committee; who asked is not told. */
export type Question = {
  readonly id: string;
  readonly criterion: string;
  readonly question: string;
  readonly askedAt: Date;
  readonly dueOn: Day;
  readonly answeredAt: Date | null;
  readonly closedAt: Date | null;
};

export type AliasState = {
  readonly address: string;
  readonly state: AliasCheckState;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
  /** The committee reviews the answer. */
  readonly byHand: boolean;
};

/** What was decided, once its email is released; before that nothing of it is told. */
export type ToldDecision = {
  readonly outcome: "accepted" | "declined";
  readonly releasedAt: Date;
  readonly opening: string;
  readonly closing: string;
  readonly reasons: readonly ToldReason[];
};

export type ToldReason = {
  readonly criterion: string;
  readonly verdict: "met" | "not-met" | "cannot-tell";
  readonly reason: string;
  readonly whatWouldHelp: string;
  readonly waived?: boolean;
};

/** Everything that the applicant's pages show of one application: their own, and of the committee only counts and questions. */
export type ApplicantView = {
  readonly id: string;
  readonly reference: string;
  readonly list: string;
  readonly organization: string;
  readonly status: ApplicationStatus;
  readonly version: number;
  readonly criteriaOn: Day;
  readonly createdAt: Date;
  readonly draftEndsOn: Day;
  readonly submittedAt: Date | null;
  readonly decisionDueOn: Day | null;
  readonly decidedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly contactAlias: string | null;
  /** The database's time of this reading. */
  readonly now: Date;
  readonly today: Day;
  readonly answers: readonly ShownAnswer[];
  readonly people: readonly { readonly name: string; readonly email: string; readonly isMe: boolean }[];
  /** The viewer's own texts that met a newer one. */
  readonly conflicts: readonly { readonly criterion: string; readonly draft: Draft; readonly finished: boolean }[];
  readonly unplaced: readonly { readonly id: string; readonly text: string }[];
  /** What `unplaced` leaves out: whole parts, or the end of one. */
  readonly unplacedLeftOut: boolean;
  readonly invitations: readonly { readonly id: string; readonly email: string; readonly expiresAt: Date }[];
  readonly alias: AliasState | null;
  /** Addresses of which a reader said, for this application, that they are not the organization's. */
  readonly disowned: readonly string[];
  /** How far the alias that the answer names is; null while none is named, and on a list that asks for none. */
  readonly aliasProgress: AliasProgress | null;
  /** The address that the answer names. */
  readonly aliasAddress: string | null;
  readonly questions: readonly Question[];
  readonly reviewers: { readonly of: number; readonly done: number };
  /** The vote is over or a decision is in its undo window: its email is being written. */
  readonly decisionIsBeingWritten: boolean;
  readonly decision: ToldDecision | null;
  readonly earlierReference: string | null;
};
