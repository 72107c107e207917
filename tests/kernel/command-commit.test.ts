import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { NodePgPreparedQuery } from "drizzle-orm/node-postgres/session";
import { Client } from "pg";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "@/db/client";
import { person } from "@/db/schema";
import { writeEmail } from "@/lib/email/write";
import { worker } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { isUnavailable } from "@/lib/kernel/unavailable";
import { testDatabase } from "../setup/database";

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

/** A handler that writes all there is: a row, two emails, their jobs and two events, each with its own id in it. */
const handler = command("story", z.strictObject({ id: z.uuid() }), async (work, { id }) => {
  work.authorize(true);
  await work.tx.insert(person).values({ id, email: `${id}@acme.example`, createdAt: work.now });
  const about = { kind: "person", id, list: null, thread: "somebody.seat" };
  for (const recipient of ["one@acme.example", "two@acme.example"])
    await writeEmail(work, "role-granted", recipient, about, { role: "reviewer" });
  work.audit("alias.asked", about);
  work.audit("alias.answered", about);
});

/** The statements that the handler sends: begin, its own, emails, jobs, events, commit. */
const statements = 6;

type Kinds = { readonly people: number; readonly emails: number; readonly jobs: number; readonly events: number };
const all: Kinds = { people: 1, emails: 2, jobs: 2, events: 2 };
const nothing: Kinds = { people: 0, emails: 0, jobs: 0, events: 0 };

/** What of a handler is in the database, and in how many transactions it came there. */
async function written(id: string): Promise<Kinds & { readonly transactions: number }> {
  const { rows } = await db.execute<Kinds & { transactions: number }>(sql`
    with story as (
      select 'person' as what, xmin::text as x from person where id = ${id}
      union all select 'email', xmin::text from email where subject_id = ${id}
      union all select 'job', j.xmin::text from graphile_worker._private_jobs j join email l on l.id::text = j.payload ->> 'emailId' and l.subject_id = ${id}
      union all select 'event', xmin::text from audit_event where subject_id = ${id})
    select count(*) filter (where what = 'person')::int as people, count(*) filter (where what = 'email')::int as emails,
      count(*) filter (where what = 'job')::int as jobs, count(*) filter (where what = 'event')::int as events,
      count(distinct x)::int as transactions from story`);
  return rows[0] as Kinds & { transactions: number };
}

type Query = (this: Client, ...given: unknown[]) => Promise<unknown>;
const ofPg = Client.prototype as unknown as { query: Query };
const ofDrizzle = NodePgPreparedQuery.prototype as unknown as { execute: (...given: unknown[]) => Promise<unknown> };
const [query, execute] = [ofPg.query, ofDrizzle.execute];

afterEach(() => {
  ofPg.query = query;
  ofDrizzle.execute = execute;
});

/** Runs the handler while each of its statements is sent only after `before` has been awaited. Returns its error, if it failed. */
async function disturbed(id: string, before: (number: number) => Promise<void>): Promise<unknown> {
  let number = 0;
  ofPg.query = async function (...given) {
    number += 1;
    await before(number);
    return query.apply(this, given);
  };
  const error = await handler({ actor: worker }, { id }).then(
    () => null,
    (failure: unknown) => failure,
  );
  ofPg.query = query;
  await wait(30); // what was left running would be written now
  return error;
}

describe("a command commits all or nothing", () => {
  it.each(Array.from({ length: statements }, (_, index) => index + 1))("when statement %i is sent late", async (late) => {
    const id = randomUUID();
    expect(await disturbed(id, async (number) => void (number === late && (await wait(15))))).toBeNull();
    expect(await written(id)).toEqual({ ...all, transactions: 1 });
  });

  it.each(Array.from({ length: statements }, (_, index) => index + 1))("when statement %i is sent first", async (early) => {
    const id = randomUUID();
    expect(await disturbed(id, async (number) => void (number === early || (await wait(10))))).toBeNull();
    expect(await written(id)).toEqual({ ...all, transactions: 1 });
  });

  it.each(Array.from({ length: statements }, (_, index) => index + 1))("when statement %i fails before it is sent", async (failing) => {
    for (const others of [0, 10]) {
      const id = randomUUID();
      const error = await disturbed(id, async (number) => {
        if (number === failing) throw new Error("cut off");
        if (others > 0) await wait(others);
      });
      expect(String(error)).toMatch(/cut off|Failed query/);
      expect(await written(id)).toEqual({ ...nothing, transactions: 0 });
    }
  });

  it.each(Array.from({ length: statements - 2 }, (_, index) => index + 2))(
    "when statement %i is refused by the database",
    async (failing) => {
      for (const others of [0, 10]) {
        const id = randomUUID();
        let number = 0;
        ofPg.query = async function (...given) {
          number += 1;
          if (number !== failing && others > 0) await wait(others);
          return number === failing ? query.call(this, "select 1 / 0") : query.apply(this, given);
        };
        await expect(handler({ actor: worker }, { id })).rejects.toThrow();
        ofPg.query = query;
        await wait(30);
        expect(await written(id)).toEqual({ ...nothing, transactions: 0 });
      }
    },
  );

  it.each([
    ["HC-DBF-002: a full disk", "do $$ begin raise exception 'no space left on device' using errcode = '53100'; end $$"],
    ["HC-DBF-004: the time limit of a statement", "set local statement_timeout = 20; select pg_sleep(5)"],
  ])("when any statement meets %s: nothing is saved, it is told as passing, and the next one is whole", async (_, fault) => {
    for (let failing = 2; failing <= statements; failing += 1) {
      const id = randomUUID();
      let number = 0;
      ofPg.query = async function (...given) {
        number += 1;
        return number === failing ? query.call(this, fault) : query.apply(this, given);
      };
      const error = await handler({ actor: worker }, { id }).then(
        () => null,
        (failure: unknown) => failure,
      );
      ofPg.query = query;
      expect([failing, isUnavailable(error)]).toEqual([failing, true]);
      expect(await written(id)).toEqual({ ...nothing, transactions: 0 });
    }
    const id = randomUUID();
    await handler({ actor: worker }, { id });
    expect(await written(id)).toEqual({ ...all, transactions: 1 });
  });

  it("however many steps the library takes before it sends a statement", async () => {
    for (let steps = 0; steps <= 24; steps += 1) {
      const id = randomUUID();
      ofDrizzle.execute = async function (...given) {
        for (let step = 0; step < steps; step += 1) await undefined;
        return execute.apply(this, given);
      };
      await handler({ actor: worker }, { id });
      expect([steps, await written(id)]).toEqual([steps, { ...all, transactions: 1 }]);
    }
  });
});

describe("a statement that nobody waited for", () => {
  it("undoes the transaction that it was sent in", async () => {
    const id = randomUUID();
    const forgetful = db.transaction(async (tx) => {
      tx.insert(person)
        .values({ id, email: `${id}@acme.example`, createdAt: new Date() })
        .catch(() => {});
    });
    await expect(forgetful).rejects.toThrow("ended before a statement of it was answered");
    expect(await written(id)).toEqual({ ...nothing, transactions: 0 });
  });

  it("is refused after the end, and written nowhere", async () => {
    const id = randomUUID();
    let late: Promise<unknown> = Promise.resolve();
    await db.transaction(async (tx) => {
      late = wait(10).then(() => tx.insert(person).values({ id, email: `${id}@acme.example`, createdAt: new Date() }));
    });
    await expect(late).rejects.toMatchObject({ cause: { message: expect.stringContaining("after its transaction had ended") } });
    expect(await written(id)).toEqual({ ...nothing, transactions: 0 });
  });

  it("is answered before the transaction that it was sent in is undone", async () => {
    const id = randomUUID();
    ofPg.query = async function (...given) {
      if (JSON.stringify(given).includes(id)) await wait(10);
      return query.apply(this, given);
    };
    const failed = db.transaction(async (tx) => {
      await Promise.all([
        tx.insert(person).values({ id, email: `${id}@acme.example`, createdAt: new Date() }),
        Promise.reject(new Error("the other one")),
      ]);
    });
    await expect(failed).rejects.toThrow("the other one");
    await wait(20);
    expect(await written(id)).toEqual({ ...nothing, transactions: 0 });
  });
});
