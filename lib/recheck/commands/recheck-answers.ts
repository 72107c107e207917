import { eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { memberAnswer, recheckAnswer } from "@/db/schema";
import { loadValidationContext } from "@/lib/application/commands/validation-context";
import type { Day } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { type AskedAgain, askedAgain, type RecheckResponse } from "../reading";
import { questionsOf, type RecheckQuestion } from "./questions";

/** The verdict on the answer, or on the last one that anybody decided on: a new answer that nobody has read undoes no "not met". */
export const standingVerdict = sql<
  "met" | "not-met" | "cannot-tell" | null
>`coalesce(${memberAnswer.verdict}, ${memberAnswer.lastAssessed} ->> 'verdict')`;

type Which = {
  readonly list: ListDefinition;
  readonly recheck: { readonly id: string; readonly criteria: readonly string[]; readonly answeredAt: Date | null };
  readonly member: { readonly id: string; readonly organizationId: string };
  readonly aliases: readonly string[];
  readonly day: Day;
  /** For the people of the member: with what they typed and have not sent. Everybody else reads what was sent. */
  readonly unsent?: true;
};

/** All criteria of a re-check with the earlier statements and the new answers, validated with the facts of a day. */
export async function loadRecheckAnswers(
  db: Database | Transaction,
  { list, recheck, member, aliases, day, unsent }: Which,
): Promise<readonly AskedAgain[]> {
  const statements = await db
    .select({
      criterion: memberAnswer.criterion,
      draft: memberAnswer.draft,
      confirmedOn: memberAnswer.confirmedOn,
      confirmedBy: memberAnswer.confirmedBy,
      verdict: standingVerdict,
    })
    .from(memberAnswer)
    .where(eq(memberAnswer.memberId, member.id));
  const stored = await db
    .select({
      criterion: recheckAnswer.criterion,
      says: recheckAnswer.says,
      draft: recheckAnswer.draft,
      words: recheckAnswer.words,
      version: recheckAnswer.version,
    })
    .from(recheckAnswer)
    .where(eq(recheckAnswer.recheckId, recheck.id));
  const responses = unsent ? stored : recheck.answeredAt === null ? [] : asSent(stored, await questionsOf(db, recheck.id));
  const typed = statements.map(
    (each) => responses.find(({ criterion, says }) => criterion === each.criterion && says === "changed") ?? each,
  );
  const around = await loadValidationContext(db, { list, organizationId: member.organizationId, stored: typed, day });
  return askedAgain(list, { criteria: recheck.criteria, statements, responses, aliases, around });
}

/** The answers without what was typed while a question about them was open. */
function asSent(stored: readonly RecheckResponse[], questions: readonly RecheckQuestion[]): readonly RecheckResponse[] {
  const open = questions.filter(({ answeredAt, closedAt }) => answeredAt === null && closedAt === null);
  return stored.flatMap((response) => {
    const question = open.find(({ criterion }) => criterion === response.criterion);
    if (question === undefined || response.version <= question.answerVersion) return [response];
    if (question.sent !== null) return [{ ...response, says: question.sent.says, draft: question.sent.draft, words: question.sent.words }];
    return question.answerVersion === 0 ? [] : [response];
  });
}
