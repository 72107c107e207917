import { readFile } from "node:fs/promises";
import { trailProtection } from "@/lib/audit/protection";
import { type Checkpoint, checkpointsIn, verifyChain } from "@/lib/audit/verify";
import { Refusal } from "@/lib/kernel/refusal";
import { useLocalDatabase } from "./local-database";
import type { Noun } from "./verb";

export const audit: Noun = {
  verify: {
    usage: "[--against FILE]",
    what: "Walks the audit chain and names the first event that does not fit. FILE holds checkpoints noted before, one a line.",
    run: async ({ options }) => {
      const checkpoints = options.against === undefined ? [] : await checkpointsOf(options.against);
      await useLocalDatabase();
      const [verdict, protection] = [await verifyChain(undefined, checkpoints), await trailProtection()];
      const trail = `The audit trail is ${protection}.`;
      if (!verdict.ok) {
        const text = `The chain is broken at event ${verdict.position}. ${verdict.why}\n${trail}`;
        return { text, json: { ...verdict, protection }, refused: true };
      }
      const coveredUpTo = Math.max(0, ...checkpoints.map(({ position }) => position));
      const lines = [
        `The chain is whole: ${verdict.events} events. Last hash ${verdict.lastHash}`,
        trail,
        `No checkpoint covers the events after ${coveredUpTo}: if the owner of the database rewrote them, this would not be found.`,
        `Checkpoint to keep elsewhere: ${verdict.events} ${verdict.lastHash}`,
      ];
      return { text: lines.join("\n"), json: { ...verdict, protection, coveredUpTo } };
    },
  },
};

async function checkpointsOf(file: string): Promise<readonly Checkpoint[]> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) throw new Refusal(`${file} could not be read. Check the name of the file.`);
  const found = checkpointsIn(text);
  if (found === null) throw new Refusal(`${file} must hold one checkpoint a line: the number of an event, a space and its hash.`);
  return found;
}
