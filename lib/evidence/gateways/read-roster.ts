import { inThread } from "@/lib/kernel/reader-thread";
import type { readRoster } from "../roster/read";

/** As `readRoster`, in a thread with a deadline: for rosters that others publish. Throws a Refusal when reading takes too long. */
export const readRosterInThread = inThread<typeof readRoster>({ file: "lib/evidence/roster/read.ts", name: "readRoster" });
