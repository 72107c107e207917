import type { AliasCheckState } from "@/lib/alias/rules";

/** How far the contact alias of an application is. It is about the address that the answer names now, not about an earlier one. */
export type AliasProgress = "not-asked" | "open" | "expired" | "worn-out" | "answered" | "disowned";

/** The newest question to an address of the application, and the addresses of which a reader said that they are not its own. */
export type AliasFacts = {
  readonly address: string;
  readonly check: { readonly address: string; readonly state: AliasCheckState } | null;
  readonly disowned: readonly string[];
};

/** A disowned address stays disowned, also when another was named in between. */
export function aliasProgress({ address, check, disowned }: AliasFacts): AliasProgress {
  if (disowned.includes(address)) return "disowned";
  return check === null || check.address !== address || check.state === "ended" ? "not-asked" : check.state;
}

/** What the applicant needs to enter another address: nothing, an answer to the open question on this criterion, or the committee. */
export type AliasStage = "draft" | "question" | "sent";

type Reader = { readonly stage: AliasStage /** Who answers for the list. */; readonly contact: string };

/**
 * What the applicant has to do about the contact alias, as a sentence that begins with the verb; null when a person answered there.
 * Pages and emails say it in these words.
 */
export function aliasAction(progress: AliasProgress, { stage, contact }: Reader): string | null {
  switch (progress) {
    case "answered":
      return null;
    case "disowned":
      if (stage === "sent")
        return `Write to ${contact}, because somebody who reads the contact alias said that it is not yours. The committee can ask about this answer, and then you can name another address.`;
      return stage === "draft"
        ? "Enter another address, because somebody who reads the contact alias said that it is not yours. You cannot send the application until then."
        : "Answer the question on the contact alias with another address, because somebody who reads this one said that it is not yours.";
    case "not-asked":
      return `Send the email to your contact alias, because none has been sent yet. ${before(stage)}`;
    case "open":
      return `Have somebody answer the email sent to your contact alias. ${before(stage)}`;
    case "expired":
      return `Send the email to your contact alias again, because the link in it has expired. ${before(stage)}`;
    case "worn-out":
      return `Send the email to your contact alias again, and tell your colleagues the organization's name, because a wrong name was entered there five times. ${before(stage)}`;
  }
}

function before(stage: AliasStage): string {
  return stage === "draft"
    ? "You can send the application, but we cannot decide until somebody answers there."
    : "We cannot decide until then.";
}

/** The same as a step of what comes next. */
export function aliasStep(progress: AliasProgress): string {
  if (progress === "answered") return "A person answered at the contact alias";
  return progress === "disowned" ? "You enter another contact alias" : "Somebody answers at the contact alias";
}

/** What keeps an answer with that address from being sent. */
export const disownedPoint = "Somebody who reads this address said that it is not your organization's. Enter another address";
