import { type DnsOptions, resolveTxt } from "@/lib/evidence/gateways/dns";
import type { Context } from "@/lib/kernel/command";
import { recordSuccessionDomain } from "@/lib/member/commands/record-succession-domain";
import { domainProof } from "@/lib/member/named";
import { domainsToProve } from "@/lib/member/queries/succession-domains";

/**
 * Looks for the proof of a succession at the organization's domains: asks first, and records then, so that nothing is held open
 * while a name server takes its time. One domain that shows it is enough; a server that does not answer makes it "cannot tell".
 */
export async function checkSuccessionDomain(
  { successionId }: { successionId: string },
  context: Context,
  { dns }: { readonly dns?: DnsOptions } = {},
): Promise<void> {
  const asked = await domainsToProve(successionId);
  if (asked === null) return;
  const proof = domainProof(asked.secret);
  const looks = await Promise.all(asked.domains.map((domain) => resolveTxt(domain, dns)));
  const proved = looks.some((look) => look.is === "found" && look.records.some((record) => record.trim() === proof));
  const unsure = looks.length === 0 || looks.some(({ is }) => is === "cannot-tell");
  await recordSuccessionDomain(context, { successionId, seen: proved ? "proved" : unsure ? "cannot-tell" : "nothing-there" });
}
