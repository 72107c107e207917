import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { localFolder } from "@/lib/cli/local-files";
import { startPart } from "./processes";

export const nextProgram = createRequire(import.meta.url).resolve("next/dist/bin/next");

type Settings = {
  /** Once it resolves, a build that is running is ended. */
  readonly stop?: Promise<unknown>;
  /** What makes the build. */
  readonly program?: string;
};

/**
 * Makes the production build in `distDir`, unless the existing one was made from the same sources.
 * Returns whether it built. Throws with the compiler's output when it fails. The build ends with this process, even if that is killed.
 */
export async function ensureBuild(distDir: string, { stop, program = nextProgram }: Settings = {}): Promise<boolean> {
  const sources = sourcesHash();
  const marker = join(distDir, "built-from");
  if (read(join(distDir, "BUILD_ID")) && read(marker) === sources) return false;

  const log = join(localFolder, `build${distDir.replaceAll(/[^\w.-]/g, "-")}.log`);
  const build = startPart({
    name: "build",
    run: [program, "build"],
    env: {
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      NEXT_DIST_DIR: distDir,
      NEXT_TYPES_CHECKED_ELSEWHERE: "yes",
    },
    log,
  });
  void stop?.then(() => build.stop());
  const outcome = await build.ended;
  if (outcome !== "ended with 0") throw new Error(whyNot(outcome, readFileSync(log, "utf8")));
  writeFileSync(marker, sources);
  return true;
}

function whyNot(outcome: string, output: string): string {
  return output.includes("Another next build process is already running")
    ? "Another build is running in this folder. Wait until it has ended, about a minute, or end its process (next build), and start again."
    : `The build ${outcome}:\n${output}`;
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
