import { domainLists } from "@/lib/kernel/domain";
import { aLabelHost } from "@/lib/kernel/host";
import { foldedName, nameWords, readingsOf } from "./reading/folded-name";
import { quoted } from "./reading/found";

/** An organization as one side knows it: its name, an address or both. */
export type Party = { readonly organization: string | null; readonly email?: string | null };

/**
 * What one organization is and was called, and the domains it owns or owned: `{names: ["Broadcom", "VMware"], domains: ["broadcom.com",
 * "vmware.com"]}`. Kept by people, never guessed.
 */
export type FormerNames = readonly { readonly names: readonly string[]; readonly domains?: readonly string[] }[];

export type Match = { readonly result: "same" | "different" | "cannot tell"; readonly because: string };

/**
 * Whether two roster entries are the same organization. Names are compared without case, spaces, punctuation, accents, a leading
 * "The" and legal forms; domains by their registered part, never those of free mail or shared hosts.
 *
 * Same: one name, or known names of one organization, and no two own domains that differ; or one own domain, and the names are related or
 * one is missing. Domains known to be of one organization do not differ. Different: unrelated names and no domain in common.
 * Everything between is "cannot tell": one name on two domains (anybody can type a name), one domain under two names, "Rancher" beside
 * "Rancher Labs", a name that stands in the other or in its brackets, a name that differs by one letter, a name on one side and only an address on the other.
 */
export function sameOrganization(a: Party, b: Party, formerNames: FormerNames = []): Match {
  const [name, other] = [nameOf(a), nameOf(b)];
  const [domain, otherDomain] = [ownDomain(a.email), ownDomain(b.email)];
  const both = domain !== null && otherDomain !== null;
  const oneDomain = both && areOne(domain, otherDomain, formerNames);
  const on = domain === otherDomain ? `on ${domain}` : `on ${domain} and ${otherDomain}, known domains of one organization`;
  const apart = `on two domains, ${domain} and ${otherDomain}`;

  if (name !== null && other !== null) {
    const names = `${quoted(name)} and ${quoted(other)}`;
    const kinship = kinshipOf(name, other, formerNames);
    if (kinship === "one name" || kinship === "known names") {
      const are = kinship === "one name" ? `${names} are the same name` : `${names} are known names of one organization`;
      return both && !oneDomain ? cannotTell(`${are}, but their addresses are ${apart}.`) : same(`${are}.`);
    }
    if (oneDomain && kinship === "kin") return same(`${names} are similar, and both have addresses ${on}.`);
    if (oneDomain) return cannotTell(`${names} are different names, but both have addresses ${on}.`);
    if (kinship === "kin") return cannotTell(`${names} are similar, but not the same name.`);
    if (kinship === "within") return cannotTell(`${names} may be two names of one organization.`);
    return different(`${names} are different names${both ? `, with addresses ${apart}` : ""}.`);
  }
  if (oneDomain) return same(`Both have addresses ${on}.`);
  const known = name ?? other;
  const far = name === null ? domain : otherDomain;
  if (known !== null && far !== null && fits(known, far, formerNames))
    return cannotTell(`The name ${quoted(known)} matches ${far}, but nothing else shows that they belong together.`);
  return both ? different(`Their addresses are ${apart}.`) : cannotTell("There are no two names and no two domains to compare.");
}

function nameOf({ organization }: Party): string | null {
  return organization !== null && foldedName(organization) !== "" ? organization : null;
}

type Kinship = "one name" | "known names" | "kin" | "within" | "none";

function kinshipOf(name: string, other: string, formerNames: FormerNames): Kinship {
  const [one, two] = [foldedName(name), foldedName(other)];
  if (one === two) return "one name";
  if (namesOf(name, formerNames).some((each) => foldedName(each) === two)) return "known names";
  const [words, otherWords] = [nameWords(name), nameWords(other)];
  const kin =
    beginsWith(words, otherWords) ||
    beginsWith(otherWords, words) ||
    beginsLong(one, two) ||
    isShort(one, otherWords) ||
    isShort(two, words) ||
    oneLetterApart(one, two);
  if (kin) return "kin";
  return readingsOf(name).some((each) => readingsOf(other).some((its) => isWithin(each, its))) ? "within" : "none";
}

/** Whether one name contains the other: "Ranch" in "SUN Ranch". Not decided for a single letter. */
function isWithin(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const sought = short.join("");
  if (sought.length < 2) return false;
  return (
    long.some((_, from) => short.every((word, at) => word === long[from + at])) ||
    sought === long.join("") ||
    beginsLong(sought, long.join("")) ||
    oneLetterApart(sought, long.join("")) ||
    isShort(sought, long)
  );
}

/** The name and all that it is known to have been or become. */
function namesOf(name: string, formerNames: FormerNames): readonly string[] {
  const folded = foldedName(name);
  return [name, ...formerNames.filter(({ names }) => names.some((each) => foldedName(each) === folded)).flatMap(({ names }) => names)];
}

/** "Alibaba" and "Alibaba Cloud". */
function beginsWith(whole: readonly string[], start: readonly string[]): boolean {
  return start.length < whole.length && start.every((each, at) => each === whole[at]);
}

/** "Solo" and "Solo.io". Three letters begin too many names. */
function beginsLong(one: string, two: string): boolean {
  return Math.min(one.length, two.length) > 3 && (one.startsWith(two) || two.startsWith(one));
}

/** "AWS" and "Amazon Web Services". */
function isShort(short: string, words: readonly string[]): boolean {
  return words.length > 1 && short === words.map((each) => each[0]).join("");
}

/** One letter added, missing or different, in names of five letters or more. */
function oneLetterApart(one: string, two: string): boolean {
  const [short, long] = one.length <= two.length ? [one, two] : [two, one];
  if (short.length < 5 || long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return short.slice(at + (long.length === short.length ? 1 : 0)) === long.slice(at + 1);
}

/** The domain that the holder of an address registered, or null when others get addresses there too. */
function ownDomain(email: string | null | undefined): string | null {
  const host = aLabelHost(email?.slice(email.lastIndexOf("@") + 1) ?? "");
  if (!email?.includes("@") || host === null || domainLists.serviceAt(host) !== null) return null;
  return domainLists.registrableDomain(host);
}

function areOne(domain: string, other: string, formerNames: FormerNames): boolean {
  return domain === other || formerNames.some(({ domains = [] }) => domains.includes(domain) && domains.includes(other));
}

/** Whether a name, or another name of its bearer, is the first label of a domain: "Red Hat" and redhat.com. */
function fits(name: string, domain: string, formerNames: FormerNames): boolean {
  const brand = foldedName(domain.slice(0, domain.indexOf(".")));
  return namesOf(name, formerNames).some((each) => foldedName(each) === brand);
}

function same(because: string): Match {
  return { result: "same", because };
}

function different(because: string): Match {
  return { result: "different", because };
}

function cannotTell(because: string): Match {
  return { result: "cannot tell", because };
}
