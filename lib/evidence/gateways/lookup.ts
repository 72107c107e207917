import { createHash } from "node:crypto";
import { hostOf } from "@/lib/kernel/address";
import { domainLists } from "@/lib/kernel/domain";
import { Refusal } from "@/lib/kernel/refusal";
import type { OwnershipSeen } from "../assess/domain-ownership";
import type { MailDomainSeen } from "../assess/mail-domain";
import { readSecurityTxt, type SecurityTxtSeen } from "../assess/security-txt";
import { mostRows } from "../assess/sister-list";
import type { ReadMember } from "../roster/read";
import type { Fetched } from "../seen";
import { type DnsOptions, resolveMail, resolveNameServers, resolveTxt } from "./dns";
import { fetchPublic } from "./egress";
import { readRosterInThread } from "./read-roster";

/** The worker's lookups on other servers. None uses the database; each ends within some seconds. */

/** Where mail to an address goes, and who answers for its domain. */
export async function seeMailDomain(
  { address, ownDomains }: { address: string; ownDomains: readonly string[] },
  dns?: DnsOptions,
): Promise<MailDomainSeen> {
  const domain = hostOf(address);
  const registrable = domainLists.registrableDomain(domain);
  const [route, nameServers] = await Promise.all([resolveMail(domain, dns), resolveNameServers(registrable ?? domain, dns)]);
  return { domain, registrable, service: domainLists.serviceAt(domain), route, nameServers, ownDomains };
}

/** Whether a domain shows a record. */
export async function seeOwnership(
  { address, record, before }: { address: string; record: string; before: boolean },
  dns?: DnsOptions,
): Promise<OwnershipSeen> {
  const domain = domainLists.registrableDomain(hostOf(address)) ?? hostOf(address);
  const texts = await resolveTxt(domain, dns);
  const present = texts.is === "found" && texts.records.some((text) => text.trim() === record);
  return { domain, record, present, texts: texts.is === "found" ? { is: "found", records: texts.records.length } : texts, before };
}

/** The security.txt of an address's domain, at the path that RFC 9116 defines; under "www." when the bare domain redirects there. */
export async function seeSecurityTxt(address: string, { dns, port = "" }: LookupOptions = {}): Promise<SecurityTxtSeen> {
  const domain = domainLists.registrableDomain(hostOf(address)) ?? hostOf(address);
  const at = (host: string) =>
    fetchPublic(`https://${host}${port}/.well-known/security.txt`, { types: ["text/plain"], ...(dns === undefined ? {} : { dns }) });
  const first = await at(domain);
  const page = first.is === "status" && first.status >= 300 && first.status < 400 ? await at(`www.${domain}`) : first;
  return { domain, address, file: fileOf(page) };
}

/** `port` is for tests, which cannot listen on the web's own: ":40123". */
export type LookupOptions = { readonly dns?: DnsOptions | undefined; readonly port?: string };

function fileOf(page: Fetched): SecurityTxtSeen["file"] {
  if (page.is === "cannot-tell") return page;
  if (page.is === "status")
    return [404, 410].includes(page.status) ? { is: "missing" } : { is: "cannot-tell", why: `the server returned status ${page.status}` };
  const text = asText(page.bytes);
  return text === null ? { is: "cannot-tell", why: "the page is not text" } : { is: "read", ...readSecurityTxt(text) };
}

/** A roster as published: its rows and the hash of its bytes. `members` is null when it is not text or has too many rows. */
export type RosterSeen =
  | { readonly is: "read"; readonly hash: string; readonly members: readonly ReadMember[] | null }
  | { readonly is: "cannot-tell"; readonly why: string };

const rosterTypes = [
  "application/json",
  "application/x-yaml",
  "application/yaml",
  "text/csv",
  "text/html",
  "text/markdown",
  "text/plain",
  "text/x-markdown",
  "text/x-rst",
  "text/x-yaml",
  "text/yaml",
];

/** The roster that another list publishes. */
export async function seeRoster(url: string, { dns, port = "" }: LookupOptions = {}): Promise<RosterSeen> {
  const { host, pathname, search } = new URL(url);
  const page = await fetchPublic(`https://${host}${port}${pathname}${search}`, {
    types: rosterTypes,
    ...(dns === undefined ? {} : { dns }),
  });
  if (page.is === "cannot-tell") return page;
  if (page.is === "status") return { is: "cannot-tell", why: `the server returned status ${page.status}` };
  const text = asText(page.bytes);
  const hash = createHash("sha256").update(page.bytes).digest("hex");
  if (text === null) return { is: "read", hash, members: null };
  try {
    const { members } = await readRosterInThread(text, pathname);
    return { is: "read", hash, members: members.length > mostRows ? null : members };
  } catch (error) {
    if (error instanceof Refusal) return { is: "cannot-tell", why: "the page takes too long to read" };
    throw error;
  }
}

function asText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
