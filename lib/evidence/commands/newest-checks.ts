import { type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import type { CheckName, CheckResult, CheckSubject } from "../checks";

/** The newest result of an automatic check about one thing. `seen` and its hash are for the committee only. */
export type NewestCheck = {
  readonly id: string;
  readonly name: CheckName;
  readonly target: string;
  readonly result: CheckResult;
  readonly sentence: string;
  readonly at: Date;
  readonly seen: Readonly<Record<string, unknown>>;
  readonly seenHash: string;
};

type Row = Omit<NewestCheck, "at" | "seenHash"> & { at: string; seen_hash: string };

/**
 * The newest run of each check about a member or an application; a run about several addresses returns a row for each. Does not
 * authorize: for commands and queries that have done so.
 */
export async function newestChecks(db: Database | Transaction, subject: CheckSubject): Promise<readonly NewestCheck[]> {
  const about = aboutSubject(subject);
  const { rows } = await db.execute<Row>(sql`
    select e.id, e.name, e.target, e.result, e.sentence, e.seen, e.seen_hash, to_char(e.checked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from (select name, max(checked_at) as newest from evidence_check where ${about} group by name) n
    join evidence_check e on e.name = n.name and e.checked_at = n.newest and ${aboutSubject(subject, "e")}
    order by e.name, e.target`);
  return rows.map(({ seen_hash: seenHash, at, ...row }) => ({ ...row, seenHash, at: new Date(at) }));
}

/** The rows of one subject, as a condition on evidence_check under a name. */
export function aboutSubject(subject: CheckSubject, as = "evidence_check"): SQL {
  const row = sql.identifier(as);
  return "memberId" in subject
    ? sql`${row}.member_id = ${subject.memberId}::uuid`
    : sql`${row}.application_id = ${subject.applicationId}::uuid`;
}
