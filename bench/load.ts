import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";

/** One request of a load: the next one is asked for when a connection is free. */
export type Shot = {
  readonly path: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};

/** What a load came to; times in milliseconds. */
export type Figures = {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly errors: number;
};

/**
 * Asks a server again and again over so many kept connections, for so many seconds or until `next` has nothing more.
 * Anything but 2xx and 3xx, and a form that was refused, counts as an error.
 */
export async function load(
  origin: string,
  { connections, seconds, next }: { connections: number; seconds: number; next: () => Shot | null },
): Promise<Figures> {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let errors = 0;
  const begun = performance.now();
  const end = begun + seconds * 1000;

  const one = async (): Promise<void> => {
    for (let shot = next(); shot !== null && performance.now() < end; shot = next()) {
      const start = performance.now();
      const status = await fire({ agent, hostname, port, shot });
      times.push(performance.now() - start);
      if (status < 200 || status >= 400) errors += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  const took = (performance.now() - begun) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    requests: times.length,
    perSecond: times.length / took,
    p50: at(times, 0.5),
    p95: at(times, 0.95),
    p99: at(times, 0.99),
    errors,
  };
}

function fire({ agent, hostname, port, shot }: { agent: Agent; hostname: string; port: string; shot: Shot }): Promise<number> {
  return new Promise((resolve) => {
    const sent = request({ agent, hostname, port, path: shot.path, method: shot.method ?? "GET", headers: shot.headers }, (response) => {
      response.resume();
      // A refused form redirects back to itself, which is not a success.
      const refused = response.headers.location?.includes("kept=") ?? false;
      response.once("end", () => resolve(refused ? 409 : (response.statusCode ?? 0)));
      response.once("error", () => resolve(0));
    });
    sent.once("error", () => resolve(0));
    sent.end(shot.body);
  });
}

/** The value below which the given share of sorted values lies; 0 for none. */
function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** The middle one of some figures, by requests per second. */
export function median(rounds: readonly Figures[]): Figures {
  const sorted = [...rounds].sort((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error("Nothing was measured");
  return { ...middle, errors: rounds.reduce((sum, { errors }) => sum + errors, 0) };
}
