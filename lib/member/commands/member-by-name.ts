import { sql } from "drizzle-orm";
import type { Work } from "@/lib/kernel/command";

/**
 * The member of a list that carries a name, whatever its case, spaces, full stops and commas: the rule of `sameName`, in SQL. The
 * roster shows names to everybody. Of two with one name, the one that is a member for longer.
 */
export async function memberByName(work: Work, list: string, name: string): Promise<string | null> {
  const { rows } = await work.tx.execute<{ id: string }>(sql`
    select m.id from member m
    where m.list = ${list} and m.left_on is null and ${folded(sql`m.name`)} = ${folded(sql`${name}`)}
    order by m.since_on, m.id limit 1`);
  return rows[0]?.id ?? null;
}

function folded(text: ReturnType<typeof sql>) {
  return sql`regexp_replace(lower(normalize(${text}::text, NFKC)), '[[:space:].,]+', '', 'g')`;
}
