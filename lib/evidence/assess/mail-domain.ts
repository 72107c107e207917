import type { Assessed } from "../checks";
import type { LookupOutcome, MailRoute } from "../seen";

/** What was seen of the domain behind an address. */
export type MailDomainSeen = {
  /** The host after the @, and the domain that somebody registered for it. */
  readonly domain: string;
  readonly registrable: string | null;
  readonly service: "free-mail" | "disposable" | "listed" | "hosted" | null;
  readonly route: MailRoute;
  /** Of the registrable domain. */
  readonly nameServers: LookupOutcome<readonly string[]>;
  /** Registrable domains that are known to be the organization's: its own, and those of its product pages. */
  readonly ownDomains: readonly string[];
};

/** Whether mail to a domain can arrive, and whether the domain is the organization's own. What cannot be told counts against nobody. */
export function assessMailDomain({ domain, registrable, service, route, ownDomains }: MailDomainSeen): Assessed {
  if (service === "free-mail" || service === "disposable" || registrable === null)
    return { result: "no", sentence: `Anybody can get an address at ${domain}.` };
  switch (route.is) {
    case "gone":
      return { result: "no", sentence: `The domain ${domain} does not exist.` };
    case "null-mx":
      return { result: "no", sentence: `${domain} does not accept email.` };
    case "none":
      return { result: "no", sentence: `We found no mail server for ${domain}.` };
    case "cannot-tell":
      return { result: "cannot-tell", sentence: `The mail servers of ${domain} cannot be determined: ${route.why}.` };
    default:
      return whose(`Mail to ${domain} goes to ${serversOf(route)}`, { registrable, service, ownDomains });
  }
}

function whose(
  goes: string,
  { registrable, service, ownDomains }: Pick<MailDomainSeen, "service" | "ownDomains"> & { registrable: string },
): Assessed {
  if (service === "hosted") return { result: "cannot-tell", sentence: `${goes}, but many organizations share that service.` };
  if (service === "listed" && !ownDomains.includes(registrable))
    return { result: "cannot-tell", sentence: `${goes}, but the domain is on a list of mail services that anybody can use.` };
  if (ownDomains.length === 0) return { result: "yes", sentence: `${goes}.` };
  if (ownDomains.includes(registrable)) return { result: "yes", sentence: `${goes}, on the organization's own domain.` };
  return { result: "cannot-tell", sentence: `${goes}, but the organization's known domains are ${ownDomains.join(", ")}.` };
}

function serversOf(route: Extract<MailRoute, { is: "servers" | "own-address" }>): string {
  if (route.is === "own-address") return "the domain's own address";
  const [first, ...others] = route.exchangers;
  return others.length === 0 ? (first?.exchange ?? "") : `${first?.exchange} and ${others.length} more`;
}
