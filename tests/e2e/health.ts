import { performance } from "node:perf_hooks";

/**
 * Asks for the portal's health again and again, and once at least, until `during` has ended. Gives every status and the longest wait
 * in milliseconds. Plain requests: those of the browser's tool are recorded, which takes longer than the portal's answers.
 */
export async function healthDuring(
  portalUrl: string,
  during: Promise<unknown>,
): Promise<{ readonly statuses: ReadonlySet<number>; readonly longestMs: number }> {
  let over = false;
  const ended = during.finally(() => {
    over = true;
  });
  const statuses = new Set<number>();
  let longestMs = 0;
  do {
    const asked = performance.now();
    const answer = await fetch(new URL("/api/health", portalUrl), { signal: AbortSignal.timeout(60_000) });
    await answer.text();
    statuses.add(answer.status);
    longestMs = Math.max(longestMs, performance.now() - asked);
  } while (!over);
  await ended;
  return { statuses, longestMs };
}
