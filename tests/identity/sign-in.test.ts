import { and, desc, eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { renderEmail } from "@/components/emails/render";
import type { Database } from "@/db/client";
import { emailMessage, person, session, signInCode, verificationToken } from "@/db/schema";
import { newProof, openSession, proofHash } from "@/lib/identity/auth";
import { checkSignInCode, codeAttempts } from "@/lib/identity/commands/check-sign-in-code";
import { endOtherSessions } from "@/lib/identity/commands/end-other-sessions";
import { requestSignInCode } from "@/lib/identity/commands/request-sign-in-code";
import { signOut } from "@/lib/identity/commands/sign-out";
import { sessionTokenOf } from "@/lib/identity/cookies";
import { visitor } from "@/lib/kernel/actor";
import { sha256 } from "@/lib/kernel/token";
import { personByEmail, personOfSession } from "@/lib/views/actors";
import { testDatabase } from "../setup/database";
import { empty } from "../setup/empty";

let db: Database;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  await empty("sign_in_code", "email", "session", "verification_token", "person");
});

const ada = "ada@acme.example";
const herBrowser = sha256("the browser of Ada");
const otherBrowser = sha256("another browser");
const asVisitor = { actor: visitor };
const at = (minutes: number) => new Date(Date.now() + minutes * 60_000);

async function ask(email = ada, browserHash = herBrowser, now?: Date): Promise<void> {
  await requestSignInCode({ ...asVisitor, now }, { email, browserHash });
}

async function codeIn(recipient = ada): Promise<string> {
  const [row] = await db
    .select({ data: emailMessage.data })
    .from(emailMessage)
    .where(and(eq(emailMessage.recipient, recipient), eq(emailMessage.kind, "sign-in-code")))
    .orderBy(desc(emailMessage.createdAt))
    .limit(1);
  return String(row?.data.code);
}

async function type(code: string, browserHash = herBrowser, now?: Date) {
  const proof = newProof();
  const check = await checkSignInCode({ actor: visitor, now }, { browserHash, code, proofHash: proofHash(proof) });
  return { check, proof };
}

async function signIn(email = ada): Promise<string> {
  await ask(email);
  const { check, proof } = await type(await codeIn(email));
  if (!check.ok) throw new Error(check.message);
  const token = await openSession(check.email, proof, sessionTokenOf("her cookie", check.codeId));
  if (!token) throw new Error("no session");
  return token;
}

describe("signing in", () => {
  it("lets in the person who types the code into the browser that asked, with a session stored by its hash", async () => {
    const token = await signIn();
    expect(await personOfSession(token)).toMatchObject({ kind: "person", email: ada, roles: [], contacts: [], conflicts: [] });
    const stored = await db.select({ token: session.sessionToken }).from(session);
    expect(stored).toEqual([{ token: sha256(token) }]);
  });

  it("HC-AUN-010: gives each sign-in a session of its own, so that a cookie planted before is worth nothing", async () => {
    const planted = "planted-before-she-signed-in";
    const tokens = [await signIn(), await signIn()];
    expect(new Set([planted, ...tokens]).size).toBe(3);
    expect(await personOfSession(planted)).toBeNull();
  });

  it("takes spaces and hyphens in the code", async () => {
    await ask();
    const code = await codeIn();
    expect((await type(` ${code.slice(0, 4)} ${code.slice(4)}-`)).check.ok).toBe(true);
  });

  it("answers alike for known and unknown addresses, with one email each", async () => {
    await signIn();
    await db.delete(emailMessage);
    await ask(ada);
    await ask("nobody@acme.example", otherBrowser);
    expect(
      await db.select({ recipient: emailMessage.recipient, kind: emailMessage.kind }).from(emailMessage).orderBy(emailMessage.recipient),
    ).toEqual([
      { recipient: ada, kind: "sign-in-code" },
      { recipient: "nobody@acme.example", kind: "sign-in-code" },
    ]);
  });

  it("knows a person by their address in any case, and writes to the address as it is known", async () => {
    await signIn();
    await ask("ADA@Acme.example", otherBrowser);
    expect(await codeIn()).toMatch(/^\d{8}$/);
    expect(await db.$count(person)).toBe(1);
  });

  it.each([
    ["another browser", async (code: string) => type(code, otherBrowser)],
    ["16 minutes later", async (code: string) => type(code, herBrowser, at(16))],
    [
      "a second time, a minute later",
      async (code: string) => {
        await type(code);
        return type(code, herBrowser, at(1));
      },
    ],
    [
      "a second time at once, in another browser",
      async (code: string) => {
        await type(code);
        return type(code, otherBrowser);
      },
    ],
    [
      "as a wrong code at once after the right one",
      async (code: string) => {
        await type(code);
        return type(String((Number(code) + 1) % 100_000_000).padStart(8, "0"));
      },
    ],
    [
      "after a newer code was asked for",
      async (code: string) => {
        await ask(ada, herBrowser, at(1));
        return type(code);
      },
    ],
    ["as a wrong code", async (code: string) => type(String((Number(code) + 1) % 100_000_000).padStart(8, "0"))],
    ["as nothing", async () => type("")],
  ])("refuses a code typed %s", async (_, attempt) => {
    await ask();
    const { check, proof } = await attempt(await codeIn());
    expect(check.ok).toBe(false);
    expect(await openSession(ada, proof, "token")).toBeNull();
  });

  it("HC-MNB-001: holds no link that signs in, so a gateway that opens every link uses nothing up", async () => {
    await ask();
    const [row] = await db.select({ data: emailMessage.data }).from(emailMessage);
    const code = await codeIn();
    const { text } = await renderEmail(
      { kind: "sign-in-code", data: row?.data as { code: string; expiresAt: string } },
      null,
      "http://localhost:3000",
    );
    expect(text.replace(/\D/g, "")).toContain(code);
    for (const link of text.match(/https?:\/\/\S+/g) ?? []) expect(link).toMatch(/^http:\/\/localhost:3000(\/[a-z-]*)*$/);
    expect((await type(code, herBrowser, at(5))).check.ok).toBe(true);
  });

  it("HC-TIM-004: takes a code once, also when the clock is put back by two seconds", async () => {
    await ask();
    const code = await codeIn();
    expect((await type(code, herBrowser, at(1))).check.ok).toBe(true);
    expect((await type(code, herBrowser, new Date(at(1).getTime() - 2000))).check.ok).toBe(false);
  });

  it("ends a code after five wrong tries, and leaves the way of a new email", async () => {
    await ask();
    const code = await codeIn();
    for (let turn = 1; turn <= codeAttempts; turn += 1) expect((await type("00000000")).check.ok).toBe(code === "00000000");
    expect((await type(code)).check.ok).toBe(false);
    await ask();
    expect((await type(await codeIn())).check.ok).toBe(true);
  });

  it("does not let a stranger's request end somebody else's code", async () => {
    await ask();
    const code = await codeIn();
    await ask(ada, otherBrowser);
    expect((await type(code)).check.ok).toBe(true);
  });

  it.each([
    "",
    "ada",
    "ada@acme.example, eve@evil.example",
    '"a b"@acme.example',
    "ada@acme.example\r\nBcc: eve@evil.example",
    "ada\uff20evil.example@acme.example",
  ])("refuses %j as an address, and writes to nobody", async (email) => {
    await expect(ask(email)).rejects.toMatchObject({ kind: "input", problems: [{ field: "email" }] });
    expect(await db.$count(emailMessage)).toBe(0);
  });

  it("gives a second press of each button the answer of the first: one code, one session", async () => {
    await Promise.all([ask(), ask()]);
    expect(await db.$count(emailMessage)).toBe(1);
    const code = await codeIn();
    const presses = await Promise.all([type(code), type(code)]);
    const tokens = await Promise.all(
      presses.map(({ check, proof }) => (check.ok ? openSession(check.email, proof, sessionTokenOf("her cookie", check.codeId)) : null)),
    );
    expect(tokens[0]).toEqual(expect.any(String));
    expect(tokens[1]).toBe(tokens[0]);
    expect(await db.$count(session)).toBe(1);
    expect(await db.$count(verificationToken)).toBe(0);
    await ask("colleague@acme.example");
    expect(await codeIn("colleague@acme.example")).toMatch(/^\d{8}$/);
  });

  it("makes another token for another browser and for another code", () => {
    const tokens = [sessionTokenOf("hers", "1"), sessionTokenOf("his", "1"), sessionTokenOf("hers", "2")];
    expect(new Set(tokens).size).toBe(3);
    expect(tokens[0]).toMatch(/^[\w-]{43}$/);
  });

  it("stores no code and no token in clear", async () => {
    const token = await signIn();
    const rows = JSON.stringify([
      await db.select().from(signInCode),
      await db.select().from(session),
      await db.select().from(verificationToken),
    ]);
    expect(rows).not.toContain(token);
    expect(rows).not.toContain(await codeIn());
  });
});

describe("the clock of the web process", () => {
  afterEach(() => void vi.useRealTimers());

  it.each([
    ["HC-TIM-005: 15 minutes slow", -15],
    ["HC-DBF-008: 10 minutes behind that of the database", -10],
    ["16 minutes fast", 16],
  ])("decides nothing when it is %s: the database's does", async (_, minutes) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
    await ask();
    const code = await codeIn();
    const { rows } = await db.execute<{ seconds: number }>(
      sql`select extract(epoch from expires_at - now())::float8 as seconds from sign_in_code`,
    );
    expect(rows[0]?.seconds).toBeGreaterThan(14 * 60);
    expect(rows[0]?.seconds).toBeLessThanOrEqual(15 * 60);
    await db.execute(sql`update sign_in_code set expires_at = now() - interval '1 second'`);
    expect((await type(code)).check.ok).toBe(false);
    await db.execute(sql`update sign_in_code set expires_at = now() + interval '1 minute'`);
    expect((await type(code)).check.ok).toBe(true);
  });
});

describe("a session", () => {
  it("HC-AUN-014: ends on the server when the person signs out", async () => {
    const token = await signIn();
    const actor = (await personOfSession(token)) ?? visitor;
    await signOut({ actor }, { sessionToken: token });
    expect(await personOfSession(token)).toBeNull();
    expect((await type(await codeIn())).check.ok).toBe(false); // the code that was just used does not open it again
  });

  it("HC-AUN-015: ends everywhere else when the person asks for it", async () => {
    const here = await signIn();
    const there = await signIn();
    await endOtherSessions({ actor: (await personOfSession(here)) ?? visitor }, { sessionToken: here });
    expect(await personOfSession(there)).toBeNull();
    expect(await personOfSession(here)).toMatchObject({ email: ada });
  });

  it.each(["", "x", "undefined", "null", "[object Object]"])("is none for the token %j", async (token) => {
    expect(await personOfSession(token)).toBeNull();
  });

  it("is never fresh for a person read at the command line", async () => {
    await signIn();
    expect(await personByEmail(ada)).toMatchObject({ signedInAt: null });
  });
});
