import { sql } from "drizzle-orm";
import type { EmailAction } from "@/lib/email/data";
import type { Day } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import type { OpenTaskKind, StatusFacts } from "../open-task";
import { memberFacts } from "../queries/facts";
import { removalDay } from "../removal-open-tasks";
import { memberStatus } from "../status";

type Which = {
  readonly member: { readonly id: string };
  readonly list: ListDefinition;
  readonly reader: "member" | "committee";
  /** Of which open tasks; of all of them when left out. */
  readonly kinds?: readonly OpenTaskKind[];
};

/**
 * Who has to act on some open tasks of a membership, as its pages will show it once the transaction commits: the part of the reader of the
 * email first. Null when none of them is open. For emails, so that they always agree with the pages.
 */
export async function actionNow(work: Work, { member, list, reader, kinds }: Which): Promise<EmailAction | null> {
  const open = memberStatus(list, await factsNow(work, member), work.today).openTasks.filter(
    ({ kind }) => kinds === undefined || kinds.includes(kind),
  );
  const first = open.find(({ actor }) => actor === reader) ?? open[0];
  return first === undefined ? null : { actor: first.actor, action: first.action, by: first.by };
}

/** The earliest day of a removal that rests on a re-check which nobody answered, if one is open: its answer is due by then, whatever the re-check itself says. */
export async function silenceRemovalDay(
  work: Work,
  { member, list }: Pick<Which, "member" | "list">,
): Promise<{ readonly removalOn?: Day }> {
  const { removal } = (await factsNow(work, member)).open;
  const removalOn = removal?.forSilence ? removalDay(list, removal, work.today) : null;
  return removalOn === null ? {} : { removalOn };
}

async function factsNow({ tx }: Work, { id }: Which["member"]): Promise<StatusFacts> {
  const { rows } = await tx.execute<{ facts: StatusFacts }>(sql`select ${memberFacts} as facts from member m where m.id = ${id}`);
  const [row] = rows;
  if (row === undefined) throw new Error("There is no such member");
  return row.facts;
}
