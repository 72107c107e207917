import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { contactAlias, type LastAssessed, memberAnswer } from "@/db/schema";
import { refuseUnstorable } from "@/lib/application/commands/save-answer";
import { loadValidationContext } from "@/lib/application/commands/validation-context";
import { policyField, sameDraft } from "@/lib/application/drafts";
import { command, type Work } from "@/lib/kernel/command";
import { Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { criterionVersion } from "@/lib/list/criteria";
import type { Criterion, ListDefinition } from "@/lib/list/definition";
import { policyHash, policyVersion } from "@/lib/list/embargo";
import { storeAnswer } from "@/lib/member/commands/answers";
import { criterionOf } from "@/lib/organization/commands/list-of";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { mayActForMember, mayAnswerForMember } from "@/lib/organization/permissions";
import { readChanged } from "@/lib/recheck/reading";
import { askedOf, type RuleChange } from "@/lib/recheck/rule-changes";
import { receiveAnswer } from "./receive-answer";

const input = z.strictObject({
  memberId: z.uuid(),
  criterion: z.string().max(100),
  draft: z.record(z.string(), z.string()),
});

/**
 * A member answers a criterion that is announced, or that took effect while it was a member, or accepts a coming version of the
 * embargo policy: only the primary may accept (row 29). Validated like an applicant's answer; an invalid one is refused with
 * every mistake, and the page keeps what was typed. "Not yet" is an answer too. It can be given again; an answer that the committee
 * has already decided keeps that verdict when it is repeated.
 */
export const answerCriterion = command(
  "answerCriterion",
  input,
  async (work, { memberId, criterion: key, draft }): Promise<{ readonly says: "yes" | "no" }> => {
    const { member, list, actor } = await loadMemberForUpdate(work, memberId);
    const criterion = list.criteria.find((each) => each.key === key);
    const isPolicy = criterion?.kind === "policy-acceptance";
    work.authorize(isPolicy ? mayActForMember(actor, member) : mayAnswerForMember(actor, member));
    refuseUnless(member.leftOn === null, "Your organization has left the list.", "conflict");
    const ruleChange = askedOf(list, work.today, member.since).find((each) => each.criterion === key);
    const asked = criterionOf(ruleChange === undefined ? [] : list.criteria, key);
    refuseUnstorable(asked, draft);

    const reading = await read(work, { list, criterion: asked, member, draft, ruleChange });
    if (reading.problems.length > 0) throw new Refusal(reading.problems[0]?.message ?? "", { kind: "input", problems: reading.problems });
    const [stored] = await work.tx
      .select()
      .from(memberAnswer)
      .where(and(eq(memberAnswer.memberId, memberId), eq(memberAnswer.criterion, key)));
    const version = versionOf(asked, ruleChange, work.today);
    const says = reading.says;
    if (stored !== undefined && stored.criterionVersion === version && sameDraft(stored.draft, draft)) {
      work.nothingToDo();
      return { says };
    }
    const facts = {
      criterionVersion: version,
      draft: { ...draft },
      confirmedOn: work.today,
      confirmedBy: "member" as const,
      answeredAt: work.now,
      ...foundAgain(stored === undefined ? null : decidedBefore(stored), { version, draft }),
    };
    await storeAnswer(work, { memberId, criterion: key }, facts);
    const about = { kind: "member", id: memberId, list: list.slug };
    const policy = isPolicy ? policyVersion(list, draft[policyField] ?? "") : undefined;
    if (policy !== undefined && says === "yes")
      work.audit("criterion.policy_accepted", about, { version: policy.version, hash: policyHash(policy) });
    else work.audit("criterion.answered", about, { criterion: key, version });
    await receiveAnswer(work, memberId, key);
    return { says };
  },
);

type Stored = typeof memberAnswer.$inferSelect;

/** The last answer that the committee decided on: the one that is replaced, or one before it. */
function decidedBefore({
  criterionVersion: version,
  draft,
  verdict,
  verdictReason,
  verdictBy,
  verdictAt,
  lastAssessed,
}: Stored): LastAssessed | null {
  if (verdict === null || verdictAt === null) return lastAssessed;
  return { version, draft, verdict, reason: verdictReason ?? "", by: verdictBy, at: verdictAt.toISOString() };
}

/** What is known of a new answer: nothing, unless it is the one that the committee decided on last. */
function foundAgain(
  lastAssessed: LastAssessed | null,
  { version, draft }: Pick<LastAssessed, "version" | "draft">,
): Pick<Stored, "verdict" | "verdictReason" | "verdictBy" | "verdictAt" | "lastAssessed"> {
  if (lastAssessed === null || lastAssessed.version !== version || !sameDraft(lastAssessed.draft, draft))
    return { verdict: null, verdictReason: null, verdictBy: null, verdictAt: null, lastAssessed: lastAssessed };
  const { verdict, reason, by, at } = lastAssessed;
  return { verdict, verdictReason: reason, verdictBy: by, verdictAt: new Date(at), lastAssessed: lastAssessed };
}

/** The version that the answer is about: the coming one of a criterion; of an acceptance the criterion's own, since the draft names the policy's. */
function versionOf(criterion: Criterion, ruleChange: RuleChange | undefined, today: string): string {
  if (ruleChange === undefined || ruleChange.kind === "policy") return criterionVersion(criterion, today);
  return ruleChange.since > today ? ruleChange.version : criterionVersion(criterion, today);
}

type Given = {
  readonly list: ListDefinition;
  readonly criterion: Criterion;
  readonly member: { readonly id: string; readonly organizationId: string };
  readonly draft: Readonly<Record<string, string>>;
  readonly ruleChange: RuleChange | undefined;
};

async function read(work: Work, { list, criterion, member, draft, ruleChange }: Given) {
  const around = await loadValidationContext(work.tx, {
    list,
    organizationId: member.organizationId,
    stored: [{ criterion: criterion.key, draft }],
    day: work.today,
  });
  const aliases = await work.tx.select({ address: contactAlias.address }).from(contactAlias).where(eq(contactAlias.memberId, member.id));
  const { problems, reading } = readChanged(criterion, draft, {
    aliases: aliases.map(({ address }) => address),
    around: ruleChange?.kind === "policy" ? { ...around, policyVersion: ruleChange.version } : around,
  });
  const answer = reading.ok ? reading.answer : null;
  const no = (answer?.kind === "policy-acceptance" && !answer.accepted) || (answer?.kind === "listed-elsewhere" && !answer.listed);
  return { problems, says: no ? ("no" as const) : ("yes" as const) };
}
