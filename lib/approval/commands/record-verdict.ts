import { and, eq, sql } from "drizzle-orm";
import { agreement } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import type { AgreementSubject } from "../actions";

type Given = {
  /** The id of what is approved. */
  readonly id: string;
  readonly list: string;
  readonly personId: string;
  readonly verdict: "agree" | "object";
  readonly reason: string;
  /** What the person gave before then is replaced. */
  readonly since: Date;
};

/** Stores a person's verdict on an action, one per person, and returns whether that changed anything. What is approved must be locked. */
export async function recordVerdict(
  work: Work,
  action: AgreementSubject,
  { id, list, personId, verdict, reason, since }: Given,
): Promise<boolean> {
  const stored = await work.tx
    .insert(agreement)
    .values({ list, subjectKind: action, subjectId: id, personId, verdict, reason, at: work.now })
    .onConflictDoUpdate({
      target: [agreement.subjectKind, agreement.subjectId, agreement.personId],
      set: { verdict, reason, at: work.now },
      setWhere: sql`${agreement.verdict} <> excluded.verdict or ${agreement.at} < ${since.toISOString()}::timestamptz`,
    })
    .returning({ id: agreement.id });
  return stored.length === 1;
}

/** Everybody who gave a verdict on an action, eligible or not. */
export async function peopleWhoGave(
  work: Work,
  action: AgreementSubject,
  { id, verdict }: Pick<Given, "id" | "verdict">,
): Promise<readonly string[]> {
  const rows = await work.tx
    .select({ personId: agreement.personId })
    .from(agreement)
    .where(and(eq(agreement.subjectKind, action), eq(agreement.subjectId, id), eq(agreement.verdict, verdict)));
  return rows.map(({ personId }) => personId);
}
