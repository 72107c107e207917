import { describe, expect, test } from "vitest";
import { EnvError, parseEnv } from "@/lib/kernel/env";

const secret = "k9Qm2Zr7Tb4Wn8Xc1Vd6Lf3Hg5Js0PaY";
const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://portal:pw@db.internal:5432/portal?sslmode=verify-full",
  TRUSTED_PROXY_HOPS: "1",
  PORTAL_URL: "https://portal.istio.io",
  AUTH_SECRET: secret,
  RESEND_API_KEY: "re_live_key",
  RESEND_WEBHOOK_SECRET: `whsec_${"A1b2C3d4E5f6G7h8".repeat(2)}`,
  MAIL_FROM: "Istio early disclosure <portal@istio.io>",
};
const local = { NODE_ENV: "development", DATABASE_URL: "postgres://x@127.0.0.1:5432/x", AUTH_SECRET: secret };

function problems(variables: Record<string, string | undefined>): readonly string[] {
  try {
    parseEnv(variables);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
}

test("a whole production set is taken as it is", () => {
  expect(parseEnv(production)).toEqual({
    ...production,
    PORTAL_MODE: "production",
    DATABASE_OWNER_URL: null,
    DATABASE_POOL_MAX: 10,
    AUDIT_SIGNING_KEY: null,
    AUDIT_CHECKPOINT_FILE: null,
    PORT: 3000,
    TRUSTED_PROXY_HOPS: 1,
    RESEND_BASE_URL: null,
    PORTAL_LISTS: null,
    EVIDENCE_DNS: null,
    EVIDENCE_LOOPBACK: null,
  });
});

test.each([
  "postgres://portal:pw@127.0.0.1:5432/portal",
  "postgres://portal:pw@localhost/portal",
  "postgres://portal:pw@[::1]:5432/portal",
  "postgres://portal@%2Fvar%2Frun%2Fpostgresql/portal",
  "postgres:///portal?host=/var/run/postgresql",
  "postgresql://portal:pw@db.internal/portal?sslmode=verify-full&sslrootcert=/etc/ssl/own-ca.pem",
])("production takes the database %s", (url) => {
  expect(parseEnv({ ...production, DATABASE_URL: url }).DATABASE_URL).toBe(url);
});

test("name servers are addresses, of both families, with a port if need be", () => {
  expect(parseEnv({ ...local, EVIDENCE_DNS: "9.9.9.9, 127.0.0.1:5353,[::1]:53,2620:fe::fe" }).EVIDENCE_DNS).toEqual([
    "9.9.9.9",
    "127.0.0.1:5353",
    "[::1]:53",
    "2620:fe::fe",
  ]);
});

test("development needs a database and a secret, and knows the rest", () => {
  expect(parseEnv({ ...local, PORT: "4100", PORTAL_LISTS: "istio, layer5" })).toMatchObject({
    PORTAL_MODE: "development",
    PORTAL_URL: "http://localhost:4100",
    RESEND_API_KEY: null,
    PORTAL_LISTS: ["istio", "layer5"],
  });
});

describe("HC-CFG-001, HC-CFG-002 and HC-FWK-002: production refuses, and names the variable, not its value", () => {
  test.each<[string, Record<string, string | undefined>]>([
    ["DATABASE_URL", { DATABASE_URL: undefined }],
    ["DATABASE_URL", { DATABASE_URL: "" }],
    ["DATABASE_URL", { DATABASE_URL: "mysql://root:hunter2secret@db/x" }],
    ["DATABASE_URL", { DATABASE_URL: "postgres://portal:hunter2secret@db.internal:5432/portal" }],
    ["DATABASE_URL", { DATABASE_URL: "postgres://portal:hunter2secret@192.0.2.1/portal?sslmode=disable" }],
    ["DATABASE_URL", { DATABASE_URL: "postgres://portal:hunter2secret@db.internal/portal?sslmode=require" }],
    ["DATABASE_URL", { DATABASE_URL: "postgres://portal:hunter2secret@db.internal/portal?sslmode=no-verify" }],
    ["DATABASE_URL", { DATABASE_URL: "postgres://portal:hunter2secret@db.internal/portal?sslmode=verify-full&sslmode=disable" }],
    ["DATABASE_URL", { DATABASE_URL: "postgres://portal:hunter2secret@db.internal/portal?sslmode=verify-full&ssl=0" }],
    ["DATABASE_URL", { DATABASE_URL: "postgres://portal:hunter2secret@localhost/portal?host=db.internal" }],
    ["TRUSTED_PROXY_HOPS", { TRUSTED_PROXY_HOPS: undefined }],
    ["PORTAL_URL", { PORTAL_URL: undefined }],
    ["PORTAL_URL", { PORTAL_URL: "http://portal.istio.io" }],
    ["PORTAL_URL", { PORTAL_URL: "http://localhost:3000" }],
    ["PORTAL_URL", { PORTAL_URL: "https://*.istio.io" }],
    ["PORTAL_URL", { PORTAL_URL: "*" }],
    ["PORTAL_URL", { PORTAL_URL: "https://portal.istio.io/path" }],
    ["PORTAL_URL", { PORTAL_URL: "https://user:hunter2secret@portal.istio.io" }],
    ["AUTH_SECRET", { AUTH_SECRET: undefined }],
    ["AUTH_SECRET", { AUTH_SECRET: "   " }],
    ["AUTH_SECRET", { AUTH_SECRET: "k9Qm2Zr7Tb4Wn8Xc1Vd6Lf3Hg5Js0Pa" }],
    ["AUTH_SECRET", { AUTH_SECRET: "a".repeat(64) }],
    ["AUTH_SECRET", { AUTH_SECRET: "please-change-me-0123456789-abcdefghij" }],
    ["RESEND_API_KEY", { RESEND_API_KEY: undefined }],
    ["RESEND_API_KEY", { RESEND_API_KEY: "" }],
    ["RESEND_WEBHOOK_SECRET", { RESEND_WEBHOOK_SECRET: undefined }],
    ["RESEND_WEBHOOK_SECRET", { RESEND_WEBHOOK_SECRET: "whsec_short" }],
    ["RESEND_WEBHOOK_SECRET", { RESEND_WEBHOOK_SECRET: `whsec_${"A".repeat(44)}` }],
    ["RESEND_WEBHOOK_SECRET", { RESEND_WEBHOOK_SECRET: `whsec_${"A1b2C3d4".repeat(6)}` }],
    ["RESEND_WEBHOOK_SECRET", { RESEND_WEBHOOK_SECRET: `whsec_${Buffer.from("changeme-with-a-longer-one-2026!").toString("base64")}` }],
    ["RESEND_BASE_URL", { RESEND_BASE_URL: "http://mail.istio.io" }],
    ["RESEND_BASE_URL", { RESEND_BASE_URL: "https://localhost:9999" }],
    ["MAIL_FROM", { MAIL_FROM: undefined }],
    ["MAIL_FROM", { MAIL_FROM: "portal@forewarned.example" }],
    ["NODE_ENV", { NODE_ENV: "development", PORTAL_MODE: "production" }],
    ["NODE_ENV", { NODE_ENV: "prod" }],
    ["PORTAL_MODE", { PORTAL_MODE: "live" }],
    ["PORT", { PORT: "http" }],
    ["DATABASE_POOL_MAX", { DATABASE_POOL_MAX: "1" }],
    ["PORTAL_LISTS", { PORTAL_LISTS: "Istio;layer5" }],
    ["EVIDENCE_DNS", { EVIDENCE_DNS: "dns.istio.io" }],
    ["EVIDENCE_DNS", { EVIDENCE_DNS: "9.9.9.9:0" }],
    ["EVIDENCE_LOOPBACK", { EVIDENCE_LOOPBACK: "/etc/ssl/our-own-ca.pem" }],
    ["EVIDENCE_DNS", { EVIDENCE_DNS: "9.9.9.9 149.112.112.112" }],
  ])("%s in %o", (name, change) => {
    const faults = problems({ ...production, ...change });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} `));
    for (const value of Object.values(change)) if (value && value.length > 12) expect(faults[0]).not.toContain(value);
  });

  test("every fault at once", () => {
    expect(problems({ NODE_ENV: "production" }).map((problem) => problem.split(" ")[0])).toEqual(["DATABASE_URL", "AUTH_SECRET"]);
    expect(
      problems({ NODE_ENV: "production", DATABASE_URL: production.DATABASE_URL, AUTH_SECRET: secret }).map(
        (problem) => problem.split(" ")[0],
      ),
    ).toEqual(["PORTAL_URL", "TRUSTED_PROXY_HOPS", "RESEND_API_KEY", "RESEND_WEBHOOK_SECRET", "MAIL_FROM"]);
  });
});

describe("a mode whose emails anyone can read", () => {
  test.each(["demo", "development", "test"])("%s refuses an origin on another machine", (PORTAL_MODE) => {
    expect(problems({ ...production, PORTAL_MODE })[0]).toMatch(/^PORTAL_URL names another machine/);
    expect(problems({ ...production, PORTAL_MODE, PORTAL_URL: "http://localhost.istio.io" })).toHaveLength(1);
    expect(problems({ ...production, PORTAL_MODE, PORTAL_URL: "http://localhost:3001" })).toEqual([]);
  });
});
