import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { readMailInThread } from "@/lib/application/commands/read-mail-in-thread";
import { readMailApplication } from "@/lib/application/mail";
import { readRosterInThread } from "@/lib/evidence/gateways/read-roster";
import { readRoster } from "@/lib/evidence/roster/read";
import { readerPool } from "@/lib/kernel/reader-thread";
import { Refusal } from "@/lib/kernel/refusal";
import { allLists } from "@/lists";
import { testDatabase } from "../setup/database";

const heavy = (name: string) => ({ file: "lib/../tests/setup/heavy-readers.ts", name }) as const;
const refusal = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error(`No refusal but ${String(error)}`);
  return { kind: error.kind, message: error.message, problems: error.problems };
};

describe("a reader in a thread", () => {
  it("reads what the same reader reads without one", async () => {
    const roster = "| Email | Organization |\n|---|---|\n| a@acme.example | Acme |";
    expect(await readRosterInThread(roster, "members.md")).toEqual(readRoster(roster, "members.md"));
    for (const { criteria } of allLists) {
      const mail = criteria.map(({ title }, at) => `${at + 1}. ${title}\nOur answer ${at + 1}\n`).join("\n");
      expect(await readMailInThread(mail, criteria)).toEqual(readMailApplication(mail, criteria));
    }
  });

  it("refuses as the reader itself refuses", async () => {
    const size = 256 * 1024 + 1;
    expect(await refusal(readMailInThread("a".repeat(size), []))).toMatchObject({
      kind: "input",
      message: expect.stringContaining("larger than 256 KB"),
    });
  });

  it("is killed at its deadline, while everything else goes on", { retry: 4 }, async () => {
    const pool = readerPool({ deadlineMs: 200 });
    let turns = 0;
    const heart = setInterval(() => (turns += 1), 10);
    const before = performance.eventLoopUtilization();
    const output = await refusal(pool.read(heavy("readForEver"), []));
    clearInterval(heart);
    expect(output).toEqual({ kind: "input", message: expect.stringContaining("takes too long to read"), problems: [] });
    expect(turns).toBeGreaterThan(5);
    expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.8);
    expect(await pool.read(heavy("echo"), ["read after that"])).toBe("read after that");
  });

  it("is ended when it fills its memory, and this process goes on", async () => {
    const pool = readerPool({ memoryMb: 32 });
    expect(await refusal(pool.read(heavy("fillMemory"), []))).toMatchObject({ message: expect.stringContaining("too much memory") });
    expect(await pool.read(heavy("echo"), ["read after that"])).toBe("read after that");
  });

  it("survives a reader that ends its own process or runs out of stack", async () => {
    const pool = readerPool();
    await expect(pool.read(heavy("exit"), [])).rejects.toThrow("A reader thread ended");
    await expect(pool.read(heavy("recurse"), [])).rejects.toThrow(/call stack/);
    expect(await pool.read(heavy("echo"), ["read after that"])).toBe("read after that");
  });

  it("does not use a thread that ended while it was idle", async () => {
    const pool = readerPool({ threads: 1 });
    const ended = await pool.read(heavy("exitAfterwards"), []);
    const again = () => pool.read(heavy("numberOfThread"), []).catch(() => ended);
    await expect.poll(again, { timeout: 9_000 }).not.toBe(ended); // a dead thread would be waited for until its start is given up, after 10 s
  });

  it("reads nothing while a transaction is open, which would hold its connection", async () => {
    await testDatabase();
    const pool = readerPool();
    const read = database().transaction(() => pool.read(heavy("echo"), ["read"]));
    await expect(read).rejects.toThrow("echo must be read before the transaction begins");
    expect(await pool.read(heavy("echo"), ["read"])).toBe("read");
  });

  it("refuses at once when too many texts are waiting, and reads those that wait", async () => {
    const pool = readerPool({ threads: 1, waiting: 1 });
    const [first, second, third] = ["first", "second", "third"].map((text) => pool.read(heavy("echo"), [text]));
    expect(await refusal(third ?? Promise.resolve())).toEqual({
      kind: "too-often",
      message: "The portal is reading other texts. Try again in a minute.",
      problems: [],
    });
    expect(await Promise.all([first, second])).toEqual(["first", "second"]);
  });
});
