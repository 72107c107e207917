import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { GET as json } from "@/app/[list]/roster.json/route";
import { GET as markdown } from "@/app/[list]/roster.md/route";
import { database } from "@/db/client";
import { worker } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { admitted, committee } from "../member/world";
import { testDatabase } from "../setup/database";

beforeAll(async () => {
  await testDatabase();
  await committee();
  await admitted("Globex", { people: [] });
});

/** The trail says that a member came, as a decision writes it; the member itself is in the database already. */
const tell = command("tell", z.strictObject({ id: z.uuid() }), async (work, { id }) => {
  work.authorize(true);
  work.audit("member.admitted", { kind: "member", id, list: "istio" });
});
const admit = async (name: string) => {
  await admitted(name, { people: [] });
  const { rows } = await database().execute<{ id: string }>(sql`select id from member where name = ${name}`);
  await tell({ actor: worker }, { id: rows[0]?.id ?? "" });
};

describe.each([
  ["roster.json", json],
  ["roster.md", markdown],
])("%s", (file, get) => {
  const ask = (known?: string) =>
    get(new Request(`http://localhost:3000/istio/${file}`, { headers: known === undefined ? {} : { "if-none-match": known } }), {
      params: Promise.resolve({ list: "istio" }),
    });

  test("is kept for five minutes and never served when it is older", async () => {
    expect((await ask()).headers.get("cache-control")).toBe("public, max-age=300, must-revalidate");
  });

  test("is not sent again to clients that have it, and is after the roster changed", async () => {
    const first = await ask();
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await ask(known);
      expect([again.status, again.headers.get("etag"), await again.text()]).toEqual([304, etag, ""]);
    }
    expect((await ask('"other"')).status).toBe(200);

    await admit(`Initech of ${file}`);
    const changed = await ask(etag);
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).not.toBe(etag);
    expect(await changed.text()).toContain(`Initech of ${file}`);
  });

  test("has the same tag for the same members, whatever happened between", async () => {
    const before = await ask();
    await admit(`Hooli of ${file}`);
    await database().execute(sql`update member set left_on = '2026-10-01' where name = ${`Hooli of ${file}`}`);
    expect((await ask()).headers.get("etag")).toBe(before.headers.get("etag"));
  });
});
