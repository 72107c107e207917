import { database } from "@/db/client";
import { checksOf } from "@/lib/evidence/checks";
import { dayOf } from "@/lib/kernel/calendar";
import { listOf } from "@/lib/organization/commands/list-of";
import { enqueueSpread } from "../due-evidence";

/** Repeats all automatic checks of members whose re-checks were opened. The checks themselves limit repetition. */
export async function checkMembers(
  { list, memberIds }: { list: string; memberIds: readonly string[] },
  { now = new Date() }: { now?: Date } = {},
): Promise<void> {
  const names = [...new Set(checksOf(listOf(list), dayOf(now)).map(({ name }) => name))];
  const checks = memberIds.flatMap((memberId) => names.map((name) => ({ memberId, name })));
  await database().transaction((tx) => enqueueSpread(tx, checks, { because: "recheck", now }));
}
