import { type DnsOptions, resolveTxt } from "@/lib/evidence/gateways/dns";
import type { Context } from "@/lib/kernel/command";
import { recordAccessRecoveryDomain } from "@/lib/member/commands/record-access-recovery-domain";
import { domainProof } from "@/lib/member/display-name";
import { domainsToProve } from "@/lib/member/queries/access-recovery-domains";

/**
 * Checks the organization's domains for the proof of an access recovery: looks it up first and then records, so that no transaction is open
 * during lookups. One domain that shows it is enough; a server that does not answer makes it "cannot tell".
 */
export async function checkAccessRecoveryDomain(
  { accessRecoveryId }: { accessRecoveryId: string },
  context: Context,
  { dns }: { readonly dns?: DnsOptions } = {},
): Promise<void> {
  const asked = await domainsToProve(accessRecoveryId);
  if (asked === null) return;
  const proof = domainProof(asked.secret);
  const lookups = await Promise.all(asked.domains.map((domain) => resolveTxt(domain, dns)));
  const proved = lookups.some((lookup) => lookup.is === "found" && lookup.records.some((record) => record.trim() === proof));
  const unsure = lookups.length === 0 || lookups.some(({ is }) => is === "cannot-tell");
  await recordAccessRecoveryDomain(context, { accessRecoveryId, seen: proved ? "proved" : unsure ? "cannot-tell" : "nothing-there" });
}
