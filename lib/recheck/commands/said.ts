import { eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { memberAnswer, recheckAnswer } from "@/db/schema";
import { surroundings } from "@/lib/application/commands/surroundings";
import type { Day } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { type AskedAgain, askedAgain } from "../reading";

type Which = {
  readonly list: ListDefinition;
  readonly recheck: { readonly id: string; readonly criteria: readonly string[] };
  readonly member: { readonly id: string; readonly organizationId: string };
  readonly aliases: readonly string[];
  readonly day: Day;
};

/** Everything a re-check asks, with the statements from before and what was said to them, judged with what is known on a day. */
export async function readRecheck(
  db: Database | Transaction,
  { list, recheck, member, aliases, day }: Which,
): Promise<readonly AskedAgain[]> {
  const statements = await db
    .select({
      criterion: memberAnswer.criterion,
      draft: memberAnswer.draft,
      confirmedOn: memberAnswer.confirmedOn,
      confirmedBy: memberAnswer.confirmedBy,
    })
    .from(memberAnswer)
    .where(eq(memberAnswer.memberId, member.id));
  const said = await db
    .select({
      criterion: recheckAnswer.criterion,
      says: recheckAnswer.says,
      draft: recheckAnswer.draft,
      words: recheckAnswer.words,
      version: recheckAnswer.version,
    })
    .from(recheckAnswer)
    .where(eq(recheckAnswer.recheckId, recheck.id));
  const typed = statements.map((each) => said.find(({ criterion, says }) => criterion === each.criterion && says === "changed") ?? each);
  const around = await surroundings(db, { list, organizationId: member.organizationId, stored: typed, day });
  return askedAgain(list, { criteria: recheck.criteria, statements, said, aliases, around });
}
