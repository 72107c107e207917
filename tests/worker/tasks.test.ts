import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { enqueue } from "@/lib/kernel/outbox";
import { emailTasks, evidenceTasks, otherTasks } from "@/lib/worker/tasks";
import { testDatabase } from "../setup/database";

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

test("what waits for somebody outside has workers of its own, and each task is done in one place", () => {
  const [emails, looks, others] = [emailTasks(), evidenceTasks(), otherTasks()].map((tasks) => Object.keys(tasks).sort());
  expect(emails).toEqual(["ask-provider", "deliver-letter"]);
  expect(looks).toEqual(["check-evidence", "check-succession-domain"]);
  expect(others?.filter((name) => emails?.includes(name) || looks?.includes(name))).toEqual([]);
});

test("a sign-in code goes before other emails, and questions to the provider after them", async () => {
  const emailId = randomUUID();
  await db.transaction((tx) =>
    enqueue(tx, [
      { task: "ask-provider", payload: { emailId } },
      { task: "deliver-letter", payload: { emailId } },
      { task: "deliver-letter", payload: { emailId }, urgent: true },
    ]),
  );
  const { rows } = await db.execute(sql`select task_identifier as task, priority from graphile_worker.jobs order by priority`);
  expect(rows).toEqual([
    { task: "deliver-letter", priority: -10 },
    { task: "deliver-letter", priority: 0 },
    { task: "ask-provider", priority: 10 },
  ]);
});
