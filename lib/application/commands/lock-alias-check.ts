import { eq, sql } from "drizzle-orm";
import { aliasCheck, application, member } from "@/db/schema";
import { aboutCheck, aliasTokenPurpose } from "@/lib/alias/commands/ask-alias";
import { type AliasCheckState, aliasCheckHours } from "@/lib/alias/rules";
import type { Work } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { tokenHash } from "@/lib/kernel/token";

/** The check that a link opens, locked until the end of the handler. Anybody with the link may answer; a link for another purpose opens nothing. */
export async function lockAliasCheck(work: Work, token: string) {
  const [found] = await work.tx
    .select({
      check: aliasCheck,
      organization: sql<string>`coalesce(${application.organizationName}, ${member.name})`,
      status: application.status,
      criteriaOn: application.criteriaOn,
    })
    .from(aliasCheck)
    .leftJoin(application, eq(application.id, aliasCheck.applicationId))
    .leftJoin(member, eq(member.id, aliasCheck.memberId))
    .where(eq(aliasCheck.tokenHash, tokenHash(aliasTokenPurpose, token)))
    .for("no key update", { of: aliasCheck });
  if (found === undefined) throw new Refusal("This link is not valid. Copy it from the email again.");
  const { check, organization, status, criteriaOn } = found;
  const subject = { kind: check.subjectKind, id: check.subjectId };
  return {
    ...check,
    memberId: check.memberId ?? undefined,
    organization,
    subject,
    /** Where the application is, if one waits for the answer. */
    stage:
      status === null
        ? null
        : status === "draft"
          ? "draft"
          : status === "submitted" || status === "information_requested"
            ? "sent"
            : "decided",
    criteriaOn,
    about: aboutCheck({ ...check, subject }),
  } as const;
}

export type LockedAliasCheck = Awaited<ReturnType<typeof lockAliasCheck>>;

/**
 * Carries an answer, or its being withdrawn, on to what waits for it. For an application the conflicts of interest that follow from it
 * hold from this transaction on; the job finds its reviewers anew. Of a decided one the address may be a member's contact alias by now.
 */
export function followCheck(work: Work, { id, subject, stage }: LockedAliasCheck): void {
  if (subject.kind !== "application" || stage === "decided") work.enqueue("follow-alias-answer", { checkId: id });
  else if (stage === "sent") work.enqueue("route-application", { applicationId: subject.id });
}

/** Why a check can no longer be answered, said to the person with its link. */
export function closedSentence(state: Exclude<AliasCheckState, "open" | "answered">): string {
  switch (state) {
    case "expired":
      return `This link is older than ${aliasCheckHours} hours. Send a new one to the address.`;
    case "ended":
      return "This link is no longer in use: a newer email was sent, another address was entered, or the request has ended.";
    case "disowned":
      return "Somebody said that this address does not belong to the organization. Everybody concerned was told.";
    case "worn-out":
      return "The wrong organization was entered five times. A new email can be sent to the address.";
  }
}
