import { eq, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { application, committeeRole, contactAlias, emailMessage, member, organization, organizationContact, person } from "@/db/schema";
import { saveAnswer } from "@/lib/application/commands/save-answer";
import { startApplication } from "@/lib/application/commands/start-application";
import { submitApplication } from "@/lib/application/commands/submit-application";
import type { Person } from "@/lib/kernel/actor";
import { personByEmail } from "@/lib/views/actors";
import { empty } from "../setup/empty";

/** The day on which everything begins in these tests: a Monday. */
export const monday = new Date("2026-11-16T09:00:00Z");

export function later({
  days = 0,
  hours = 0,
  minutes = 0,
  seconds = 0,
}: {
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
}): Date {
  return new Date(monday.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000);
}

/** Empties everything but the trail, which nobody can empty. */
export async function forget(): Promise<void> {
  await empty("person", "organization", "email", "rate_count", "reference_counter", "kept_form");
}

/** A person who signed in at the beginning. The same address gives the same person, read anew. */
export async function someone(email: string, name?: string): Promise<Person> {
  await database()
    .insert(person)
    .values({ email, name: name ?? null, createdAt: monday })
    .onConflictDoNothing();
  const found = await personByEmail(email);
  if (!found) throw new Error(`${email} was not stored`);
  return { ...found, signedInAt: monday };
}

export async function committeeMember(
  email: string,
  role: "reviewer" | "chair" | "administrator" | "auditor",
  list = "istio",
): Promise<Person> {
  const { personId } = await someone(email);
  await database().insert(committeeRole).values({ list, personId, role, grantedAt: monday });
  return someone(email);
}

/** Globex is a member; its contact signs in. */
export async function globex(): Promise<Person> {
  const db = database();
  const gus = await someone("gus@globex.example", "Gus Globex");
  const [org] = await db.insert(organization).values({ name: "Globex", createdAt: monday }).returning();
  const organizationId = org?.id ?? "";
  await db.insert(organizationContact).values({ organizationId, personId: gus.personId, role: "primary", since: monday });
  const [made] = await db
    .insert(member)
    .values({ list: "istio", organizationId, name: "Globex", since: "2020-01-01", nextRecheckOn: "2027-01-01", createdAt: monday })
    .returning();
  await db
    .insert(contactAlias)
    .values({ memberId: made?.id ?? "", list: "istio", address: "security@globex.example", domain: "globex.example", since: monday });
  return someone("gus@globex.example");
}

export const yes = { redistributes: "yes", secrecy: "yes" };

export async function start(actor: Person, name = "Acme", now = monday): Promise<string> {
  const started = await startApplication({ actor, now }, { list: "istio", eligibility: yes, organization: { name } });
  if (started.to !== "application") throw new Error("led to the membership");
  return started.reference;
}

/** Answers that meet every form of the Istio list. */
export const answers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "security-alias": {
    address: "security@acme.example",
    watchedBy: "Product security",
    hours: "Always, UTC",
    handling: "A ticket for each mail",
    reachesTeam: "",
  },
  redistribution: {
    relation: "distribution",
    name: "Acme Mesh",
    since: "2021-03",
    link: "https://acme.example/mesh",
    breaks: "Their ingress",
  },
  "user-base": { text: "About 200 companies", "links.0.url": "https://acme.example/customers", "links.0.shows": "Customers" },
  community: {
    "people.0.name": "Ada",
    "people.0.handle": "ada",
    "people.0.did": "Reviews",
    "people.0.link": "https://github.com/istio/istio/pull/1",
  },
  "embargo-policy": { accept: "yes", name: "Bea Boss", role: "CTO", policyVersion: "2022-02" },
  "envoy-list": { listed: "yes", name: "Acme", remark: "" },
  "working-group": { name: "Ada", email: "ada@acme.example", handle: "ada", timeZone: "Europe/Berlin", "times.eleven": "yes", remark: "" },
};

export async function save(
  actor: Person,
  reference: string,
  criterion: string,
  draft = answers[criterion] ?? {},
  more: { version?: number; finished?: boolean; now?: Date } = {},
) {
  const { version = await versionOf(reference, criterion), finished = true, now = monday } = more;
  return saveAnswer({ actor, now }, { reference, criterion, version, draft, finished });
}

/** Everything answered. */
export async function fill(actor: Person, reference: string, now = monday): Promise<void> {
  for (const criterion of Object.keys(answers)) await save(actor, reference, criterion, answers[criterion], { now });
}

export async function submit(actor: Person, reference: string, { version, now = monday }: { version?: number; now?: Date } = {}) {
  return submitApplication({ actor, now }, { reference, version: version ?? (await stored(reference)).version, truth: "yes" });
}

export async function stored(reference: string): Promise<typeof application.$inferSelect> {
  const [row] = await database().select().from(application).where(eq(application.reference, reference));
  if (!row) throw new Error(`There is no ${reference}`);
  return row;
}

export async function versionOf(reference: string, criterion: string): Promise<number> {
  const { rows } = await database().execute<{ version: number }>(
    sql`select n.version from answer n join application a on a.id = n.application_id where a.reference = ${reference} and n.criterion = ${criterion}`,
  );
  return rows[0]?.version ?? 0;
}

/** Every email there is: "kind to address", in order. */
export async function emails(): Promise<readonly string[]> {
  const rows = await database()
    .select({ kind: emailMessage.kind, to: emailMessage.recipient })
    .from(emailMessage)
    .orderBy(emailMessage.createdAt, emailMessage.kind, emailMessage.recipient);
  return rows.map(({ kind, to }) => `${kind} to ${to}`);
}

/** The data of the newest email of a kind. */
export async function lastEmail(kind: string): Promise<Record<string, unknown>> {
  const { rows } = await database().execute<{ data: Record<string, unknown> }>(
    sql`select data from email where kind = ${kind} order by created_at desc, id desc limit 1`,
  );
  return rows[0]?.data ?? {};
}

export async function eventsOf(reference: string): Promise<readonly string[]> {
  const { id } = await stored(reference);
  const { rows } = await database().execute<{ action: string }>(
    sql`select action from audit_event where subject_kind = 'application' and subject_id = ${id} order by position`,
  );
  return rows.map(({ action }) => action);
}
