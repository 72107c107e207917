import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import { aliasChangeStop, contactAlias, person } from "@/db/schema";
import type { AboutAliasChange, EmailData } from "@/lib/email/data";
import { writeEmail } from "@/lib/email/write";
import type { Work } from "@/lib/kernel/command";
import { pipelined } from "@/lib/kernel/pipelined";
import { newToken } from "@/lib/kernel/token";
import { committeeFor, representativesOf } from "@/lib/organization/commands/people-of";
import type { LockedAliasChangeContext } from "./load-change";

export const stopTokenPurpose = "alias-change-stop";

type Reader = { readonly address: string; readonly is: AboutAliasChange["reader"]; readonly personId: string | null };
type Stoppable = "alias-change-asked" | "alias-change-waiting" | "alias-change-moving";
type Final = "alias-change-completed" | "alias-change-stopped" | "alias-change-expired";

/**
 * Tells the aliases in use and everybody who acts for the organization, each with a link of their own that stops the change. The
 * new address is asked instead, by its alias check.
 */
export async function tellWithStop<K extends Stoppable>(
  work: Work,
  hand: LockedAliasChangeContext,
  kind: K,
  say: (about: AboutAliasChange & { readonly token: string }) => EmailData[K],
): Promise<void> {
  const [about, aliases, people] = await pipelined([aboutData(work, hand), aliasReaders(work, hand), representatives(work, hand)]);
  const recipients = [...aliases, ...people].map((reader) => ({ ...reader, ...newToken(stopTokenPurpose) }));
  if (recipients.length === 0) return;
  await work.tx.insert(aliasChangeStop).values(
    recipients.map(({ personId, hash }) => ({
      changeId: hand.change.id,
      told: personId === null ? ("old-alias" as const) : ("representative" as const),
      personId,
      tokenHash: hash,
    })),
  );
  for (const { address, is, secret } of recipients)
    await writeEmail(work, kind, address, hand.about, say({ ...about, reader: is, token: secret }));
}

/** Tells everybody who was told before how the change ended: aliases, representatives, and the new address unless it is left out. */
export async function tellEnd<K extends Final>(
  work: Work,
  hand: LockedAliasChangeContext,
  kind: K,
  {
    say,
    committee = false,
    newAddress = true,
  }: { say: (about: AboutAliasChange) => EmailData[K]; committee?: boolean; newAddress?: boolean },
): Promise<void> {
  const about = await aboutData(work, hand);
  const readers: readonly Reader[] = [
    ...(await aliasReaders(work, hand)),
    ...(newAddress ? [{ address: hand.change.newAddress, is: "new-alias", personId: null } as const] : []),
    ...(await representatives(work, hand)),
    ...(committee ? (await committeeFor(work, hand)).map((address) => ({ address, is: "committee", personId: null }) as const) : []),
  ];
  for (const reader of each(readers))
    await writeEmail(
      work,
      kind,
      reader.address,
      hand.about,
      say(reader.is === "committee" ? forCommittee(about) : { ...about, reader: reader.is }),
    );
}

/** Notifies the committee: to approve, for information, or to review. */
export async function tellCommittee<K extends "alias-change-review" | "alias-change-disowned">(
  work: Work,
  hand: LockedAliasChangeContext,
  kind: K,
  say: (about: AboutAliasChange) => EmailData[K],
): Promise<void> {
  const [known, addresses] = await pipelined([aboutData(work, hand), committeeFor(work, hand)]);
  const about = forCommittee(known);
  for (const address of addresses) await writeEmail(work, kind, address, hand.about, say(about));
}

/** Addresses are shown on the page, after sign-in: emails to the committee contain none. */
function forCommittee(about: AboutAliasChange): AboutAliasChange {
  return { ...about, oldAddress: about.oldAddress === null ? null : "", newAddress: "", askedBy: "", reader: "committee" };
}

/** Data of every email about the change; `reader` is filled in for each. */
async function aboutData(work: Work, { change, member }: LockedAliasChangeContext): Promise<AboutAliasChange> {
  const [[asker], [old]] = await pipelined([
    work.tx
      .select({ name: sql<string>`coalesce(${person.name}, ${person.email})` })
      .from(person)
      .where(eq(person.id, change.askedBy)),
    change.oldAliasId === null
      ? []
      : work.tx.select({ address: contactAlias.address }).from(contactAlias).where(eq(contactAlias.id, change.oldAliasId)),
  ]);
  return {
    organization: member.name,
    reference: change.reference,
    oldAddress: old?.address ?? null,
    newAddress: change.newAddress,
    askedBy: change.askedThrough === "committee" ? "the committee" : (asker?.name ?? "a representative"),
    reader: "old-alias",
  };
}

/** The aliases in use besides the new one, and the one that was just removed. */
async function aliasReaders(work: Work, { change }: LockedAliasChangeContext): Promise<readonly Reader[]> {
  const inUse = isNull(contactAlias.until);
  const rows = await work.tx
    .select({ id: contactAlias.id, address: contactAlias.address })
    .from(contactAlias)
    .where(
      and(
        eq(contactAlias.memberId, change.memberId),
        change.oldAliasId === null ? inUse : or(inUse, eq(contactAlias.id, change.oldAliasId)),
        change.newAliasId === null ? undefined : ne(contactAlias.id, change.newAliasId),
      ),
    )
    .orderBy(contactAlias.since, contactAlias.id);
  return rows.map(({ id, address }) => ({ address, is: id === change.oldAliasId ? "old-alias" : "alias", personId: null }));
}

async function representatives(work: Work, { member }: LockedAliasChangeContext): Promise<readonly Reader[]> {
  const people = await representativesOf(work, member.organizationId);
  return people.map(({ email, personId }) => ({ address: email, is: "representative", personId }));
}

/** Each mailbox once. */
function each(readers: readonly Reader[]): readonly Reader[] {
  return [...new Map(readers.toReversed().map((reader) => [reader.address.toLowerCase(), reader])).values()].toReversed();
}
