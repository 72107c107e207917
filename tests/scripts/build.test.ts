import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localFolder } from "@/lib/cli/local-files";
import { ensureBuild } from "@/scripts/build";

/** Programs that stand for the compiler: what a build does to its process is tried here, not what it makes. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "forewarned-build-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(join(localFolder, `build-tmp-${basename(folder)}.log`), { force: true });
});

function programOf(text: string): string {
  const program = join(folder, "build.mjs");
  writeFileSync(program, text);
  return program;
}

/** Says its process, and never ends by itself. */
const endless = () =>
  programOf(`import { writeFileSync } from "node:fs";
    writeFileSync(${JSON.stringify(join(folder, "pid"))}, String(process.pid));
    setInterval(() => {}, 1000);`);

const begun = () => expect.poll(() => existsSync(join(folder, "pid")) && pid() > 0, { timeout: 30_000 }).toBe(true);
const pid = () => Number(readFileSync(join(folder, "pid"), "utf8"));
const isAlive = () => {
  try {
    return process.kill(pid(), 0);
  } catch {
    return false;
  }
};

describe("a build that is running", () => {
  it("is ended when the start it belongs to is asked to stop", async () => {
    let ask = () => {};
    const asked = new Promise<void>((resolve) => {
      ask = resolve;
    });
    const build = ensureBuild(folder, { stop: asked, program: endless() });
    const failed = expect(build).rejects.toThrow("The build was ended by SIGTERM");
    await begun();
    ask();
    await failed;
    expect(isAlive()).toBe(false);
  });

  it("ends with the process that started it, even when that is killed", async () => {
    const call = `const { ensureBuild } = await import("./scripts/build.ts");
      await ensureBuild(${JSON.stringify(folder)}, { program: ${JSON.stringify(endless())} });`;
    const parent: ChildProcess = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", call], { stdio: "ignore" });
    await begun();
    parent.kill("SIGKILL");
    await expect.poll(isAlive, { timeout: 30_000 }).toBe(false);
  });

  it("of somebody else is named, with what to do", async () => {
    const program = programOf(`console.error("Another next build process is already running."); process.exitCode = 1;`);
    await expect(ensureBuild(folder, { program })).rejects.toThrow(/^Another build is running in this folder\. Wait until it has ended/);
  });

  it("that fails throws the compiler's output", async () => {
    const program = programOf(`console.error("Type error: a is not b"); process.exitCode = 1;`);
    await expect(ensureBuild(folder, { program })).rejects.toThrow(/^The build ended with 1:\nType error: a is not b/);
  });
});
