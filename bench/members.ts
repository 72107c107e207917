import { createHash } from "node:crypto";
import { performance } from "node:perf_hooks";
import { type Figures, load, median, type Shot } from "./load";
import { cookieOf, type Turns } from "./reads";
import { figuresHead, figuresRow, goal, heading, say, table } from "./report";
import type { Server } from "./servers";
import { memberOrganization, signedInMembers } from "./world";

type Servers = { readonly portal: Server; readonly portalSmall: Server; readonly floor: Server };

const asForm = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };

/** Searches for a member, at both ends of the roster and in the committee's list, one user: goals 11 and 12 and the growth rule. */
export async function rosterGoals({ portal, portalSmall, floor }: Servers, turns: Turns): Promise<void> {
  const asReviewer = cookieOf("reviewer");
  const last = { large: await lastPage(portal), small: await lastPage(portalSmall) };
  const found = new Map<string, Figures[]>();
  const note = async (name: string, server: Server, shot: Shot) => {
    await load(server.origin, { connections: 1, seconds: 0.5, next: () => shot });
    found.set(name, [...(found.get(name) ?? []), await load(server.origin, { connections: 1, seconds: turns.seconds, next: () => shot })]);
  };
  for (let round = 0; round < turns.rounds; round += 1) {
    await note("floor: queue", floor, { path: "/queue" });
    await note("roster, first page", portal, { path: "/istio/roster" });
    await note("roster, last page", portal, { path: last.large });
    await note("roster, last page at 1,000", portalSmall, { path: last.small });
    await note("roster, search", portal, { path: "/istio/roster?find=zation+1234" });
    await note("roster, search at 1,000", portalSmall, { path: "/istio/roster?find=zation+32" });
    await note("committee's members", portal, { path: "/committee/istio/members", headers: asReviewer });
    await note("committee's members at 1,000", portalSmall, { path: "/committee/istio/members", headers: asReviewer });
  }
  const figures = new Map([...found].map(([name, all]) => [name, median(all)]));
  const of = (name: string) => figures.get(name) ?? median([]);
  heading("100,000 members, one user");
  table([figuresHead, ...[...figures].map(([name, each]) => figuresRow(name, each))]);
  const floorP95 = of("floor: queue").p95;
  table([
    goal("11", "roster's first page, p95 / floor's queue", of("roster, first page").p95 / floorP95, { atMost: 1.5 }),
    goal("11", "roster's last page, p95 / floor's queue", of("roster, last page").p95 / floorP95, { atMost: 1.5 }),
    goal("12", "roster's search, p95 / (floor's queue + 9 ms)", of("roster, search").p95 / (floorP95 + 9), { atMost: 1 }),
    goal("12", "roster's search, p95 at 100,000 / at 1,000", of("roster, search").p95 / of("roster, search at 1,000").p95, { atMost: 3 }),
    goal("growth", "roster's last page, p95 at 100,000 / at 1,000", of("roster, last page").p95 / of("roster, last page at 1,000").p95, {
      atMost: 1.2,
    }),
    goal(
      "growth",
      "committee's members, p95 at 100,000 / at 1,000",
      of("committee's members").p95 / of("committee's members at 1,000").p95,
      {
        atMost: 1.2,
      },
    ),
    goal(
      "22",
      "errors",
      [...figures.values()].reduce((sum, { errors }) => sum + errors, 0),
      { atMost: 0 },
    ),
  ]);
  await exports(portal);
}

/** The address of the last page of the roster that begins near its end: its names sort as text. */
async function lastPage({ origin }: Server): Promise<string> {
  const near = Buffer.from(JSON.stringify(["organization 9998", "00000000-0000-4000-8000-000000000000"])).toString("base64url");
  const path = `/istio/roster?after=${near}`;
  const answer = await fetch(origin + path);
  if (!answer.ok) throw new Error("The last page of the roster cannot be read");
  await answer.arrayBuffer();
  return path;
}

/** How long the whole list takes as a file, for a person who is signed in. */
async function exports({ origin }: Server): Promise<void> {
  for (const path of ["/istio/roster.json", "/committee/istio/members.json", "/committee/istio/members.csv"]) {
    const begun = performance.now();
    const answer = await fetch(origin + path, { headers: cookieOf("chair") });
    const bytes = (await answer.arrayBuffer()).byteLength;
    say(`${path}: ${answer.status}, ${(bytes / 1_048_576).toFixed(1)} MiB in ${(performance.now() - begun).toFixed(0)} ms`);
  }
}

/** Asking for another contact alias: goal 10. Each request is another member's, with its check, emails to all concerned and trail. */
export async function aliasGoals({ portal, floor }: Pick<Servers, "portal" | "floor">, turns: Turns): Promise<void> {
  let number = 0;
  const next = (): Shot | null => {
    number += 1;
    if (number > signedInMembers) return null;
    const fields = { member: idOf(`member ${number}`), mode: "replace", oldAlias: "", reason: "The team has a new name." };
    return {
      path: "/membership/istio/alias/ask",
      method: "POST",
      headers: { ...asForm, cookie: `forewarned-session=bench-member-${number}` },
      body: new URLSearchParams({ ...fields, address: `psirt@organization${memberOrganization.large + number}.example` }).toString(),
    };
  };
  const floors: Figures[] = [];
  const asked: Figures[] = [];
  for (let round = 0; round < turns.rounds; round += 1) {
    floors.push(
      await load(floor.origin, {
        connections: 1,
        seconds: turns.seconds,
        next: () => ({ path: "/submit", method: "POST", headers: asForm, body: "email=sec%40acme.example&reason=because" }),
      }),
    );
    asked.push(await load(portal.origin, { connections: 1, seconds: turns.seconds, next }));
  }
  const [floorFigures, figures] = [median(floors), median(asked)];
  heading("Asking for another contact alias, one user");
  table([figuresHead, figuresRow("floor: submit", floorFigures), figuresRow("ask for another alias", figures)]);
  table([
    goal("10", "ask for another alias, p95 / floor's submit", figures.p95 / floorFigures.p95, { atMost: 1.5 }),
    goal("22", "errors", figures.errors, { atMost: 0 }),
  ]);
}

/** The id that the world gives to what has this name. */
function idOf(name: string): string {
  const hex = createHash("md5").update(name).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}
