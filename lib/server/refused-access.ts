import type { Answer } from "./web-server";

/** The parts of the portal that are not public. Requests for other addresses mean nothing: scanners try any address. */
const areas = ["account", "api", "applications", "committee", "confirm", "membership", "sign-in"] as const;
const refusals = [401, 403, 404, 429];

/** How often each area refused with each status since it was last told, as "area status". No address, no name, nothing of a request. */
export type RefusedCounts = Readonly<Record<string, number>>;

/** Counts answers that refuse, and tells the counts once in a while; with nothing to tell it is silent. */
export function countingRefused(answer: Answer, tell: (counts: RefusedCounts) => void, everyMs = 60_000): Answer {
  let counts: Record<string, number> = {};
  setInterval(() => {
    if (Object.keys(counts).length === 0) return;
    const told = counts;
    counts = {};
    tell(told);
  }, everyMs).unref();
  return (request, response) => {
    const area = areas.find((each) => request.url?.split(/[/?]/)[1] === each);
    if (area !== undefined)
      response.once("finish", () => {
        if (!refusals.includes(response.statusCode)) return;
        const key = `${area} ${response.statusCode}`;
        counts[key] = (counts[key] ?? 0) + 1;
      });
    answer(request, response);
  };
}
