import { and, desc, eq, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { emailMessage, person } from "@/db/schema";
import type { EmailKind } from "@/lib/email/kinds";
import type { DemoOrganization } from "@/scripts/demo/organizations";

/**
 * One organization for each stage of an application, so that every action has a subject on which it could happen now, and
 * every secret has something there to be seen.
 */
export const stageKeys = [
  "draft",
  "ready",
  "review",
  "asked",
  "voting",
  "closed",
  "held",
  "declined",
  "member",
  "former",
  "other",
] as const;
export type StageKey = (typeof stageKeys)[number];

export type Stage = {
  readonly key: StageKey;
  readonly organization: DemoOrganization;
  readonly reference: string;
  readonly applicationId: string;
  readonly organizationId: string;
};
export type World = { readonly stages: Readonly<Record<StageKey, Stage>>; readonly now: Date };

/** A word that stands in one secret of one organization and nowhere else. */
export function canary(secret: string, stage: StageKey, who = ""): string {
  return `${secret}canary${stage}${who}`;
}

export type Who = { readonly name: string; readonly email: string };
const mesh = (name: string): Who => ({ name, email: `${name.split(" ")[0]?.toLowerCase()}@meshproject.example` });

export const people = {
  carol: mesh("Carol Dane"),
  cora: mesh("Cora Quist"),
  ravi: mesh("Ravi Menon"),
  rosa: mesh("Rosa Lind"),
  dora: mesh("Dora Stone"),
  otto: mesh("Otto Winter"),
  ann: mesh("Ann Adler"),
  aude: mesh("Aude Morel"),
} as const;

export function nameOf(stage: StageKey): string {
  return `Org${stage}`;
}

export function domainOf(stage: StageKey): string {
  return `org${stage}.example`;
}

/** Of the organization: who wrote first, a colleague of theirs, and one who was invited and has not answered. */
export function contactOf(stage: StageKey): Who {
  return { name: `Ada ${nameOf(stage)}`, email: `ada@${domainOf(stage)}` };
}
export function colleagueOf(stage: StageKey): Who {
  return { name: `Bob ${nameOf(stage)}`, email: `bob@${domainOf(stage)}` };
}
export const invitee: Who = { name: "Ivy Orgdraft", email: "ivy@orgdraft.example" };

/** A reviewer who works for the organization of a stage; given the role last, and never given anything. */
export function employeeOf(stage: StageKey): Who {
  return { name: `Rita of ${stage}`, email: `rita@${domainOf(stage)}` };
}

/** The secret in the newest email of a kind to an address. */
export async function lastToken(kind: EmailKind, recipient: string): Promise<string> {
  const [row] = await database()
    .select({ data: emailMessage.data })
    .from(emailMessage)
    .where(and(eq(emailMessage.kind, kind), eq(emailMessage.recipient, recipient)))
    .orderBy(desc(emailMessage.createdAt))
    .limit(1);
  return String(row?.data.token);
}

/** One value from the world, by a query of the test's own. */
export async function one<T>(query: ReturnType<typeof sql>): Promise<T> {
  const { rows } = await database().execute<{ value: T }>(query);
  if (!rows[0]) throw new Error("The world does not hold what the test asks for");
  return rows[0].value;
}

export async function personIdOf(who: Who): Promise<string> {
  return one<string>(sql`select id as value from ${person} where lower(email) = ${who.email.toLowerCase()}`);
}
