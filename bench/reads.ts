import { type Figures, load, median, type Shot } from "./load";
import { figuresHead, figuresRow, goal, heading, table } from "./report";
import type { Server } from "./servers";
import { applicantReference, sessions } from "./world";

export type Turns = { readonly rounds: number; readonly seconds: number };
type Servers = { readonly portal: Server; readonly portalSmall: Server; readonly floor: Server };

/** The cookie of somebody of the world who is signed in. */
export function cookieOf(who: keyof typeof sessions): Record<string, string> {
  return { cookie: `forewarned-session=${sessions[who]}` };
}

const always = (shot: Shot) => () => shot;

/** Pages that people read: goals 2 to 5, 21, and the growth rule. */
export async function readGoals({ portal, portalSmall, floor }: Servers, turns: Turns): Promise<void> {
  const asReviewer = cookieOf("reviewer");
  const pages = {
    applicant: { path: `/applications/${applicantReference}`, headers: cookieOf("applicant") },
    queue: { path: "/committee/istio", headers: asReviewer },
    review: { path: `/committee/istio/applications/${applicantReference}/security-alias`, headers: asReviewer },
    roster: { path: "/istio/roster" },
    rosterJson: { path: "/istio/roster.json" },
    start: { path: "/istio" },
  };
  const measure = async (connections: number) => {
    const found = new Map<string, Figures[]>();
    const note = async (name: string, server: Server, shot: Shot) => {
      await load(server.origin, { connections, seconds: 0.5, next: always(shot) });
      found.set(name, [...(found.get(name) ?? []), await load(server.origin, { connections, seconds: turns.seconds, next: always(shot) })]);
    };
    for (let round = 0; round < turns.rounds; round += 1) {
      await note("floor: dynamic page", floor, { path: "/dynamic" });
      await note("application, applicant's page", portal, pages.applicant);
      await note("floor: queue", floor, { path: "/queue" });
      await note("queue", portal, pages.queue);
      await note("queue at 1,000", portalSmall, pages.queue);
      await note("application, reviewer's page", portal, pages.review);
      await note("roster", portal, pages.roster);
      await note("roster at 1,000", portalSmall, pages.roster);
      await note("roster.json", portal, pages.rosterJson);
      await note("start page of the list", portal, pages.start);
    }
    const medians = new Map([...found].map(([name, rounds]) => [name, median(rounds)]));
    heading(`Pages, ${connections} at a time`);
    table([figuresHead, ...[...medians].map(([name, figures]) => figuresRow(name, figures))]);
    return (name: string) => medians.get(name) ?? median([]);
  };

  const one = await measure(1);
  const eight = await measure(8);
  const many = await measure(32);
  heading("Goals of reading");
  table([
    goal(
      "2",
      "applicant's page / floor's dynamic page, per s at 8",
      eight("application, applicant's page").perSecond / eight("floor: dynamic page").perSecond,
      { atLeast: 0.85 },
    ),
    goal("2", "the same at 32", many("application, applicant's page").perSecond / many("floor: dynamic page").perSecond, { atLeast: 0.85 }),
    goal("3", "queue / floor's queue, per s at 8", eight("queue").perSecond / eight("floor: queue").perSecond, { atLeast: 0.8 }),
    goal("4", "queue p95 at 100,000 / at 1,000, one user", one("queue").p95 / one("queue at 1,000").p95, { atMost: 1.1 }),
    goal("5", "queue p95 / floor's queue p95, one user", one("queue").p95 / one("floor: queue").p95, { atMost: 1.5 }),
    goal(
      "21",
      "slowest page's p95 at 32 / 100 ms, one process",
      Math.max(many("queue").p95, many("roster").p95, many("application, reviewer's page").p95) / 100,
      { atMost: 1 },
    ),
    goal("growth", "roster p95 at 100,000 members / at 1,000, one user", one("roster").p95 / one("roster at 1,000").p95, { atMost: 1.2 }),
    goal(
      "22",
      "errors",
      [one, eight, many].reduce(
        (sum, at) =>
          sum +
          ["queue", "roster", "roster.json", "application, applicant's page", "application, reviewer's page"].reduce(
            (errors, name) => errors + at(name).errors,
            0,
          ),
        0,
      ),
      { atMost: 0 },
    ),
  ]);
}
