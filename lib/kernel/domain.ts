import { disposableEmailBlocklistSet } from "disposable-email-domains-js";
import mailProviders from "email-providers/all.json";
import { getDomain, parse } from "tldts";
import type { DomainLists } from "./address";
import { plainReading, skeleton } from "./confusable";
import { isHostName, isPublicName } from "./host";

/**
 * What is known about domains. The lists are large (about 17,000 names and the public suffix list): for the server only.
 * They come from packages that are kept up and run nothing when they are installed; docs/decisions says why these.
 */

const freeMail = new Set<string>(mailProviders);
const disposable = disposableEmailBlocklistSet();

/**
 * Services that give each customer, or each group, an address below or at their own domain, and that the private section of the
 * public suffix list does not name: tenants of Microsoft 365, group mail, and help desks. No list of them is kept up anywhere.
 */
const sharedHosts = new Set(["onmicrosoft.com", "onmicrosoft.us", "onmschina.cn", "googlegroups.com", "groups.io", "freelists.org", "simplelists.com", "gaggle.email", "atlassian.net", "zendesk.com", "freshdesk.com", "freshservice.com", "opsgenie.net", "pagerduty.com", "slack.com", "microsoft-teams.com"]);

/**
 * The domain that somebody registered, by the public suffix list with its private section ("us.corp.co.uk" gives "corp.co.uk",
 * "corp.github.io" itself), or null where there is none: a public suffix, a single label, a name nobody can own, no host name.
 * A top-level domain that the list does not know counts as a public suffix, as its rules say; so names under "example" and
 * "test" work like any other without a setting, and a new top-level domain blocks nobody.
 */
export function registrableDomain(host: string): string | null {
  if (!isHostName(host) || !isPublicName(host)) return null;
  return getDomain(host, { allowPrivateDomains: true });
}

/** All that the server knows, as `judgeAddress` wants it. */
export const domainLists: DomainLists = { registrableDomain, serviceAt, mistakenFor };

function serviceAt(host: string): "free-mail" | "disposable" | "hosted" | null {
  const names = upToRegistrable(host);
  if (names.some((name) => sharedHosts.has(name))) return "hosted"; // first: some lists call group mail free mail
  if (names.some((name) => disposable.has(name))) return "disposable";
  if (names.some((name) => freeMail.has(name))) return "free-mail";
  return parse(host, { allowPrivateDomains: true }).isPrivate ? "hosted" : null;
}

/** The host, its parents, and last the registrable domain: a service counts for everything below its name. */
function upToRegistrable(host: string): readonly string[] {
  const labels = host.split(".");
  const least = (registrableDomain(host) ?? host).split(".").length;
  return labels.slice(0, labels.length - least + 1).map((_, from) => labels.slice(from).join("."));
}

function mistakenFor(host: string, domains: readonly string[]): string | null {
  const own = registrableDomain(host) ?? host;
  const look = skeleton(own);
  const like = domains.find((domain) => {
    const other = registrableDomain(domain) ?? domain;
    return other !== own && skeleton(other) === look;
  });
  return like ?? plainReading(host);
}
