import { disposableEmailBlocklistSet } from "disposable-email-domains-js";
import mailProviders from "email-providers/all.json";
import { getDomain, parse } from "tldts";
import type { DomainLists } from "./address";
import { plainReading, skeleton } from "./confusable";
import { aLabelHost, isHostName, isPublicName } from "./host";
import { publicMail } from "./public-mail";

/**
 * What is known about domains. The lists are large (about 17,000 names and the public suffix list): for the server only.
 * They come from maintained packages without install scripts; docs/decisions/domain-lists.md says why these.
 */

const certain = { "free-mail": new Set<string>(publicMail["free-mail"]), disposable: new Set<string>(publicMail.disposable) };

/** The packages' lists are long and contain some companies by mistake: hosts that are only on them are flagged, never refused. */
const listed = { free: new Set<string>(mailProviders), disposable: disposableEmailBlocklistSet() };

/**
 * Services that give each customer, or each group, an address below or at their own domain, and that the private section of the
 * public suffix list does not name: tenants of Microsoft 365, group mail, and help desks. Nobody maintains a list of them.
 */
const sharedHosts: ReadonlySet<string> = new Set([
  "onmicrosoft.com",
  "onmicrosoft.us",
  "onmschina.cn",
  "googlegroups.com",
  "groups.io",
  "freelists.org",
  "simplelists.com",
  "gaggle.email",
  "atlassian.net",
  "zendesk.com",
  "freshdesk.com",
  "freshservice.com",
  "opsgenie.net",
  "pagerduty.com",
  "slack.com",
  "microsoft-teams.com",
]);

/**
 * Staff of a company that also runs public mail, below the domain of that mail: nobody outside the company gets an address there.
 * From the public member tables of Istio and Kubernetes. Treated as shared, so that reviewers see it.
 */
const staffBelowFreeMail: ReadonlySet<string> = new Set(["service.aliyun.com"]);

/**
 * The domain that somebody registered, by the public suffix list with its private section ("us.corp.co.uk" gives "corp.co.uk",
 * "corp.github.io" itself), or null where there is none: a public suffix, a single label, a name nobody can own, no host name.
 * A top-level domain that the list does not know counts as a public suffix, as its rules say; so names under "example" and
 * "test" work like any other without a setting, and a new top-level domain blocks nobody. Tenants of a shared host count as
 * registered by the tenant ("corp.onmicrosoft.com"), or two of them would pass for one organization.
 */
export function registrableDomain(typed: string): string | null {
  const host = /[^\0-\x7f]/.test(typed) ? aLabelHost(typed) : typed; // "bücher.de" is a host name as people type it
  if (host === null || !isHostName(host) || !isPublicName(host)) return null;
  const domain = getDomain(host, { allowPrivateDomains: true });
  return domain !== null && sharedHosts.has(domain) ? tenantOf(domain, host) : domain;
}

function tenantOf(sharedHost: string, host: string): string {
  const depth = sharedHost.split(".").length + 1;
  return host.split(".").slice(-depth).join(".");
}

/** All that the server knows, as `assessAddress` wants it. */
export const domainLists: DomainLists = { registrableDomain, serviceAt, mistakenFor };

function serviceAt(typed: string): ReturnType<DomainLists["serviceAt"]> {
  const host = aLabelHost(typed) ?? typed;
  const names = upToRegistrable(host);
  if (sharedHosts.has(getDomain(host) ?? "") || staffBelowFreeMail.has(host)) return "hosted"; // first: some lists call these free mail
  if (names.some((name) => certain.disposable.has(name))) return "disposable";
  if (names.some((name) => certain["free-mail"].has(name))) return "free-mail";
  if (names.some((name) => listed.free.has(name) || listed.disposable.has(name))) return "listed";
  return parse(host, { allowPrivateDomains: true }).isPrivate ? "hosted" : null;
}

/** The host, its parents, and last the registrable domain: a service counts for everything below its name. */
function upToRegistrable(host: string): readonly string[] {
  const labels = host.split(".");
  const least = (registrableDomain(host) ?? host).split(".").length;
  return labels.slice(0, labels.length - least + 1).map((_, from) => labels.slice(from).join("."));
}

/**
 * What the registered part of a host name looks like: two hosts with the same look can be mistaken for each other, unless they are the
 * same registration. Kept beside each contact alias, so that those of thousands need not be folded to compare one.
 */
export function confusableSkeleton(host: string): string {
  return skeleton(registrableDomain(host) ?? host);
}

function mistakenFor(host: string, domains: readonly string[]): string | null {
  const own = registrableDomain(host) ?? host;
  const ownSkeleton = skeleton(own);
  const like = domains.find((domain) => confusableSkeleton(domain) === ownSkeleton && (registrableDomain(domain) ?? domain) !== own);
  return like ?? plainReading(host);
}
