import { sql } from "drizzle-orm";
import type { Work } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";

type Asked = {
  /** The address with which somebody is to act, or has signed in. */
  readonly address: string;
  /**
   * The list whose members' aliases count. Left out where somebody else's address is only typed: whether it is another member's
   * alias is told to nobody, and it is asked again when the person acts who reads it.
   */
  readonly list?: string;
  /** The organization that is acted for: its aliases count on every list, and so do those that it asks for. */
  readonly organizationId?: string;
};

/** The message for a person who makes a request while signed in with a contact alias. */
export const aliasSignedIn = "The address you signed in with is a contact alias. Sign in with an address that only you read";

/**
 * Refuses an address that is a contact alias of the list: it only proves that a mailbox is read, and readers of a shared mailbox
 * never act through it. (A representative's address becomes a contact alias only with a reason and two approvers: `assessAlias`.)
 */
export async function refuseAliasAsPerson(
  work: Work,
  asked: Asked,
  { message, field }: { message: string; field?: string },
): Promise<void> {
  if (!(await isAlias(work, asked))) return;
  throw new Refusal(`${message}.`, field === undefined ? { kind: "rule" } : { kind: "input", problems: [{ field, message }] });
}

async function isAlias(work: Work, { address, list = "", organizationId }: Asked): Promise<boolean> {
  const folded = address.toLowerCase();
  const own = organizationId ?? null;
  const { rows } = await work.tx.execute<{ taken: boolean }>(sql`
    select exists (select from contact_alias where list = ${list} and lower(address) = ${folded} and until_at is null)
      or exists (select from member m join contact_alias a on a.member_id = m.id
        where m.organization_id = ${own}::uuid and lower(a.address) = ${folded} and a.until_at is null)
      or exists (select from member m join alias_change c on c.member_id = m.id
        where m.organization_id = ${own}::uuid and lower(c.new_address) = ${folded} and c.status in ('asked', 'waiting', 'moving')) as taken`);
  return rows[0]?.taken === true;
}
