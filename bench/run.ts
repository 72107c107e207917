import { ensureDatabase, measured, startPassing } from "@/db/embedded";
import { migrate } from "@/db/migrate";
import { ensureBuild } from "@/scripts/build";
import { decideGoals, sendGoals } from "./acts";
import { handOver } from "./hand-over";
import { calm } from "./machine";
import { aliasGoals, rosterGoals } from "./members";
import { heldSender, outboxGoals } from "./outbox";
import { readGoals } from "./reads";
import { heading, say, table } from "./report";
import { buildFloor, memoryOf, startFloor, startPortal } from "./servers";
import { sweepGoals } from "./sweep";
import { applicantReference, fill } from "./world";

/**
 * Compares the portal with a baseline ("floor") in the same run: a minimal Next.js page with one query, on the same database,
 * alternately. `npm run bench -- quick` measures for a shorter time. The ratios matter, not the absolute figures.
 */
const quick = process.argv.includes("quick");
const members = 100_000;
const turns = { rounds: quick ? 1 : 3, seconds: quick ? 2 : 5 };

const server = await startPassing(measured);
try {
  await ensureBuild(".next");
  buildFloor();
  const [small, large] = await Promise.all(["bench_small", "bench_large"].map((name) => world(name)));
  if (!small || !large) throw new Error("No world was made");
  heading("Worlds");
  await fill(small, { applications: 1_000, waiting: 100, members: 1_000, drafts: 2_000 });
  say("1,000 applications, 100 waiting, 1,000 members");
  await fill(large, { applications: 100_000, waiting: 10_000, members, drafts: 8_000 });
  say("100,000 applications, 10,000 waiting, 100,000 members");
  say(`Fixed piece of hashing before: ${calm().toFixed(1)} ms`);

  const portal = await startPortal(large, `/applications/${applicantReference}`);
  const portalSmall = await startPortal(small, `/applications/${applicantReference}`);
  const floor = await startFloor(large, applicantReference);
  try {
    heading("Cold start to the first dynamic page");
    table([
      ["portal", `${portal.startMs.toFixed(0)} ms`],
      ["floor", `${floor.startMs.toFixed(0)} ms`],
      ["ratio", (portal.startMs / floor.startMs).toFixed(2), "goal 19: at most 2.00"],
    ]);
    await readGoals({ portal, portalSmall, floor }, turns);
    await rosterGoals({ portal, portalSmall, floor }, turns);
    await sendGoals({ portal, portalSmall, floor }, turns);
    await decideGoals({ portal, floor, databaseUrl: large }, turns);
    await aliasGoals({ portal, floor }, turns);
    await sweepGoals({ portal, databaseUrl: large, members });
    heading("Memory of the web process after the load (PSS)");
    table([
      ["portal", mib(memoryOf(portal.pid))],
      ["floor", mib(memoryOf(floor.pid))],
    ]);
  } finally {
    await Promise.all([portal.stop(), portalSmall.stop(), floor.stop()]);
  }
  await handOver(small);
  await outboxGoals(small, { emails: quick ? 1_000 : 5_000 });
  await heldSender(small, { emails: 60 });
  say(`Fixed piece of hashing after: ${calm().toFixed(1)} ms`);
} finally {
  await server.stop();
}

async function world(name: string): Promise<string> {
  const url = await ensureDatabase(server, name);
  await migrate(url);
  return url;
}

function mib(value: number | null): string {
  return value === null ? "not told by this system" : `${value.toFixed(0)} MiB`;
}
