import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Database } from "@/db/client";
import { formPress } from "@/db/schema";
import { notAllowed, Refusal } from "@/lib/kernel/refusal";
import { asOnePress } from "@/lib/kernel/same-press";
import { testDatabase } from "../setup/database";
import { empty } from "../setup/empty";

let db: Database;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(() => empty("form_press"));

const done = () => vi.fn(async () => "/books?done=closed");
const closedAlready = () => new Refusal("This book is closed already.", { kind: "conflict" });
const elsewhere = () => vi.fn(async () => "/books?done=again");

/** A press that runs until it is told to end. */
function slow() {
  let end = (_path: string): void => undefined;
  const ended = new Promise<string>((resolve) => (end = resolve));
  return { run: () => ended, end };
}

describe("a button that is pressed twice", () => {
  it("leads both presses to where the first one led, and runs once", async () => {
    const [first, second] = [done(), elsewhere()];
    expect(await asOnePress("ada", "close", first)).toBe("/books?done=closed");
    expect(await asOnePress("ada", "close", second)).toBe("/books?done=closed");
    expect(second).not.toHaveBeenCalled();
  });

  it("waits for a first press that still runs, also in another process", async () => {
    const first = slow();
    const pressed = asOnePress("ada", "close", first.run);
    await vi.waitFor(async () => expect(await db.$count(formPress)).toBe(1), { timeout: 30_000 });
    vi.resetModules();
    const ofAnotherProcess = await import("@/lib/kernel/same-press");
    const second = elsewhere();
    const presses = Promise.all([pressed, ofAnotherProcess.asOnePress("ada", "close", second), asOnePress("ada", "close", second)]);
    first.end("/books?done=closed");
    expect(new Set(await presses)).toEqual(new Set(["/books?done=closed"]));
    expect(second).not.toHaveBeenCalled();
  });

  it("runs one of many that arrive at once", async () => {
    const run = done();
    await Promise.all(Array.from({ length: 8 }, () => asOnePress("ada", "close", run)));
    expect(run).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["a refusal", closedAlready()],
    ["somebody who may not", notAllowed()],
    ["a fault", new Error("broken")],
  ])("shows %s to each press, and remembers none", async (_, error) => {
    const run = vi.fn(() => Promise.reject(error));
    for (let press = 0; press < 2; press += 1) await expect(asOnePress("ada", "close", run)).rejects.toBe(error);
    expect(run).toHaveBeenCalledTimes(2);
    expect(await asOnePress("ada", "close", done())).toBe("/books?done=closed");
  });

  it("runs the press that waited for one that was refused", async () => {
    const [refused, second] = [slow(), done()];
    const first = asOnePress("ada", "close", () =>
      refused.run().then(() => {
        throw closedAlready();
      }),
    );
    await vi.waitFor(async () => expect(await db.$count(formPress)).toBe(1), { timeout: 30_000 });
    const pressed = asOnePress("ada", "close", second);
    refused.end("");
    await expect(first).rejects.toThrow("closed already");
    expect(await pressed).toBe("/books?done=closed");
    expect(second).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["of another session", "eve", "close"],
    ["of another form", "ada", "open"],
  ])("runs a press %s", async (_, session, form) => {
    await asOnePress("ada", "close", done());
    expect(await asOnePress(session, form, elsewhere())).toBe("/books?done=again");
  });

  it("runs the same form again when another one was sent in between", async () => {
    await asOnePress("ada", "close", done());
    await asOnePress("ada", "open", done());
    expect(await asOnePress("ada", "close", elsewhere())).toBe("/books?done=again");
  });

  it("runs the same form again after a moment, also when the first one never ended", async () => {
    const first = slow();
    const hanging = asOnePress("ada", "close", first.run);
    await vi.waitFor(async () => expect(await db.$count(formPress)).toBe(1), { timeout: 30_000 });
    await db.execute(sql`update form_press set at = at - interval '11 seconds'`);
    expect(await asOnePress("ada", "close", elsewhere())).toBe("/books?done=again");
    first.end("/books?done=closed");
    expect(await hanging).toBe("/books?done=closed");
    expect(await asOnePress("ada", "close", done())).toBe("/books?done=again"); // the late one takes nobody's place
  });

  it("keeps one row for each session", async () => {
    for (const form of ["close", "open", "close", "lend"]) await asOnePress("ada", form, done());
    expect(await db.$count(formPress)).toBe(1);
  });
});
