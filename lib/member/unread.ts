import { syntaxOnly } from "@/lib/kernel/address";
import type { Day } from "@/lib/kernel/calendar";
import { readAnswer } from "@/lib/list/answer";
import { assess } from "@/lib/list/assess";
import type { ListDefinition } from "@/lib/list/definition";
import type { Draft } from "@/lib/list/kind";
import { criterionByKey } from "@/lib/list/lookup";

/** What a member sent while a removal was open, as far as it may have to be read. `received` (queries/facts.ts) reads it for many members. */
export type Received = {
  /** The reasons that were not struck, and what each rests on. */
  readonly reasons: readonly { readonly criterion: string; readonly basis: string }[];
  /** Re-checks that were answered and not yet decided, and those answered since the removal was proposed. */
  readonly rechecks: readonly {
    readonly reference: string;
    readonly status: string;
    readonly criteria: readonly string[];
    readonly answeredOn: Day;
    readonly endedOn: Day | null;
  }[];
  /** Answers given on the member's page since the removal was proposed, without a verdict. */
  readonly answers: readonly { readonly criterion: string; readonly draft: Draft; readonly answeredOn: Day }[];
  /** Evidence that the committee has not answered. */
  readonly evidence: readonly { readonly criterion: string; readonly submittedOn: Day }[];
};

/** Something that the committee has to read before anybody can agree. */
export type Unread = {
  readonly kind: "recheck" | "answer" | "evidence";
  /** The reference of the re-check, or the key of the criterion. */
  readonly of: string;
  readonly on: Day;
};

/** What the committee has to read before the removal continues. */
export function unreadIn(received: Received, list: ListDefinition): readonly Unread[] {
  const { reasons, rechecks, answers, evidence } = received;
  return [
    ...rechecks.flatMap(({ reference, status, answeredOn }): Unread[] =>
      status === "answered" ? [{ kind: "recheck", of: reference, on: answeredOn }] : [],
    ),
    ...answers.flatMap((answer): Unread[] =>
      reasons.some((reason) => reason.criterion === answer.criterion && bearsOn(reason, list)) && isUnread(answer, received, list)
        ? [{ kind: "answer", of: answer.criterion, on: answer.answeredOn }]
        : [],
    ),
    ...evidence.map(({ criterion, submittedOn }): Unread => ({ kind: "evidence", of: criterion, on: submittedOn })),
  ];
}

/** Accepting the policy again does not answer a person's finding. */
function bearsOn({ criterion, basis }: Received["reasons"][number], list: ListDefinition): boolean {
  return basis !== "person" || criterionByKey(list, criterion)?.kind !== "policy-acceptance";
}

/** An answer that no re-check has read since. One that itself says "no" needs no reading. */
function isUnread(
  { criterion: key, draft, answeredOn }: Received["answers"][number],
  { rechecks }: Received,
  list: ListDefinition,
): boolean {
  const readSince = rechecks.some(
    ({ status, criteria, endedOn }) =>
      (status === "passed" || status === "failed") && criteria.includes(key) && endedOn !== null && endedOn >= answeredOn,
  );
  const criterion = criterionByKey(list, key);
  if (readSince || criterion === undefined) return false;
  const read = readAnswer(criterion, draft, plain);
  return !read.ok || assess(criterion, read.answer, {}).verdict !== "not-met";
}

/** Nothing around an answer: whether an address is in use was asked when it was typed. */
export const plain = { portalDomain: "", memberDomains: [], aliasesInUse: [], domains: syntaxOnly } as const;
