import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { committeeRole, person, session } from "@/db/schema";
import { currentActor } from "@/lib/identity/current-actor";
import { sha256 } from "@/lib/kernel/token";
import { personOfSession } from "@/lib/views/actors";
import { testDatabase } from "../setup/database";
import { inBrowserOf } from "../visibility/browser";
import type { Player } from "../visibility/cast";

vi.mock("next/headers", () => import("../visibility/browser"));

let db: Database;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

const hour = 3_600_000;

async function sessionOf({ withRole, idleHours, ageHours }: { withRole: boolean; idleHours: number; ageHours: number }): Promise<string> {
  const token = randomUUID();
  const [made] = await db
    .insert(person)
    .values({ email: `${token}@acme.example` })
    .returning({ id: person.id });
  const personId = made?.id ?? "";
  if (withRole) await db.insert(committeeRole).values({ list: "istio", personId, role: "reviewer", grantedAt: new Date() });
  const ago = (hours: number) => new Date(Date.now() - hours * hour);
  await db.insert(session).values({
    sessionToken: sha256(token),
    userId: personId,
    expires: new Date(Date.now() + 24 * hour),
    signedInAt: ago(ageHours),
    lastUsedAt: ago(idleHours),
  });
  return token;
}

test.each([
  ["a contact idle for six days and 23 hours", { withRole: false, idleHours: 7 * 24 - 1, ageHours: 200 }, true],
  ["a contact idle for a week", { withRole: false, idleHours: 7 * 24 + 1, ageHours: 200 }, false],
  ["a reviewer idle for three hours", { withRole: true, idleHours: 3, ageHours: 11 }, true],
  ["a reviewer idle for more than four hours", { withRole: true, idleHours: 4.1, ageHours: 5 }, false],
  ["a reviewer at work for more than twelve hours", { withRole: true, idleHours: 0, ageHours: 12.1 }, false],
])("the session of %s", async (_who, given, holds) => {
  expect((await personOfSession(await sessionOf(given))) !== null).toBe(holds);
});

test("a request keeps a session in use, and a request of an ended one does not bring it back", async () => {
  const [used, ended] = [
    await sessionOf({ withRole: true, idleHours: 3, ageHours: 5 }),
    await sessionOf({ withRole: true, idleHours: 5, ageHours: 6 }),
  ];
  const ask = (token: string) =>
    inBrowserOf({ session: { fresh: token, stale: token } } as unknown as Player, "fresh", () => currentActor());
  expect(await ask(used)).toMatchObject({ kind: "person" });
  expect(await ask(ended)).toEqual({ kind: "visitor" });
  const { rows } = await db.execute<{ idle: boolean }>(
    sql`select last_used_at < now() - interval '1 minute' as idle from session where session_token in (${sha256(used)}, ${sha256(ended)}) order by signed_in_at`,
  );
  expect(rows).toEqual([{ idle: true }, { idle: false }]);
});
