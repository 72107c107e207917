import { and, eq, isNull, sql } from "drizzle-orm";
import { beforeAll, beforeEach } from "vitest";
import { database } from "@/db/client";
import {
  accessRecovery,
  contactAlias,
  emailMessage,
  member,
  memberAnswer,
  organization,
  organizationContact,
  organizationDomain,
} from "@/db/schema";
import { type Person, worker } from "@/lib/kernel/actor";
import { addMonths, type Day, dayOf } from "@/lib/kernel/calendar";
import type { Context } from "@/lib/kernel/command";
import { confusableSkeleton } from "@/lib/kernel/domain";
import type { ContactRole } from "@/lib/kernel/roles";
import { criteriaInForce, criterionVersion } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { policyInForce } from "@/lib/list/embargo";
import { beginAccessRecovery } from "@/lib/member/commands/begin-access-recovery";
import { personByEmail } from "@/lib/views/actors";
import { istio } from "@/lists/istio";
import { answers, forget, monday, someone } from "../application/world";
import { type Committee, committee } from "../review/world";
import { testDatabase } from "../setup/database";

export * from "../application/world";
export { type Committee, committee };

/** A member as tests speak of it: "Globex" of globex.example, with its people by the part of their address before the @. */
export type Admitted = {
  readonly name: string;
  readonly domain: string;
  readonly memberId: string;
  readonly organizationId: string;
  readonly alias: string;
};

/** Globex and the committee of the test that runs, in a file that begins with them. */
export let globex: Admitted;
export let who: Committee;

/**
 * What each test of a file begins with, and nothing else: Globex, a member, and the committee, or those with a role instead.
 * Called once, at the top of the file.
 */
export function beginWithGlobex(
  facts: Parameters<typeof admitted>[1] = {},
  grant = async (): Promise<void> => {
    who = await committee();
  },
): void {
  beforeAll(async () => {
    await testDatabase();
  });
  beforeEach(async () => {
    await forget();
    globex = await admitted("Globex", facts);
    await grant();
  });
}

/**
 * An organization that is a member since a day, with an answered contact alias, people and statements for every criterion that
 * was in force then. Its people are `gus` (primary) and `gina` (deputy) unless others are named.
 */
export async function admitted(
  name: string,
  {
    list = istio,
    since = "2025-11-16",
    people = [
      ["gus", "primary"],
      ["gina", "deputy"],
    ],
    nextRecheckOn = addMonths(since, 12),
    alias,
  }: {
    list?: ListDefinition;
    since?: Day;
    people?: readonly (readonly [string, ContactRole])[];
    nextRecheckOn?: Day;
    alias?: string;
  } = {},
): Promise<Admitted> {
  const db = database();
  const domain = alias?.split("@")[1] ?? `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.example`;
  const at = new Date(`${since}T09:00:00Z`);
  const [made] = await db.insert(organization).values({ name, createdAt: at }).returning({ id: organization.id });
  const organizationId = made?.id ?? "";
  await db.insert(organizationDomain).values({ organizationId, domain });
  for (const [who, role] of people) {
    const { personId } = await someone(`${who}@${domain}`, `${who.charAt(0).toUpperCase()}${who.slice(1)} of ${name}`);
    await db.insert(organizationContact).values({ organizationId, personId, role, since: at });
  }
  const [row] = await db
    .insert(member)
    .values({ list: list.slug, organizationId, name, since, nextRecheckOn, createdAt: at })
    .returning({ id: member.id });
  const memberId = row?.id ?? "";
  const address = alias ?? `security@${domain}`;
  await db
    .insert(contactAlias)
    .values({ memberId, list: list.slug, address, domain, skeleton: confusableSkeleton(domain), since: at, answeredAt: at });
  const statements = criteriaInForce(list, since).map((criterion) => ({
    memberId,
    criterion: criterion.key,
    criterionVersion: criterionVersion(criterion, since),
    draft: {
      ...answers[criterion.key],
      ...(criterion.kind === "contact-alias" ? { address } : {}),
      ...(criterion.kind === "policy-acceptance" ? { policyVersion: policyInForce(list, since)?.version ?? "" } : {}),
    },
    confirmedOn: since,
  }));
  if (statements.length > 0) await db.insert(memberAnswer).values(statements);
  return { name, domain, memberId, organizationId, alias: address };
}

/** One of a member's people, as the database knows them now, signed in at `now`: "gus" of Globex. */
export async function personOf({ domain }: Admitted, who = "gus", now = monday): Promise<Context & { actor: Person; now: Date }> {
  const found = await personByEmail(`${who}@${domain}`);
  if (!found) throw new Error(`${who}@${domain} is nobody here`);
  return { actor: { ...found, signedInAt: now }, now };
}

/** Anybody by their whole address, as the database knows them now, signed in at `now`. */
export async function signedIn(email: string, now = monday): Promise<Context & { actor: Person; now: Date }> {
  const found = await personByEmail(email);
  if (!found) throw new Error(`${email} is nobody here`);
  return { actor: { ...found, signedInAt: now }, now };
}

export const asWorker = (now: Date): Context & { now: Date } => ({ actor: worker, now });

/** The addresses in force for a member, oldest first, with whether a person has answered there. */
export async function aliasesOf({ memberId }: Admitted): Promise<readonly string[]> {
  const rows = await database()
    .select({ address: contactAlias.address, answeredAt: contactAlias.answeredAt })
    .from(contactAlias)
    .where(and(eq(contactAlias.memberId, memberId), isNull(contactAlias.until)))
    .orderBy(contactAlias.since);
  return rows.map(({ address, answeredAt }) => (answeredAt === null ? `${address} (unproved)` : address));
}

/** The worker does what was asked for when requests to take over were made, or at `at`: looks for the members, and asks their aliases. */
export async function accessRecoveriesBegin(now = monday, at?: Date): Promise<void> {
  const open = await database().select().from(accessRecovery).where(eq(accessRecovery.status, "open")).orderBy(accessRecovery.reference);
  for (const { id, askedAt } of open) await beginAccessRecovery(asWorker(now), { accessRecoveryId: id, at: (at ?? askedAt).toISOString() });
}

/** The one-time secret in the newest email of a kind to an address. */
export async function tokenTo(recipient: string, kind: string): Promise<string> {
  const { rows } = await database().execute<{ token: string }>(
    sql`select data ->> 'token' as token from email where kind = ${kind} and recipient = ${recipient} order by created_at desc, id desc limit 1`,
  );
  if (!rows[0]?.token) throw new Error(`No ${kind} with a secret was written to ${recipient}`);
  return rows[0].token;
}

/** Tells that emails reached their readers, as the provider's events would. */
export async function delivered(at: Date, ...kinds: readonly string[]): Promise<void> {
  for (const kind of kinds)
    await database()
      .update(emailMessage)
      .set({ deliveredAt: at })
      .where(and(sql`${emailMessage.kind} = ${kind}`, isNull(emailMessage.deliveredAt)));
}

/** Who acts for a member now, "gus primary", in the order of roles. */
export async function peopleOf({ organizationId }: Admitted): Promise<readonly string[]> {
  const { rows } = await database().execute<{ who: string }>(sql`
    select split_part(p.email, '@', 1) || ' ' || c.role as who from organization_contact c join person p on p.id = c.person_id
    where c.organization_id = ${organizationId} and c.until_at is null order by array_position(array['primary','deputy','reader'], c.role), 1`);
  return rows.map(({ who }) => who);
}

/** Every event about a subject, in order. */
export async function eventsAbout(id: string): Promise<readonly string[]> {
  const { rows } = await database().execute<{ action: string }>(
    sql`select action from audit_event where subject_id = ${id} order by position`,
  );
  return rows.map(({ action }) => action);
}

/** The day of a moment. */
export const day = dayOf;
