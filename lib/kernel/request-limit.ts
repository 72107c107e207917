import type { Pool } from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { connectionPool } from "@/db/client";
import { Refusal } from "./refusal";
import { sha256 } from "./token";

/** How often a request may come from one source, browser or person in a number of minutes. Rows contain a hash of whom they count. */
export type RequestLimit = { readonly name: string; readonly most: number; readonly minutes: number };

const limiters = new WeakMap<Pool, Map<string, RateLimiterPostgres>>();

/**
 * Counts `points` more for `whom`. Returns how many seconds to wait when that exceeds the limit, otherwise null. Counts on a
 * connection of its own, before and outside any command: the count is kept even if the command is refused.
 */
export async function secondsToWait(limit: RequestLimit, whom: string, points = 1): Promise<number | null> {
  try {
    await limiterOf(limit).consume(sha256(whom.toLowerCase()), points);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw error;
  }
}

/** As `secondsToWait`, but throws a Refusal past the limit that says when to try again. */
export async function refusePastLimit(limit: RequestLimit, whom: string, what: string, points = 1): Promise<void> {
  const seconds = await secondsToWait(limit, whom, points);
  if (seconds !== null) throw pastLimit(what, seconds);
}

/** The refusal of a request past a limit. */
export function pastLimit(what: string, seconds: number): Refusal {
  const minutes = Math.ceil(seconds / 60);
  const wait = minutes <= 90 ? `${minutes} ${minutes === 1 ? "minute" : "minutes"}` : `${Math.ceil(minutes / 60)} hours`;
  return new Refusal(`${what} Try again in ${wait}.`, { kind: "too-often", retryAfterSeconds: seconds });
}

function limiterOf({ name, most, minutes }: RequestLimit): RateLimiterPostgres {
  const pool = connectionPool();
  const ofPool = limiters.get(pool) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(pool, ofPool);
  const known = `${name} ${most} ${minutes}`;
  const limiter =
    ofPool.get(known) ??
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: "pool",
      tableName: "request_limit",
      tableCreated: true, // by a migration
      clearExpiredByTimeout: false, // by the worker's sweep
      keyPrefix: name,
      points: most,
      duration: minutes * 60,
    });
  ofPool.set(known, limiter);
  return limiter;
}
