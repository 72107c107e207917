import type { Env } from "@/lib/kernel/env";
import { withFaultPage } from "@/lib/server/fault-page";
import { withMissingPage } from "@/lib/server/missing-page";
import { countingRefused, type RefusedCounts } from "@/lib/server/refused-access";
import { type Answer, readableAddress, refusedBody, refusedMethod, serve, tellOrigin } from "@/lib/server/web-server";

/**
 * The web process: decides the settings, migrates under the lock, serves, and on SIGTERM finishes what is under way before it ends.
 * Any number of these may run against one database.
 */
process.env.NEXT_TELEMETRY_DISABLED = "1";
process.setSourceMapsEnabled(false); // the loader switches them on, and then the maps of every chunk are read and kept
if (!process.env.NODE_ENV) Object.assign(process.env, { NODE_ENV: "production" }); // before anything that reads it is loaded

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});

async function main(): Promise<void> {
  const { env } = await import("@/lib/kernel/env");
  const settings = env();
  const [app] = await Promise.all([prepared(settings.PORT), migrated(settings)]);
  const handle = app.getRequestHandler();
  const portal = new URL(settings.PORTAL_URL);
  const page = countingRefused(
    withFaultPage(withMissingPage((request, response) => void handle(request, response))),
    (counts) => void tellRefused(counts),
  );
  const answer: Answer = (request, response) => {
    if (refusedMethod(request, response) || refusedBody(request, response)) return;
    request.url = readableAddress(request.url ?? "/");
    tellOrigin(request, portal, settings.TRUSTED_PROXY_HOPS);
    page(request, response);
  };
  const server = await serve(answer, settings.PORT, hosts(settings.PORTAL_MODE));
  process.stdout.write(`Forewarned serves ${settings.PORTAL_URL} on port ${settings.PORT}\n`);

  const leave = async () => {
    setTimeout(() => process.exit(0), 15_000).unref(); // an answer that takes longer than that is given up
    await server.drain();
    await app.close(); // waits for what runs after an answer
    const { closeDatabase } = await import("@/db/client");
    await closeDatabase();
    process.exit(0);
  };
  process.once("SIGTERM", () => void leave());
  process.once("SIGINT", () => void leave());
}

/** Logs how many requests were refused, and tells the chairs of a burst. */
async function tellRefused(counts: RefusedCounts): Promise<void> {
  const [{ log }, { secondsToWait }, { refusedBurst, tellRefusedAccess }, { worker }, { env }, { hostedLists }] = await Promise.all([
    import("@/lib/kernel/log"),
    import("@/lib/kernel/request-limit"),
    import("@/lib/evidence/commands/tell-refused-access"),
    import("@/lib/kernel/actor"),
    import("@/lib/kernel/env"),
    import("@/lists"),
  ]);
  log.warn("access.refused", counts);
  try {
    const count = Object.values(counts).reduce((sum, each) => sum + each, 0);
    if ((await secondsToWait(refusedBurst, "all", count)) === null) return;
    for (const { slug } of hostedLists(env().PORTAL_LISTS?.join(","))) await tellRefusedAccess({ actor: worker }, { list: slug });
  } catch (error) {
    log.error("access.refused-not-told", { error });
  }
}

/** As the owner, whose password this process then forgets; the trail is only safe from a process that has not got it. */
async function migrated({ DATABASE_URL, DATABASE_OWNER_URL }: Env): Promise<void> {
  delete process.env.DATABASE_OWNER_URL;
  const [{ migrate }, { trailProtection }] = await Promise.all([import("@/db/migrate"), import("@/lib/audit/protection")]);
  await migrate(DATABASE_OWNER_URL ?? DATABASE_URL, DATABASE_URL);
  const protection = await trailProtection();
  if (protection !== "protected") process.stderr.write(`The audit trail is ${protection}. Set DATABASE_OWNER_URL: see README.md.\n`);
}

/** The framework, ready to answer. It asks the database nothing before the first request. */
async function prepared(port: number) {
  const { default: next } = await import("next");
  const app = next({ dev: false, port });
  await app.prepare();
  return app;
}

/** In modes where everybody can read the emails, only this machine is served, unless HOST is set. */
function hosts(mode: string): readonly (string | undefined)[] {
  if (process.env.HOST) return [process.env.HOST];
  return mode === "production" ? [undefined] : ["127.0.0.1", "::1"];
}
