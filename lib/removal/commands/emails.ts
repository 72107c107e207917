import type { removal } from "@/db/schema";
import type { EmailRemovalReason } from "@/lib/email/data";
import type { EmailSubject } from "@/lib/email/write";
import type { ListDefinition } from "@/lib/list/definition";
import type { ReasonBasis } from "../lifecycle";
import { reasonTitle } from "../possible-reasons";

type Removal = Pick<typeof removal.$inferSelect, "id" | "reference" | "list">;

/** What emails and events about one removal are about; its emails are one thread. */
export function aboutRemoval({ id, reference, list }: Removal): EmailSubject {
  return { kind: "removal", id, list, thread: `${reference}.removal` };
}

type Reason = Omit<EmailRemovalReason, "title"> & { readonly criterion: string };

/** The reasons as an email repeats them. */
export function emailReasons(list: ListDefinition, reasons: readonly Reason[]): readonly EmailRemovalReason[] {
  return reasons.map(({ criterion, reason, whatWouldHelp, basis }) => ({
    title: reasonTitle(list, criterion),
    reason,
    whatWouldHelp,
    ...(basis === undefined ? {} : { basis }),
  }));
}

/** Which reasons of an email one press cures. */
export function cures(reasons: readonly { readonly basis: ReasonBasis }[]): { readonly forSilence: boolean; readonly forAlias: boolean } {
  const restsOn = (wanted: ReasonBasis) => reasons.some(({ basis }) => basis === wanted);
  return { forSilence: restsOn("silence"), forAlias: restsOn("alias") };
}
