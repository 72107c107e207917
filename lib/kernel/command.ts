import { randomUUID } from "node:crypto";
import type { ZodType, z } from "zod";
import { type Database, database, type Transaction } from "@/db/client";
import type { AuditAction } from "@/lib/audit/actions";
import { appendAuditEvents } from "@/lib/audit/chain";
import type { NewAuditEvent } from "@/lib/audit/event";
import { type Actor, isPerson } from "./actor";
import { type Day, dayOf } from "./calendar";
import { enqueue, type Job, type NewEmail, type TaskName, type Tasks, writeEmails } from "./outbox";
import { pipelined } from "./pipelined";
import { notAllowed, type Problem, Refusal } from "./refusal";
import { uniqueRules } from "./unique-rules";

/** From where a command is run: who acts, and, in tests and catch-up work only, when and on which database. */
export type Context = {
  readonly actor: Actor;
  readonly requestId?: string;
  /** Default: the database's current time. */
  readonly now?: Date;
  readonly db?: Database;
};

/** What an event is about. */
export type Subject = { readonly kind: string; readonly id: string; readonly list: string | null };

/** What a handler works with. Everything it writes goes through here, so that state, audit event, email and job are committed together or not at all. */
export type Work = {
  readonly tx: Transaction;
  readonly actor: Actor;
  readonly now: Date;
  readonly today: Day;
  readonly requestId: string;
  /** Records that the actor is authorized; throws a Refusal that names nothing if not. Every command calls it before it writes. */
  readonly authorize: (may: boolean) => void;
  /** Records that nothing has to be done, as for a repeated request or a retry. Such a handler writes nothing and needs no audit event. */
  readonly nothingToDo: () => void;
  /** Runs again after the rollback if the handler is refused, so that counts of attempts are kept. */
  readonly evenIfRefused: (write: (db: Database) => Promise<unknown>) => void;
  /** Leaves a trace. `role` is the committee role in which a person acts, if any. */
  readonly audit: (action: AuditAction, about: Subject, data?: NewAuditEvent["data"], role?: string) => void;
  /** Writes an email that exists if and only if the handler commits. Commands call `writeEmail`, which also queues its delivery. */
  readonly post: (email: NewEmail) => void;
  /** Adds a job that exists if and only if the handler commits. */
  readonly enqueue: <T extends TaskName>(task: T, payload: Tasks[T], when?: { runAt?: Date; urgent?: boolean } | Date) => void;
};

/** What a caller passes to a command. The command parses it for itself; the type finds misspelt and missing fields at compile time. */
export type Command<Input, Result> = {
  (context: Context, input: Unparsed<Input>): Promise<Result>;
  readonly commandName: string;
};

/**
 * What is passed for an input before it is parsed: the same fields, where a text need not be one of a closed list yet and may be missing.
 */
export type Unparsed<Input> = unknown extends Input
  ? unknown
  : Input extends string
    ? string | undefined
    : Input extends number | boolean | null | undefined | Date | Uint8Array
      ? Input
      : Input extends readonly (infer Each)[]
        ? readonly Unparsed<Each>[]
        : Input extends object
          ? { readonly [Field in keyof Input]: Unparsed<Input[Field]> }
          : Input;

/**
 * Makes a command: parses the input, opens one transaction, runs the handler, and commits only what was authorized and audited.
 * Throws a Refusal for an expected "no". After a deadlock or serialization failure it retries, three times at most.
 *
 * `before` does slow work, such as reading a text in a thread, before the transaction opens, so that no connection is held meanwhile.
 * It runs once, authorizes the actor itself, and changes nothing. The handler gets its result and authorizes again.
 */
export function command<Schema extends ZodType, Result, Prepared = undefined>(
  name: string,
  schema: Schema,
  handler: (work: Work, input: z.output<Schema>, prepared: Prepared) => Promise<Result>,
  ...[before]: undefined extends Prepared ? [] : [(context: Context, input: z.output<Schema>) => Promise<Prepared>]
): Command<z.input<Schema>, Result> {
  const run = async (context: Context, input: unknown): Promise<Result> => {
    const parsed = schema.safeParse(input, { error: inOurWords });
    if (!parsed.success) throw inputRefusal(parsed.error.issues);
    const prepared = (await before?.(context, parsed.data)) as Prepared;
    try {
      return await retrying(() => once(name, context, (work) => handler(work, parsed.data, prepared)));
    } catch (error) {
      throw (context.actor.kind === "system" ? null : refusalOf(error)) ?? error;
    }
  };
  return Object.assign(run, { commandName: name });
}

async function once<Result>(name: string, context: Context, handler: (work: Work) => Promise<Result>): Promise<Result> {
  const db = context.db ?? database();
  const events: NewAuditEvent[] = [];
  const jobs: Job[] = [];
  const emails: NewEmail[] = [];
  const counts: ((db: Database) => Promise<unknown>)[] = [];
  const committed = db.transaction(async (tx) => {
    let authorized = false;
    let nothingToDo = false;
    const now = context.now ?? tx.beganAt;
    const requestId = context.requestId ?? randomUUID();
    const { actor } = context;

    const result = await handler({
      tx,
      actor,
      now,
      today: dayOf(now),
      requestId,
      authorize(may) {
        if (!may) throw notAllowed();
        authorized = true;
      },
      nothingToDo() {
        nothingToDo = true;
      },
      evenIfRefused(write) {
        counts.push(write);
      },
      audit(action, about, data = {}, role) {
        events.push({
          action,
          at: now,
          actorKind: actor.kind,
          actorId: isPerson(actor) ? actor.personId : actor.kind === "system" ? actor.name : null,
          actorRole: role ?? null,
          requestId,
          list: about.list,
          subjectKind: about.kind,
          subjectId: about.id,
          data,
        });
      },
      post(email) {
        emails.push(email);
      },
      enqueue(task, payload, when) {
        jobs.push({ task, payload, ...(when instanceof Date ? { runAt: when } : when) } as Job);
      },
    });

    if (!authorized) throw new Error(`${name} was never authorized`);
    if (events.length === 0 && !nothingToDo) throw new Error(`${name} recorded no audit event`);
    // Answered before the commit is sent. The trail comes last, because it takes the lock that orders all commits.
    await pipelined([writeEmails(tx, emails, now), enqueue(tx, jobs), appendAuditEvents(tx, events)]);
    return result;
  });
  try {
    return await committed;
  } catch (error) {
    if (error instanceof Refusal) for (const count of counts) await count(db);
    throw error;
  }
}

/** The message for a field without one of its own: the library's messages are for programmers and are never shown. */
function inOurWords({ code, ...issue }: { readonly code?: string; readonly maximum?: unknown; readonly origin?: unknown }): string {
  if (code === "too_big" && issue.origin === "string")
    return `This must be ${Number(issue.maximum).toLocaleString("en-GB")} characters or less`;
  return notAsExpected;
}

const notAsExpected = "Something in the form is not as expected. Reload the page and try again";

function inputRefusal(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Refusal {
  const problems: Problem[] = issues.map(({ path, message }) => ({ field: path.map(String).join("."), message }));
  return new Refusal(problems[0]?.message ?? notAsExpected, { kind: "input", problems });
}

/** PostgreSQL codes after which the same transaction may simply be tried again: serialization failure, deadlock. */
const passing = ["40001", "40P01"];

async function retrying<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let left = 3; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || !passing.includes(databaseCode(error) ?? "")) throw error;
    }
  }
}

/** The SQLSTATE behind an error, if it came from the database. */
function databaseCode(error: unknown): string | null {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = (cause as { code?: unknown }).code;
    if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return null;
}

/** The refusal for a person who met a unique index; null for any other error. */
function refusalOf(error: unknown): Refusal | null {
  const sentence = uniqueRules[violatedConstraint(error) ?? ""];
  return sentence === undefined ? null : new Refusal(sentence, { kind: "conflict" });
}

/** The name of the constraint that a write ran into, if that is what happened. */
export function violatedConstraint(error: unknown): string | null {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const constraint = (cause as { constraint?: unknown }).constraint;
    if (typeof constraint === "string") return constraint;
  }
  return null;
}
