import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { contactAlias, organizationDomain } from "@/db/schema";
import type { Work } from "@/lib/kernel/command";
import { registrableDomain } from "@/lib/kernel/domain";
import { pipelined } from "@/lib/kernel/pipelined";
import { Refusal } from "@/lib/kernel/refusal";
import type { ContactRole } from "@/lib/kernel/roles";
import { employerDomain } from "../employer";
import { aboutMember, writeToEach } from "./about-member";
import type { LockedMemberContext } from "./load-member";
import { committeeFor } from "./people-of";

/** "yes": confirms that the address is outside the organization's domains. */
export const elsewhereInput = z.enum(["yes", ""]).default("");

/**
 * To be called where a representative gives somebody the role `primary`, before it takes effect. For an address of free mail, or outside the
 * domains that are known for the organization, it asks once (a Refusal on the field "elsewhere"), and then tells the contact alias and the
 * committee. Any other role, and an address at a known domain, need nothing.
 */
export async function confirmOutsidePrimary(
  work: Work,
  { member, list }: Pick<LockedMemberContext, "member" | "list">,
  { address, role, elsewhere }: { address: string; role: ContactRole; elsewhere: z.output<typeof elsewhereInput> },
): Promise<void> {
  if (role !== "primary") return;
  const [aliases, domains] = await pipelined([
    work.tx
      .select({ address: contactAlias.address, domain: contactAlias.domain })
      .from(contactAlias)
      .where(and(eq(contactAlias.memberId, member.id), isNull(contactAlias.until))),
    work.tx
      .select({ domain: organizationDomain.domain })
      .from(organizationDomain)
      .where(eq(organizationDomain.organizationId, member.organizationId)),
  ]);
  const employer = employerDomain(address);
  if (employer !== null && [...aliases, ...domains].some(({ domain }) => (registrableDomain(domain) ?? domain) === employer)) return;
  if (elsewhere !== "yes") {
    const what =
      employer === null
        ? "is at a free mail service, which says nothing about where somebody works"
        : `is not at a known domain of ${member.name}`;
    const message = `Nothing was changed or sent yet: ${address} ${what}. Check it, then allow a primary representative with this address`;
    throw new Refusal(message, { kind: "input", problems: [{ field: "elsewhere", message }] });
  }
  await writeToEach(work, {
    kind: "people-changed",
    about: aboutMember(member, "people"),
    data: { organization: member.name, person: address, change: "outside", role, through: "representative", on: work.today },
    to: [...aliases.map((alias) => alias.address), ...(await committeeFor(work, { member, list }))],
  });
}
