import type { AlertKind } from "../alerts";
import type { MailDomainSeen } from "./mail-domain";

/** An alert that a lookup leads to. */
export type DomainAlert = { readonly kind: AlertKind; readonly sentence: string };

/**
 * What the committee has to know of a domain that worked before: it is gone, it takes no mail any more, or other name servers
 * answer for it, which is how a sold domain shows. `serversBefore` are those that were seen last. What cannot be told raises nothing.
 */
export function domainAlerts(
  { domain, registrable, route, nameServers }: Pick<MailDomainSeen, "domain" | "registrable" | "route" | "nameServers">,
  serversBefore: readonly string[] | null,
): readonly DomainAlert[] {
  return [...routeAlert(domain, route), ...serversAlert(registrable ?? domain, nameServers, serversBefore)];
}

function routeAlert(domain: string, route: MailDomainSeen["route"]): readonly DomainAlert[] {
  switch (route.is) {
    case "gone":
      return [{ kind: "domain-gone", sentence: `The domain ${domain} no longer exists. Anybody who registers it would get our emails.` }];
    case "null-mx":
      return [{ kind: "mail-gone", sentence: `${domain} no longer accepts email.` }];
    case "none":
      return [{ kind: "mail-gone", sentence: `${domain} has no mail server any more.` }];
    default:
      return [];
  }
}

function serversAlert(domain: string, now: MailDomainSeen["nameServers"], before: readonly string[] | null): readonly DomainAlert[] {
  if (now.is !== "found" || before === null || same(now.records, before)) return [];
  const sentence = `${domain} now has different name servers: ${serverList(now.records)}; before, ${serverList(before)}. Its owner may have changed.`;
  return [{ kind: "name-servers-changed", sentence }];
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}

function serverList(servers: readonly string[]): string {
  const [first = "none", ...others] = servers;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
