import { randomUUID } from "node:crypto";
import { beforeAll, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { person, session } from "@/db/schema";
import type { Command } from "@/lib/kernel/command";
import { formPost, formsOfPerson } from "@/lib/kernel/form-post";
import { sha256 } from "@/lib/kernel/token";
import { testDatabase } from "../setup/database";
import { fromOurPages, inBrowserOf } from "../visibility/browser";
import type { Player } from "../visibility/cast";

vi.mock("next/headers", () => import("../visibility/browser"));

let db: Database;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

async function signedIn(): Promise<Player> {
  const token = randomUUID();
  const [made] = await db
    .insert(person)
    .values({ email: `${token}@acme.example` })
    .returning({ id: person.id });
  const expires = new Date(Date.now() + 3_600_000);
  await db.insert(session).values({ sessionToken: sha256(token), userId: made?.id ?? "", expires, signedInAt: new Date() });
  return { session: { fresh: token, stale: token } } as unknown as Player;
}

test("the forms of one person in a day are limited, whatever they add to, and those of others are not affected", async () => {
  let stored = 0;
  const storing: Command<{ reason: string }, void> = Object.assign(
    async (_context: unknown, { reason = "" }: { reason?: string }) => {
      stored += reason.length;
    },
    { commandName: "storing" },
  );
  const send = formPost({
    page: () => "/books",
    leadsTo: () => "/books?done=stored",
    command: storing,
    fields: ["reason"],
    input: (_params, { reason }) => ({ reason }),
  });
  const post = (player: Player, kilobytes: number) => {
    const body = new URLSearchParams({ reason: "x".repeat(kilobytes * 1024) });
    return inBrowserOf(player, "fresh", () =>
      send(new Request("http://localhost:3000/books", { method: "POST", body, headers: fromOurPages }), { params: Promise.resolve({}) }),
    );
  };
  const [flood, other] = [await signedIn(), await signedIn()];
  const answers: Response[] = [];
  for (let turn = 0; turn < 90; turn += 1) answers.push(await post(flood, 200));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(5);
  expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused[0]?.text()).toContain("You have sent more text today than the portal accepts from one person.");
  expect(stored).toBeLessThanOrEqual(formsOfPerson.most * 1024);
  expect((await post(other, 200)).headers.get("location")).toBe("/books?done=stored");
});
