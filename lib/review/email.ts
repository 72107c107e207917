import type { EmailData, EmailReason } from "@/lib/email/data";
import { addDays, type Day } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { firstRecheckOn } from "@/lib/member/rules";
import type { DecisionReason } from "./decision";
import type { DecisionOutcome } from "./words";

export type DecisionEmail =
  | { readonly kind: "decision-accepted"; readonly data: EmailData["decision-accepted"] }
  | { readonly kind: "decision-declined"; readonly data: EmailData["decision-declined"] };

export type DecisionEmailInputs = {
  readonly list: ListDefinition;
  readonly application: { readonly organizationId: string; readonly organizationName: string; readonly reference: string };
  readonly outcome: DecisionOutcome;
  readonly reasons: readonly DecisionReason[];
  readonly opening: string;
  readonly closing: string;
  /** The criteria the applicant was asked, in order. */
  readonly asked: readonly { readonly key: string; readonly title: string; readonly number: number }[];
  readonly alias: string;
  /** The day on which the email goes out. */
  readonly today: Day;
};

/** The decision email as it is sent: the preview and the email itself are made here, so that they cannot differ. */
export function decisionEmail({
  list,
  application,
  outcome,
  reasons,
  opening,
  closing,
  asked,
  alias,
  today,
}: DecisionEmailInputs): DecisionEmail {
  const about = {
    organization: application.organizationName,
    reference: application.reference,
    opening,
    closing,
    reasons: inOrder(asked, reasons),
  };
  if (outcome === "accepted") {
    return { kind: "decision-accepted", data: { ...about, alias, nextRecheckOn: firstRecheckOn(list, application.organizationId, today) } };
  }
  return { kind: "decision-declined", data: { ...about, appealBy: addDays(today, list.removal.appealDays) } };
}

function inOrder(asked: DecisionEmailInputs["asked"], reasons: readonly DecisionReason[]): readonly EmailReason[] {
  return asked.map(({ key, title, number }) => {
    const reason = reasons.find(({ criterion }) => criterion === key);
    const verdict = reason?.waived ? "waived" : (reason?.verdict ?? "cannot-tell");
    return { number, title, verdict, reason: reason?.reason ?? "", whatWouldHelp: reason?.whatWouldHelp ?? "" };
  });
}
