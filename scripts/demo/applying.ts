import { and, desc, eq } from "drizzle-orm";
import { database } from "@/db/client";
import { application, emailMessage } from "@/db/schema";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { saveAnswer } from "@/lib/application/commands/save-answer";
import { startApplication } from "@/lib/application/commands/start-application";
import { submitApplication } from "@/lib/application/commands/submit-application";
import { visitor } from "@/lib/kernel/actor";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import { policyInForce } from "@/lib/list/embargo";
import type { DemoOrganization } from "./organizations";
import { signedIn } from "./people";

/** Minutes after the start at which each step of writing an application happens. */
const step = 3 * 60_000;

/** Starts an application and answers the first `answers` criteria of the list (all, unless told). Gives its reference. */
export async function write(
  organization: DemoOrganization,
  { list, now, answers = Number.POSITIVE_INFINITY }: { list: ListDefinition; now: Date; answers?: number },
): Promise<string> {
  const actor = await signedIn(organization.contact, now);
  const eligibility = Object.fromEntries(list.eligibility.map(({ key }) => [key, "yes"]));
  const started = await startApplication({ actor, now }, { list: list.slug, eligibility, organization: { name: organization.name } });
  if (started.to !== "application") throw new Error(`${organization.name} is a member already`);
  const day = dayOf(now);
  for (const [index, { key, kind }] of criteriaInForce(list, day).slice(0, answers).entries()) {
    const policyVersion = policyInForce(list, day)?.version ?? "";
    const draft = { ...organization.answers[key], ...(kind === "policy-acceptance" ? { policyVersion } : {}) };
    const saved = await saveAnswer(
      { actor, now: later(now, step * (index + 1)) },
      { reference: started.reference, criterion: key, version: 0, draft, finished: true },
    );
    if (!saved.reads) throw new Error(`${organization.name}'s answer to ${key} does not read`);
  }
  return started.reference;
}

/** Somebody of the organization's team answers at the contact alias. */
export async function answerAlias(reference: string, organization: DemoOrganization, now: Date): Promise<void> {
  const [asked] = await database()
    .select({ data: emailMessage.data })
    .from(emailMessage)
    .innerJoin(application, and(eq(application.id, emailMessage.subjectId), eq(application.reference, reference)))
    .where(eq(emailMessage.kind, "alias-check"))
    .orderBy(desc(emailMessage.createdAt))
    .limit(1);
  await answerAliasCheck(
    { actor: visitor, now },
    { token: String(asked?.data.token), name: "Product security team", organization: organization.name },
  );
}

/** Sends a finished application. */
export async function send(reference: string, organization: DemoOrganization, now: Date): Promise<void> {
  const actor = await signedIn(organization.contact, now);
  const [{ version } = { version: 0 }] = await database()
    .select({ version: application.version })
    .from(application)
    .where(eq(application.reference, reference));
  await submitApplication({ actor, now }, { reference, version, truth: "yes" });
}

/** Writes, confirms and sends an application within a morning. */
export async function apply(organization: DemoOrganization, { list, now }: { list: ListDefinition; now: Date }): Promise<string> {
  const reference = await write(organization, { list, now });
  await answerAlias(reference, organization, later(now, 90 * 60_000));
  await send(reference, organization, later(now, 120 * 60_000));
  return reference;
}

/** A moment so many milliseconds after another. */
export function later(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds);
}

/** 09:00 UTC on the day that lies so many days before today. */
export function daysAgo(now: Date, days: number): Date {
  return new Date(`${addDays(dayOf(now), -days)}T09:00:00Z`);
}
