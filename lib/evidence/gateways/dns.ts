import { Resolver } from "node:dns/promises";
import { env } from "@/lib/kernel/env";
import type { LookupOutcome, MailRoute } from "../seen";

/** The name servers and the timeout. The servers are those of EVIDENCE_DNS, or the machine's own. */
export type DnsOptions = { readonly servers?: readonly string[] | null; readonly patienceMs?: number };

/** Two questions of two seconds each, and a little: longer than a slow answer, shorter than anybody's patience. */
const patience = 5_000;

/** More records than this are no honest answer; the rest is left aside. */
const mostRecords = 100;

/** The TXT records of a domain, each in one piece. */
export function resolveTxt(domain: string, options?: DnsOptions): Promise<LookupOutcome<readonly string[]>> {
  return runQuery(options, async (resolver) => (await resolver.resolveTxt(domain)).map((parts) => parts.join("")));
}

/** The servers that answer for a domain, in lower case and in order of their names. */
export function resolveNameServers(domain: string, options?: DnsOptions): Promise<LookupOutcome<readonly string[]>> {
  return runQuery(options, async (resolver) => (await resolver.resolveNs(domain)).map((name) => name.toLowerCase()).sort());
}

/** The addresses of a host, of both families. Cannot tell, when one family cannot be told and the other has none. */
export async function resolveAddresses(host: string, options?: DnsOptions): Promise<LookupOutcome<readonly string[]>> {
  const [four, six] = await Promise.all([
    runQuery(options, (resolver) => resolver.resolve4(host)),
    runQuery(options, (resolver) => resolver.resolve6(host)),
  ]);
  const found = [four, six].flatMap((family) => (family.is === "found" ? family.records : []));
  if (found.length > 0) return { is: "found", records: found };
  if (four.is === "gone" || six.is === "gone") return { is: "gone" };
  return four.is === "cannot-tell" ? four : six;
}

/**
 * Where mail to a domain goes: to its MX records; without any, to its own address (RFC 5321 section 5.1); nowhere, when it says
 * so by a null MX (RFC 7505), when it has neither, or when there is no such name. If a server fails or does not answer, the result is "cannot tell".
 */
export async function resolveMail(domain: string, options?: DnsOptions): Promise<MailRoute> {
  const exchangers = await runQuery(options, (resolver) => resolver.resolveMx(domain));
  if (exchangers.is === "gone" || exchangers.is === "cannot-tell") return exchangers;
  if (exchangers.is === "found") {
    const mailHosts = exchangers.records.filter(({ exchange }) => exchange !== "" && exchange !== ".");
    if (mailHosts.length === 0) return { is: "null-mx" };
    const ordered = mailHosts.map(({ priority, exchange }) => ({ priority, exchange: exchange.toLowerCase() }));
    return { is: "servers", exchangers: ordered.sort((a, b) => a.priority - b.priority || (a.exchange < b.exchange ? -1 : 1)) };
  }
  const addresses = await resolveAddresses(domain, options);
  if (addresses.is === "found") return { is: "own-address" };
  return addresses.is === "none" ? { is: "none" } : addresses;
}

/**
 * Makes one query and maps every failure to a result. Never throws for what a server does. Outside production
 * no query is made unless EVIDENCE_DNS names a server: the demo and the tests use names that no name server knows.
 */
async function runQuery<Records extends readonly unknown[]>(
  { servers = env().EVIDENCE_DNS, patienceMs = patience }: DnsOptions = {},
  ask: (resolver: Resolver) => Promise<Records>,
): Promise<LookupOutcome<Records[number][]>> {
  if (servers === null && env().PORTAL_MODE !== "production") return { is: "cannot-tell", why: "DNS lookups are off in this portal" };
  const resolver = new Resolver({ timeout: Math.ceil(patienceMs / 3), tries: 2 });
  if (servers !== null) resolver.setServers(servers);
  const tooLong = setTimeout(() => resolver.cancel(), patienceMs);
  try {
    const records = await ask(resolver);
    return records.length === 0 ? { is: "none" } : { is: "found", records: records.slice(0, mostRecords) };
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === "ENOTFOUND") return { is: "gone" };
    if (code === "ENODATA") return { is: "none" };
    if (typeof code === "string" && /^E[A-Z]+$/.test(code)) return { is: "cannot-tell", why: reasons[code] ?? "no usable answer" };
    throw error;
  } finally {
    clearTimeout(tooLong);
  }
}

/** The resolver's own codes, as words. */
const reasons: Readonly<Record<string, string>> = {
  ESERVFAIL: "the name server has a problem",
  EREFUSED: "the name server refuses to answer",
  ETIMEOUT: "the name server does not answer",
  ECANCELLED: "the name server does not answer",
  ECONNREFUSED: "the name server cannot be reached",
};
