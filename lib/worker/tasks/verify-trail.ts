import { createPublicKey } from "node:crypto";
import { appendFile, readFile } from "node:fs/promises";
import { type Checkpoint, checkpointIn, wronglySigned } from "@/lib/audit/checkpoint-file";
import { keepCheckpoint, newestCheckpoints } from "@/lib/audit/checkpoints";
import { keyIdOf, lineOf, signCheckpoint, signingKeyFrom } from "@/lib/audit/signing";
import { verifyChain } from "@/lib/audit/verify";
import { tellBrokenTrail } from "@/lib/evidence/commands/tell-broken-trail";
import { tellStatusFaults } from "@/lib/evidence/commands/tell-status-faults";
import type { Context } from "@/lib/kernel/command";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import { statusFaults } from "@/lib/views/status-columns";
import { hostedLists } from "@/lists";

/** The signing key, and the file that receives a copy of each checkpoint. */
export type CheckpointSettings = Pick<ReturnType<typeof env>, "AUDIT_SIGNING_KEY" | "AUDIT_CHECKPOINT_FILE">;

const dayInMilliseconds = 86_400_000;

/**
 * Makes the hourly task that verifies the audit trail and then signs its end. It begins at the last event that this process has
 * verified. Once a day, and first after a start, it verifies the whole trail against the checkpoints that were signed before, and
 * compares the status columns with their events. The position is kept in memory, out of reach of somebody who can write to the
 * database. A fault raises an alert on every hosted list, because they share one trail; a trail with a fault is not signed.
 */
export function trailWatch(settings: () => CheckpointSettings = env): (context: Context, now: Date) => Promise<void> {
  let end: Checkpoint | null = null;
  let wholeAt = Number.NEGATIVE_INFINITY;
  return async (context, now) => {
    const lists = hostedLists(env().PORTAL_LISTS?.join(",")).map(({ slug }) => slug);
    const whole = now.getTime() - wholeAt >= dayInMilliseconds;
    const checkpoints = [...(end === null ? [] : [end]), ...(whole ? await signedBefore(settings()) : [])];
    const verdict = await verifyChain(whole ? { checkpoints } : { from: end });
    if (!verdict.ok) {
      wholeAt = Number.NEGATIVE_INFINITY;
      log.error("audit.broken", { position: verdict.position });
      for (const list of lists) await tellBrokenTrail(context, { list, position: verdict.position });
      return;
    }
    if (verdict.events === 0) return;
    end = { position: verdict.events, hash: verdict.lastHash };
    await sign(end, now, settings());
    if (!whole) return;
    wholeAt = now.getTime();
    const faults = await statusFaults();
    if (faults.length === 0) return;
    log.error("audit.statuses", { rows: faults.length });
    for (const list of lists) {
      const its = faults.filter((fault) => fault.list === null || fault.list === list);
      if (its.length > 0)
        await tellStatusFaults(context, { list, columns: [...new Set(its.map(({ column }) => column))], rows: its.length });
    }
  };
}

/** The checkpoints that carry the signature of the present key, from the file and the table. Others prove nothing here. */
async function signedBefore({ AUDIT_SIGNING_KEY, AUDIT_CHECKPOINT_FILE }: CheckpointSettings): Promise<readonly Checkpoint[]> {
  const key = AUDIT_SIGNING_KEY === null ? null : signingKeyFrom(AUDIT_SIGNING_KEY);
  if (key === null) return [];
  const text = AUDIT_CHECKPOINT_FILE === null ? "" : await readFile(AUDIT_CHECKPOINT_FILE, "utf8").catch(() => ""); // none at first
  const keys = new Map([[keyIdOf(key), createPublicKey(key)]]);
  const found = [...text.split("\n").flatMap((line) => checkpointIn(line) ?? []), ...(await newestCheckpoints(1_000))];
  return found.filter((checkpoint) => wronglySigned([checkpoint], keys) === null);
}

/** Signs the end of a verified trail and publishes the checkpoint. Without a key nothing is signed. */
async function sign(end: Checkpoint, now: Date, { AUDIT_SIGNING_KEY, AUDIT_CHECKPOINT_FILE }: CheckpointSettings): Promise<void> {
  const key = AUDIT_SIGNING_KEY === null ? null : signingKeyFrom(AUDIT_SIGNING_KEY);
  if (key === null) return;
  const checkpoint = signCheckpoint(key, { ...end, at: now.toISOString() });
  await keepCheckpoint(checkpoint);
  if (AUDIT_CHECKPOINT_FILE !== null) await appendFile(AUDIT_CHECKPOINT_FILE, `${lineOf(checkpoint)}\n`, { mode: 0o644 });
}
