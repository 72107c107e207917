import { domainLists, registrableDomain } from "@/lib/kernel/domain";
import type { Problem } from "@/lib/kernel/refusal";

/** More domains than this no organization brings along at once. */
const mostDomains = 10;

/**
 * The registrable domains that somebody typed, one a line: lower-case, each once. Refuses what is no domain, and what belongs to a
 * service where certainly everybody can get an address. Two people on the committee decide on hosts that are only on a list with mistakes.
 */
export function readDomains(typed: string): { readonly domains: readonly string[]; readonly problems: readonly Problem[] } {
  const hosts = typed
    .split(/[\s,;，；、]+/)
    .map((host) => host.toLowerCase())
    .filter((host) => host !== "");
  const problem = (message: string): Problem => ({ field: "domains", message });
  if (hosts.length > mostDomains) return { domains: [], problems: [problem(`Enter up to ${mostDomains} domains`)] };
  const domains = new Set<string>();
  const problems: Problem[] = [];
  for (const host of hosts) {
    const domain = registrableDomain(host);
    if (domain === null) problems.push(problem(`Enter each domain on its own line, like example.com. ${host} is not a domain`));
    else if (!["listed", null].includes(domainLists.serviceAt(host)))
      problems.push(problem(`${host} belongs to a service that many organizations share`));
    else domains.add(domain);
  }
  return { domains: [...domains], problems };
}
