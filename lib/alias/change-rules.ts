import type { AliasChangeStatus, AliasExpiryReason, AliasStop } from "./change-lifecycle";
import { whyReviewed } from "./rules";

/** The committee has this long, once the waiting period is over, to agree where it has to; then the change expires. */
export const agreeWithinDays = 30;

const dayLong = 86_400_000;

type Due = {
  readonly status: AliasChangeStatus;
  readonly needsAgreement: boolean;
  readonly answerBy: Date;
  readonly waitsUntil: Date | null;
  readonly agreedAt: Date | null;
};

export type ChangeStep = { readonly do: "wait" | "move" } | { readonly do: "expire"; readonly because: AliasExpiryReason };

/**
 * The step that is due for an open change. A change whose address has not answered in time expires; otherwise it starts to receive when the
 * waiting period is over and, where needed, two people on the committee have approved. Without an answer nothing else happens.
 */
export function nextChangeStep({ status, needsAgreement, answerBy, waitsUntil, agreedAt }: Due, now: Date): ChangeStep {
  if (status === "asked") return now >= answerBy ? { do: "expire", because: "no-answer" } : { do: "wait" };
  if (status !== "waiting" || waitsUntil === null || now < waitsUntil) return { do: "wait" };
  if (!needsAgreement || agreedAt !== null) return { do: "move" };
  return now >= agreeBy(waitsUntil) ? { do: "expire", because: "no-agreement" } : { do: "wait" };
}

/** Until when the committee may agree. */
function agreeBy(waitsUntil: Date): Date {
  return new Date(waitsUntil.getTime() + agreeWithinDays * dayLong);
}

/** When the waiting period that an answer starts is over. */
export function waitOver(answeredAt: Date, waitDays: number): Date {
  return new Date(answeredAt.getTime() + waitDays * dayLong);
}

/** "odd-answer": the new address answered within a minute, or without a name. The others are flags of the address, or how it was asked. */
const agreementReasons = ["other-domain", "hosted", "confusable", "own-address", "odd-answer", "dead-alias", "committee"] as const;
export type AgreementReason = (typeof agreementReasons)[number];

type Asked = {
  readonly warnings: readonly string[];
  readonly oldIsDead: boolean;
  readonly askedThrough: "representative" | "committee";
};

/** Why two people on the committee have to agree to a change; empty when they need not. A personal-looking address is only shown. */
export function whyAgreement({ warnings, oldIsDead, askedThrough }: Asked): readonly AgreementReason[] {
  return agreementReasons.filter((reason) =>
    reason === "dead-alias" ? oldIsDead : reason === "committee" ? askedThrough === "committee" : warnings.includes(reason),
  );
}

type Walked = Due & {
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
  readonly movedAt: Date | null;
  readonly completedAt: Date | null;
};

/** One step of the change as people see it: done when, being waited for (until when), or not yet. */
export type AliasChangeStep = {
  readonly step: "asked" | "told" | "answered" | "agreed" | "waited" | "moved" | "completed";
  readonly is: "done" | "now" | "not-yet";
  /** When it was done; or until when it is waited for, where that is known. */
  readonly at: Date | null;
};

/** The steps in the order they are told. A change that has ended is waited for by nobody. */
export function aliasChangeSteps(change: Walked, now: Date): readonly AliasChangeStep[] {
  const { status, askedAt, answeredAt, agreedAt, waitsUntil, movedAt, completedAt } = change;
  const open = ["asked", "waiting", "moving"].includes(status);
  const step = (name: AliasChangeStep["step"], doneAt: Date | null, isNow: boolean, until: Date | null = null): AliasChangeStep =>
    doneAt !== null
      ? { step: name, is: "done", at: doneAt }
      : { step: name, is: open && isNow ? "now" : "not-yet", at: open && isNow ? until : null };
  const waited = waitsUntil !== null && (movedAt !== null || now >= waitsUntil) ? waitsUntil : null;
  return [
    step("asked", askedAt, false),
    step("told", askedAt, false),
    step("answered", answeredAt, status === "asked", change.answerBy),
    ...(change.needsAgreement
      ? [step("agreed", agreedAt, status === "asked" || status === "waiting", waitsUntil === null ? null : agreeBy(waitsUntil))]
      : []),
    step("waited", waited, status === "waiting", waitsUntil),
    step("moved", movedAt, status === "waiting" && waited !== null),
    step("completed", completedAt, status === "moving"),
  ];
}

/** Through whom a change was stopped, as a sentence says it. */
export const stopWords: Readonly<Record<AliasStop, string>> = {
  representative: "A representative stopped it.",
  "old-alias": "Somebody who reads the current address stopped it.",
  "new-alias": "Somebody who reads the new address said that it does not belong to the organization.",
  committee: "The committee stopped it.",
  "end-of-membership": "It was stopped because the membership ended.",
};

/** Why a change was closed, as a sentence says it. */
export const expiryWords: Readonly<Record<AliasExpiryReason, string>> = {
  "no-answer": "Nobody answered at the new address in time.",
  "no-agreement": "Two people on the committee had to agree, but did not do so in time.",
  taken: "The new address has become another member's contact alias.",
};

const askAgainAfterDays = 7;

/** Whether the new address is asked once more while both receive: never sooner than a week after the last email. */
export function asksAgain(
  { status, movedAt, lastAskedAt }: { status: AliasChangeStatus; movedAt: Date | null; lastAskedAt: Date | null },
  now: Date,
): boolean {
  if (status !== "moving" || movedAt === null) return false;
  if (lastAskedAt === null || lastAskedAt < movedAt) return true; // the limits of a day kept the email back
  return now.getTime() - lastAskedAt.getTime() >= askAgainAfterDays * dayLong;
}

/** Why two people have to agree, as a sentence says it. */
export const agreementWords: Readonly<Record<AgreementReason, string>> = {
  "other-domain": "The new address is not at a known domain of the organization.",
  hosted: "The new address is at a domain that many organizations share.",
  confusable: "The new address can be mistaken for somebody else's.",
  "own-address": "One of the representatives signs in with the new address, so anybody who reads it can act for the organization.",
  "odd-answer": whyReviewed,
  "dead-alias": "The request says that nobody monitors the current address.",
  committee: "Somebody on the committee asked on behalf of the organization.",
};
