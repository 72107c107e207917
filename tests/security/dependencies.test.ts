import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, { version?: string }> };

/** The lowest version without a known advisory of high or critical severity, as of November 2026. */
const floors: Readonly<Record<string, string>> = {
  next: "16.3.8",
  "next-auth": "5.0.0-beta.32",
  "@auth/core": "0.41.3",
  "drizzle-orm": "0.45.2",
};

describe("HC-CFG-003 the packages in use are at or above the versions in which known holes are closed", () => {
  test.each(Object.entries(floors))("%s %s", (name, floor) => {
    const versions = Object.entries(packages).flatMap(([path, { version }]) =>
      path.endsWith(`node_modules/${name}`) && version ? [version] : [],
    );
    expect(versions.length).toBeGreaterThan(0);
    for (const version of versions) expect(isAtLeast(version, floor), version).toBe(true);
  });

  test("a version is compared part by part", () => {
    const rows = [
      ["16.4.6", "16.3.8", true],
      ["16.3.8", "16.3.8", true],
      ["16.3.10", "16.3.8", true],
      ["15.9.9", "16.3.8", false],
      ["5.0.0-beta.32", "5.0.0-beta.32", true],
      ["5.0.0-beta.31", "5.0.0-beta.32", false],
    ] as const;
    for (const [version, floor, fine] of rows) expect(isAtLeast(version, floor), `${version} against ${floor}`).toBe(fine);
  });
});

/** Compares the numbers of two versions; words between them, such as "beta", have to be the same to mean anything. */
function isAtLeast(version: string, floor: string): boolean {
  const [one, other] = [version, floor].map((text) => text.split(/[^0-9]+/).map(Number)) as [number[], number[]];
  for (const [index, least] of other.entries()) if ((one[index] ?? 0) !== least) return (one[index] ?? 0) > least;
  return true;
}

/** What keys and tokens look like: those of the services in use, and private keys of every kind. */
const secrets = [
  /\bre_[A-Za-z0-9]{8,}_[A-Za-z0-9]{16,}\b/,
  /\bwhsec_[A-Za-z0-9+/=]{24,}/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}\b/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*\n\s*[A-Za-z0-9+/]{40}/,
];

/** The example of the Standard Webhooks specification, against which signatures are tested. */
const published = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

function secretsIn(text: string): boolean {
  return secrets.some((secret) => secret.test(text.replaceAll(published, "")));
}

describe("HC-CFG-004 the repository holds no secret", () => {
  test("in no file of it", () => {
    const files = execFileSync("git", ["ls-files", "-z"], { encoding: "utf8" }).split("\0").filter(Boolean);
    expect(files.length).toBeGreaterThan(1000);
    const found = files.filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() && secretsIn(readFileSync(file, "utf8")));
    expect(found).toEqual([]);
  });

  test("in no line that was ever added", () => {
    const pattern = secrets
      .slice(0, -1)
      .map(({ source }) => source.replaceAll("\\b", "").replaceAll("(?:", "("))
      .join("|");
    const changes = execFileSync("git", ["log", "-p", "-U0", "--format=", "-E", `-G${pattern}`, "--", ".", ":!package-lock.json"], {
      encoding: "utf8",
      maxBuffer: 256_000_000,
    });
    const added = changes.split("\n").filter((line) => line.startsWith("+") && secretsIn(line));
    expect(added).toEqual([]);
  });

  test("and one that is planted is found", () => {
    const planted = [
      `RESEND_API_KEY=re_${"a1B2".repeat(3)}_${"c3D4".repeat(5)}`,
      `whsec_${"Q".repeat(32)}`,
      `token: ghp_${"x".repeat(36)}`,
      `-----BEGIN PRIVATE KEY-----\n${"M".repeat(64)}\n`,
    ];
    expect(planted.map(secretsIn)).toEqual([true, true, true, true]);
    expect(secretsIn("re_test and whsec_short and -----BEGIN PRIVATE KEY-----")).toBe(false);
  });
});
