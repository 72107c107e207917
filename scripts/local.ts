import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** PORT or 3000; when that is taken the next free one, which the second value tells. */
export async function choosePort(): Promise<{ port: number; wished: number }> {
  const wished = Number(process.env.PORT || 3000);
  if (!Number.isInteger(wished) || wished < 1 || wished > 65_535) throw new Error("PORT must be a whole number from 1 to 65535.");
  for (let port = wished; port <= 65_535; port += 1) if (await isFree(port)) return { port, wished };
  throw new Error(`No port from ${wished} on is free.`);
}

/** Free on every address, since another program may listen on one of them only. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ["0.0.0.0", "127.0.0.1", "::", "::1"]) if (!(await canListen(port, host))) return false;
  return true;
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code !== "EADDRINUSE" && code !== "EACCES")); // no IPv6 here is no hindrance
    server.listen({ port, host, ipv6Only: true }, () => server.close(() => resolve(true)));
  });
}

/** Waits until the portal answers at all. Gives up after `seconds`, or as soon as `gone` settles. */
export async function untilAnswering(url: string, gone: Promise<unknown>, seconds = 60): Promise<boolean> {
  let over = false;
  gone.then(() => {
    over = true;
  });
  for (const end = Date.now() + seconds * 1000; !over && Date.now() < end; ) {
    const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5_000) }).catch(() => null);
    await answer?.body?.cancel();
    if (answer) return true;
    await wait(100);
  }
  return false;
}
