import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, inject, test } from "vitest";
import { freePort, onServer } from "@/db/embedded";
import { made } from "@/scripts/demo/made";

const here = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

/** The demo keeps its secret in the folder in which it is started, and finds the migrations there. */
const folder = mkdtempSync(join(tmpdir(), "forewarned-demo-"));
symlinkSync(here("drizzle"), join(folder, "drizzle"));
const { admin, application } = inject("server");
const databaseUrl = Object.assign(new URL(admin), { pathname: "/forewarned_demo" }).href;
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the demo, stops it as Ctrl-C does once it says how, and gives all that it has said. */
async function started(): Promise<{ output: string; code: number | null }> {
  const port = String(await freePort());
  const { NODE_ENV: _, ...shell } = process.env;
  const demo = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), "--import", here("tests/demo/with-stubs.ts"), here("scripts/demo.ts")],
    {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...shell,
        DATABASE_URL: "",
        DEMO_SERVER: admin,
        DEMO_APPLICATION: application,
        PORT: port,
        TSX_TSCONFIG_PATH: here("tsconfig.json"),
      } as unknown as NodeJS.ProcessEnv,
    },
  );
  let output = "";
  for (const stream of [demo.stdout, demo.stderr])
    stream.on("data", (words: Buffer) => {
      output += words;
      if (output.includes("Ctrl-C stops it.")) demo.kill("SIGTERM");
    });
  const code = await new Promise<number | null>((resolve) => demo.once("close", resolve));
  return { output: output.replace(/localhost:\d+/g, "localhost:PORT"), code };
}

async function asked(question: string): Promise<readonly string[]> {
  const { rows } = await onServer(databaseUrl, (client) => client.query<{ line: string }>(question));
  return rows.map(({ line }) => line);
}

const statesOf = (table: string) =>
  asked(`select m.name || ': ' || t.status as line from ${table} t join member m on m.id = t.member_id order by 1`);

async function expectWorld(): Promise<void> {
  expect(await asked("select name as line from member where list = 'istio' and left_on is null order by 1")).toEqual([
    "Globex",
    "Initech",
    "Soylent",
    "Stark Meshworks",
    "Tyrell",
    "Vandelay",
  ]);
  const notMembers = "select organization_name || ': ' || status as line from application where status <> 'accepted' order by 1";
  expect(await asked(notMembers)).toEqual(["Acme: draft", "Hooli: declined", "Umbrella: submitted"]);
  expect(await statesOf("recheck")).toEqual(["Globex: open", "Initech: open"]);
  expect(await asked("select count(*)::text as line from recheck where due_on < current_date")).toEqual(["1"]);
  expect(await statesOf("removal")).toEqual(["Soylent: agreed"]);
  expect(await statesOf("alias_change")).toEqual(["Stark Meshworks: waiting"]);
}

const signIns = [
  ["Applicant (Acme)", "ada@acme.example", "/applications"],
  ["Member (Globex)", "gwen@globex.example", "/membership/istio"],
  ["Member with a new alias (Stark Meshworks)", "stella@starkmesh.example", "/membership/istio"],
  ["Member to be removed (Soylent)", "sol@soylent.example", "/membership/istio"],
  ["Late member (Initech)", "ines@initech.example", "/membership/istio"],
  ["Declined (Hooli)", "hal@hooli.example", "/applications"],
  ["Chair (Carol Dane)", "carol@meshproject.example", "/committee/istio"],
  ["Reviewer (Ravi Menon)", "ravi@meshproject.example", "/committee/istio"],
  ["Reviewer (Rita Falk)", "rita@globex.example", "/committee/istio"],
  ["Administrator (Ann Adler)", "ann@meshproject.example", "/committee/istio"],
] as const;

test("the demo creates its data, says how to sign in, and finds the data again", { timeout: 240_000 }, async () => {
  for (const beginning of ["Making the portal ready; the first time takes up to a minute.\n", "Making the portal ready.\n"]) {
    const { output, code } = await started();
    expect(output.startsWith(beginning), output).toBe(true);
    const listed = output.split("\n").map((line) => line.trim().split(/ {2,}/));
    for (const [role, email, where] of signIns) expect(listed).toContainEqual([role, email, `http://localhost:PORT${where}`]);
    expect(code).toBe(0);
    await expectWorld();
  }
});

test("a world whose making was broken off is made anew", { timeout: 240_000 }, async () => {
  await onServer(databaseUrl, (client) => client.query("delete from sweep where key = $1", [made]));
  const { output, code } = await started();
  expect(output).toContain("The demo data was not completed last time; creating it again.");
  expect(code).toBe(0);
  await expectWorld();
});
