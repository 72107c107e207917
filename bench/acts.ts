import { type Figures, load, median, type Shot } from "./load";
import { cookieOf, type Turns } from "./reads";
import { figuresHead, figuresRow, goal, heading, table } from "./report";
import type { Server } from "./servers";
import { decidable, firstDraft, prepareDecisions } from "./world";

type Servers = { readonly portal: Server; readonly portalSmall: Server; readonly floor: Server };

const asForm = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" };

/** The floor's form: a row and an audit row. */
function floorShot(): Shot {
  return { path: "/submit", method: "POST", headers: asForm, body: "email=sec%40acme.example&reason=because" };
}

/** Sends one prepared draft after the other, each once. */
function drafts(from: number, to: number): () => Shot | null {
  let number = from;
  return () => {
    if (number > to) return null;
    const reference = `2026-${String(number).padStart(6, "0")}`;
    number += 1;
    return {
      path: `/applications/${reference}/send`,
      method: "POST",
      headers: { ...asForm, ...cookieOf("applicant") },
      body: "version=1&truth=yes",
    };
  };
}

/** Sending an application: goals 6 and 7. Every request is another application, with its receipt, emails, job and event. */
export async function sendGoals({ portal, portalSmall, floor }: Servers, { rounds, seconds }: Turns): Promise<void> {
  const found = new Map<string, Figures[]>();
  const note = async (name: string, server: Server, connections: number, next: () => Shot | null) => {
    found.set(name, [...(found.get(name) ?? []), await load(server.origin, { connections, seconds, next })]);
  };
  const large = drafts(firstDraft.large, firstDraft.large + 7_999);
  const small = drafts(firstDraft.small, firstDraft.small + 1_999);
  for (let round = 0; round < rounds; round += 1) {
    await note("floor: submit at 8", floor, 8, floorShot);
    await note("send an application at 8", portal, 8, large);
    await note("floor: submit, one user", floor, 1, floorShot);
    await note("send, one user, 10,000 waiting", portal, 1, large);
    await note("send, one user, 100 waiting", portalSmall, 1, small);
  }
  const figures = new Map([...found].map(([name, all]) => [name, median(all)]));
  const of = (name: string) => figures.get(name) ?? median([]);
  heading("Sending an application");
  table([figuresHead, ...[...figures].map(([name, each]) => figuresRow(name, each))]);
  table([
    goal("6", "send / floor's submit, per s at 8", of("send an application at 8").perSecond / of("floor: submit at 8").perSecond, {
      atLeast: 0.75,
    }),
    goal(
      "7",
      "send p95 with 10,000 waiting / with 100, one user",
      of("send, one user, 10,000 waiting").p95 / of("send, one user, 100 waiting").p95,
      { atMost: 1.1 },
    ),
    goal(
      "22",
      "errors",
      [...figures.values()].reduce((sum, { errors }) => sum + errors, 0),
      { atMost: 0 },
    ),
  ]);
}

/** Deciding: goals 8 and 9. Every request is another application whose vote is closed and whose email is written. */
export async function decideGoals(
  { portal, floor, databaseUrl }: Omit<Servers, "portalSmall"> & { databaseUrl: string },
  { rounds, seconds }: Turns,
): Promise<void> {
  await prepareDecisions(databaseUrl);
  const next = decisions();
  const found = new Map<string, Figures[]>();
  const note = async (name: string, server: Server, shots: () => Shot | null) => {
    found.set(name, [...(found.get(name) ?? []), await load(server.origin, { connections: 1, seconds, next: shots })]);
  };
  const queue = { path: "/committee/istio", headers: cookieOf("chair") };
  for (let round = 0; round < rounds; round += 1) {
    await note("floor: submit", floor, floorShot);
    await note("decide", portal, next);
    await note("floor: queue", floor, () => ({ path: "/queue" }));
    await note("the chair's queue", portal, () => queue);
  }
  const figures = new Map([...found].map(([name, all]) => [name, median(all)]));
  const of = (name: string) => figures.get(name) ?? median([]);
  heading("Deciding, one user");
  table([figuresHead, ...[...figures].map(([name, each]) => figuresRow(name, each))]);
  const floors = of("floor: submit").p95 + of("floor: queue").p95;
  table([
    goal("8", "decide p95 / floor's submit p95", of("decide").p95 / of("floor: submit").p95, { atMost: 1.5 }),
    goal("9", "decide and see the queue, p95 / floor's submit and queue", (of("decide").p95 + of("the chair's queue").p95) / floors, {
      atMost: 1.5,
    }),
    goal(
      "22",
      "errors",
      [...figures.values()].reduce((sum, { errors }) => sum + errors, 0),
      { atMost: 0 },
    ),
  ]);
}

function decisions(): () => Shot | null {
  let number: number = decidable.from;
  return () => {
    if (number > decidable.to) return null;
    const reference = `2026-${String(number).padStart(6, "0")}`;
    number += 1;
    return {
      path: `/committee/istio/applications/${reference}/email/decide`,
      method: "POST",
      headers: { ...asForm, ...cookieOf("chair") },
      body: "version=1&aliasByHand=",
    };
  };
}
