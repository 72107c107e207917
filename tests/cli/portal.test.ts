import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { onServer } from "@/db/embedded";
import { faultyLists } from "@/lib/cli/list";

/** The command line as a person runs it: a process of its own. */
function portal(args: readonly string[], databaseUrl = "postgres://nobody:hidden@127.0.0.1:1/nothing") {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  return new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    execFile(process.execPath, ["--import", "tsx", "lib/cli/portal.ts", ...args], { env }, (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err }),
    );
  });
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "portal-cli-"));
});

afterAll(() => rm(folder, { recursive: true }));

describe("list check", () => {
  it("names two faulty lists at once, each with its mistakes", async () => {
    const [define, istio] = ["lists/define.ts", "lists/istio.ts"].map((file) => pathToFileURL(file).href);
    const faulty = (slug: string) => `
      import { defineList } from "${define}";
      import { istio } from "${istio}";
      export const list = defineList({ ...istio, slug: "${slug}" });`;
    await writeFile(join(folder, "first.ts"), faulty("First List"));
    await writeFile(join(folder, "second.ts"), faulty("second/list"));
    const faults = await faultyLists(pathToFileURL(`${folder}/`));
    expect(faults).toEqual([expect.stringContaining('The list "First List" has'), expect.stringContaining('The list "second/list" has')]);
  });
});

describe("portal", () => {
  it.each([
    [["help"], "Usage: npm run --silent portal -- COMMAND [OPTIONS]"],
    [["help", "roster"], "roster show"],
    [["roster", "--help"], "roster show"],
    [["roster", "show", "--help"], "roster show"],
  ])("%j explains and is no mistake", async (args, says) => {
    const { code, out, err } = await portal(args);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain(says);
  });

  it.each([[["roster", "shout", "--json"]], [["rooster", "--json"]], [["roster", "show", "--json", "--nonsense"]]])(
    "%j is wrong usage, in JSON as well",
    async (args) => {
      const { code, out } = await portal(args);
      expect(code).toBe(2);
      expect(JSON.parse(out)).toEqual({ usage: expect.stringMatching(/\w/) });
    },
  );

  it.each([
    [
      ["rooster"],
      'There is no command "rooster". Commands: application, audit, committee, list, recheck, roster. Add --help to read what they do.',
    ],
    [
      ["rooster", "--help"],
      'There is no command "rooster". Commands: application, audit, committee, list, recheck, roster. Add --help to read what they do.',
    ],
    [["list", "chek"], 'There is no command "list chek". Commands: list check, list what-if. Add --help to read what they do.'],
    [["list", "check", "--nonsense"], "Unknown option '--nonsense'."],
    [["list", "what-if", "--on"], "Option '--on <value>' argument missing."],
  ])("%j is answered with one sentence and the commands there are", async (args, says) => {
    expect(await portal(args)).toEqual({ code: 2, out: "", err: `${says}\n` });
  });

  it("application read reads a mail from a file, without a database", async () => {
    const file = join(folder, "mail.txt");
    await writeFile(file, "Hi,\n\n1. Security alias\n\nOur alias is security@acme.example.\n\nThanks\n");
    const { code, out } = await portal(["application", "read", file, "--list", "istio", "--json"]);
    expect(code).toBe(0);
    expect(out).toContain("security@acme.example");
  });
});

const asking = [
  ["application", "queue", "--list", "istio", "--as", "a@acme.example"],
  ["audit", "verify"],
  ["committee", "grant", "a@acme.example", "--list", "istio", "--role", "chair"],
  ["list", "what-if", "--list", "istio", "--on", "2026-12-01"],
  ["recheck", "run", "--today", "2026-12-01"],
  ["roster", "show", "--list", "istio"],
];

describe("an unavailable database is reported in one sentence, without a stack trace or an address", () => {
  let empty: string;

  beforeAll(async () => {
    const { admin } = inject("server");
    await onServer(admin, (client) => client.query("create database cli_without_tables"));
    empty = Object.assign(new URL(admin), { pathname: "/cli_without_tables" }).href;
  });

  afterAll(async () => {
    await onServer(inject("server").admin, (client) => client.query("drop database cli_without_tables with (force)"));
  });

  it.each(asking)("%s %s", async (...args) => {
    const [unreachable, withoutTables] = await Promise.all([portal(args), portal(args, empty)]);
    expect(unreachable).toEqual({ code: 1, out: "", err: expect.stringMatching(/^The database cannot be reached\. [^\n]+\n$/) });
    expect(withoutTables).toEqual({
      code: 1,
      out: "",
      err: expect.stringMatching(/^The database has no tables of this version yet\. [^\n]+\n$/),
    });
    expect(unreachable.err + withoutTables.err).not.toMatch(/127\.0\.0\.1|hidden|postgres:/);
  });
});
