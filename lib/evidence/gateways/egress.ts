import { readFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { env } from "@/lib/kernel/env";
import { assessUrl } from "@/lib/kernel/url";
import { isLoopback, isPublicAddress } from "../assess/public-address";
import type { Fetched } from "../seen";
import { type DnsOptions, resolveAddresses } from "./dns";

/** What one call may cost, and which content it takes. */
export type EgressOptions = {
  /** Media types, "text/plain". Anything else is not read. */
  readonly types: readonly string[];
  /** For the whole call, names and connection included. */
  readonly patienceMs?: number;
  /** After decompression. */
  readonly mostBytes?: number;
  readonly dns?: DnsOptions;
};

const patience = 10_000;
const most = 1_000_000;

/** Tried one after the other when a connection cannot be made. */
const mostAddresses = 3;

/**
 * Reads one public page: GET over https, port 443, a host name that resolves only to public addresses, connected to
 * exactly one of those addresses. No redirect is followed, nothing is sent along (no cookie, no credential, no referrer), and it
 * ends after 10 seconds or a megabyte. Failures are returned as "cannot tell" with a reason; it never throws for what another server does.
 *
 * Tests set a certificate authority in EVIDENCE_LOOPBACK (refused in every other mode, lib/kernel/env.ts) and can then
 * reach servers on this machine.
 */
export async function fetchPublic(url: string, { types, patienceMs = patience, mostBytes = most, dns }: EgressOptions): Promise<Fetched> {
  const assessment = assessUrl(url, "The link");
  if (!assessment.ok) return cannotTell("the link must not be opened");
  const target = new URL(assessment.url);
  const here = testLoopback();
  if (!isWebPort(target.port) && here === null) return cannotTell("the link uses a port other than 443");

  const ends = AbortSignal.timeout(patienceMs);
  const lookup = await Promise.race([resolveAddresses(target.hostname, dns), whenAborted(ends)]);
  if (lookup === null) return cannotTell(tooSlow);
  if (lookup.is === "cannot-tell") return cannotTell(lookup.why);
  if (lookup.is !== "found") return cannotTell("the host has no address");
  if (!lookup.records.every((address) => isPublicAddress(address) || (here !== null && isLoopback(address))))
    return cannotTell("the host has an address that is not public");

  for (const address of lookup.records.slice(0, mostAddresses)) {
    const answer = await get(target, address, { ends, ca: here });
    if (answer === "no-connection" && !ends.aborted) continue;
    return typeof answer === "string" ? cannotTell(ends.aborted ? tooSlow : troubles[answer]) : read(answer, { types, mostBytes, ends });
  }
  return cannotTell(troubles["no-connection"]);
}

const tooSlow = "the host does not answer in time";
const troubles = {
  "no-connection": "the host cannot be reached",
  "no-trust": "the certificate does not match the host",
  "no-answer": "the host does not answer like a web server",
} as const;

function cannotTell(why: string): Fetched {
  return { is: "cannot-tell", why };
}

/** The URL standard leaves the usual port of https out. */
function isWebPort(port: string): boolean {
  return port === "" || port === "443";
}

/** The certificate authority of a test, or null: then no address of this machine can be reached. */
function testLoopback(): string | null {
  const { PORTAL_MODE, EVIDENCE_LOOPBACK } = env();
  return PORTAL_MODE === "test" && EVIDENCE_LOOPBACK !== null ? readFileSync(EVIDENCE_LOOPBACK, "utf8") : null;
}

/** One request to one address. The name is used for the certificate and the Host header; it is not resolved again. */
function get(
  target: URL,
  address: string,
  { ends, ca }: { ends: AbortSignal; ca: string | null },
): Promise<IncomingMessage | keyof typeof troubles> {
  return new Promise((resolve) => {
    let connected = false;
    const request = https.request({
      host: address,
      family: isIP(address),
      port: target.port === "" ? 443 : Number(target.port),
      servername: target.hostname,
      path: `${target.pathname}${target.search}`,
      method: "GET",
      headers: { host: target.host, "user-agent": "Forewarned evidence check", accept: "*/*", "accept-encoding": "gzip, deflate, br" },
      agent: false,
      rejectUnauthorized: true,
      minVersion: "TLSv1.2",
      signal: ends,
      ...(ca === null ? {} : { ca }),
    });
    request.on("socket", (socket) => socket.once("connect", () => (connected = true)));
    request.on("response", (response) => {
      // Belt to the braces: what answers is what was reviewed.
      if (response.socket.remoteAddress !== address && !response.socket.remoteAddress?.endsWith(`:${address}`)) {
        response.destroy();
        resolve("no-connection");
      } else resolve(response);
    });
    request.on("error", (error: NodeJS.ErrnoException) =>
      resolve(isDistrust(error.code) ? "no-trust" : connected ? "no-answer" : "no-connection"),
    );
    request.on("close", () => resolve("no-answer")); // after all else: an answer in another protocol brings neither response nor error
    request.end();
  });
}

/** The codes of Node for a certificate that is expired, of another name, or signed by nobody we know. */
function isDistrust(code: string | undefined): boolean {
  return code !== undefined && /CERT|ALTNAME|SELF_SIGNED|UNABLE_TO_/.test(code);
}

async function read(
  response: IncomingMessage,
  { types, mostBytes, ends }: { types: readonly string[]; mostBytes: number; ends: AbortSignal },
): Promise<Fetched> {
  const status = response.statusCode ?? 0;
  const type = response.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  const refused = (why: string): Fetched => {
    response.destroy();
    return cannotTell(why);
  };
  if (status !== 200) {
    response.destroy();
    return { is: "status", status };
  }
  if (!types.includes(type)) return refused("the page has an unexpected type");
  if (Number(response.headers["content-length"] ?? 0) > mostBytes) return refused(tooLarge);
  const body = decoded(response); // only what is read to its end: the error of one that nobody reads would end the worker
  if (body === null) return refused("the page has an unsupported encoding");

  const parts: Buffer[] = [];
  let size = 0;
  const stop = () => body.destroy(new Error("too slow"));
  ends.addEventListener("abort", stop);
  try {
    for await (const part of body as AsyncIterable<Buffer>) {
      size += part.byteLength;
      if (size > mostBytes) return refused(tooLarge);
      parts.push(part);
    }
  } catch {
    return refused(ends.aborted ? tooSlow : "the page ended early");
  } finally {
    ends.removeEventListener("abort", stop);
  }
  return { is: "page", type, bytes: Buffer.concat(parts) };
}

const tooLarge = "the page is larger than a megabyte";

/** A map, because the key comes from another server. */
const unpackers = new Map([
  ["gzip", createGunzip],
  ["x-gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

function decoded(response: IncomingMessage): Readable | null {
  const encoding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  const unpack = unpackers.get(encoding);
  if (unpack === undefined) return encoding === "identity" || encoding === "" ? response : null;
  const unpacked = unpack();
  response.on("error", (error) => unpacked.destroy(error));
  response.on("aborted", () => unpacked.destroy(new Error("aborted")));
  return response.pipe(unpacked);
}

function whenAborted(ends: AbortSignal): Promise<null> {
  return new Promise((resolve) => ends.addEventListener("abort", () => resolve(null), { once: true }));
}
