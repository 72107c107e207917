import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { database } from "@/db/client";
import { emailMessage } from "@/db/schema";
import type { EmailKind } from "@/lib/email/kinds";
import { writeEmail } from "@/lib/email/write";
import { worker } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { samples } from "./samples";

type Written = { kind?: EmailKind; to?: string; thread?: string; at: Date; data?: Record<string, unknown>; subjectId?: string };

/** Writes an email as a handler would, and returns its id. */
export async function post({
  kind = "review-assigned",
  to = "rhea@committee.example",
  thread = "2026-042.application",
  at,
  data,
  subjectId = randomUUID(),
}: Written): Promise<string> {
  const write = command("test", z.null(), async (work) => {
    work.authorize(true);
    work.audit("review.assigned", { kind: "application", id: subjectId, list: "istio" });
    const list = kind === "sign-in-code" ? null : "istio";
    await writeEmail(work, kind, to, { kind: "application", id: subjectId, list, thread }, (data ?? samples[kind]) as never);
  });
  await write({ actor: worker, now: at }, null);
  const [row] = await database().select({ id: emailMessage.id }).from(emailMessage).where(eq(emailMessage.subjectId, subjectId));
  if (!row) throw new Error("No email was written");
  return row.id;
}

export async function row(id: string): Promise<typeof emailMessage.$inferSelect> {
  const [found] = await database().select().from(emailMessage).where(eq(emailMessage.id, id));
  if (!found) throw new Error("There is no such email");
  return found;
}

/** The jobs that wait for an email, oldest first: when each may run, to the second. */
export async function jobsFor(id: string): Promise<readonly string[]> {
  const { rows } = await database().execute<{ at: string }>(sql`
    select to_char(run_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from graphile_worker._private_jobs
    where payload->>'emailId' = ${id} order by run_at`);
  return rows.map(({ at }) => at);
}
