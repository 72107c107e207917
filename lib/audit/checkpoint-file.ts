import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { isSigned, type SignedCheckpoint } from "./signing";

/** A position in the chain, recorded outside the database. A line that the portal wrote also has a time and a signature. */
export type Checkpoint = { readonly position: number; readonly hash: string } & Partial<SignedCheckpoint>;

/**
 * Reads a file of checkpoints, one a line: a signed line of the portal, or "POSITION HASH" as `audit verify` prints it. Empty lines and
 * lines that start with # are skipped. Null when it holds none, or a line is something else.
 */
export function checkpointsIn(text: string): readonly Checkpoint[] | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const found = lines.flatMap((line) => checkpointIn(line) ?? []);
  return found.length === 0 || found.length < lines.length ? null : found;
}

/** Reads one line of such a file; null when it is no checkpoint. */
export function checkpointIn(line: string): Checkpoint | null {
  const [, position, hash] = /^([1-9]\d{0,14}) ([0-9a-f]{64})\s*$/.exec(line) ?? [];
  if (position !== undefined && hash !== undefined) return { position: Number(position), hash };
  try {
    return signedLine.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

const signedLine = z.strictObject({
  position: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime({ precision: 3 }),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  signature: z.base64().max(100),
});

/** The number (from 1) of the first checkpoint whose exact content none of the keys has signed; null when there is none. */
export function wronglySigned(checkpoints: readonly Checkpoint[], keys: ReadonlyMap<string, KeyObject>): number | null {
  const wrong = checkpoints.findIndex(({ position, hash, at, keyId, signature }) => {
    const key = keys.get(keyId ?? "");
    if (key === undefined || at === undefined || keyId === undefined || signature === undefined) return true;
    return !isSigned(key, { position, hash, at, keyId, signature });
  });
  return wrong === -1 ? null : wrong + 1;
}

/** Two hours: one checkpoint may be late, or missing because of a restart. */
const longestGap = 2 * 3_600_000;

/**
 * Where more than two hours lie between two signed checkpoints, or between the last one and `now`: the worker did not run then, or
 * somebody removed lines.
 */
export function gapsIn(checkpoints: readonly Checkpoint[], now: Date): readonly { readonly from: string; readonly to: string }[] {
  const moments = checkpoints.flatMap(({ at }) => (at === undefined ? [] : [at])).toSorted();
  return moments.flatMap((from, index) => {
    const to = moments[index + 1] ?? now.toISOString();
    return Date.parse(to) - Date.parse(from) > longestGap ? [{ from, to }] : [];
  });
}
