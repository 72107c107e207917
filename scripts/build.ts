import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

export const nextProgram = createRequire(import.meta.url).resolve("next/dist/bin/next");

/**
 * Makes the production build in `distDir`, unless the one that is there was made from the same sources.
 * Says whether it built. Throws with the compiler's words when it fails.
 */
export async function ensureBuild(distDir: string): Promise<boolean> {
  const sources = sourcesHash();
  const marker = join(distDir, "built-from");
  if (read(join(distDir, "BUILD_ID")) && read(marker) === sources) return false;

  const { code, output } = await run(nextProgram, ["build"], {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NEXT_DIST_DIR: distDir,
    NEXT_TYPES_CHECKED_ELSEWHERE: "yes",
  });
  if (code !== 0) throw new Error(`The build failed:\n${output}`);
  writeFileSync(marker, sources);
  return true;
}

const roots = ["app", "components", "db", "lib", "lists", "public"];

/** Names and contents of everything that the build can see. */
function sourcesHash(): string {
  const inFolders = roots.flatMap((root) => list(root));
  const onTop = readdirSync(".").filter((name) =>
    /^(next\.config|postcss\.config|tsconfig|package-lock|proxy|instrumentation)\b.*\.(m?[jt]s|json)$/.test(name),
  );
  const hash = createHash("sha256").update(process.version);
  for (const file of [...inFolders, ...onTop].sort()) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

function list(root: string): string[] {
  if (!existsSync(root)) return []; // a folder that does not exist has no sources
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isFile());
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env } as NodeJS.ProcessEnv,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
