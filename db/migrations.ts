import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One migration of this version of the code. */
export type Migration = { readonly tag: string; readonly when: number; readonly hash: string };

/** One migration that a database remembers. */
export type AppliedMigration = { readonly hash: string; readonly when: number };

/** Every process is started in the folder of the portal. */
export const migrationsFolder = join(process.cwd(), "drizzle");

/** The migrations of this version, oldest first, in the order of the journal. Throws when the journal itself is broken. */
export function knownMigrations(folder = migrationsFolder): readonly Migration[] {
  const { entries } = JSON.parse(readFileSync(join(folder, "meta", "_journal.json"), "utf8")) as { entries: JournalEntry[] };
  const fault = journalFault(entries);
  if (fault) throw new Error(fault);
  return entries.map(({ tag, when }) => ({
    tag,
    when,
    hash: createHash("sha256")
      .update(readFileSync(join(folder, `${tag}.sql`)))
      .digest("hex"),
  }));
}

type JournalEntry = { readonly idx: number; readonly when: number; readonly tag: string };

/** drizzle skips, without a word, a migration that is not younger than the last one applied; so order is a law here. */
export function journalFault(entries: readonly JournalEntry[]): string | null {
  for (const [position, { idx, when, tag }] of entries.entries()) {
    const before = entries[position - 1];
    if (idx !== position) return `drizzle/meta/_journal.json: ${tag} has number ${idx} at place ${position}.`;
    if (!tag.startsWith(`${String(idx).padStart(4, "0")}_`))
      return `drizzle/meta/_journal.json: the name ${tag} does not start with its number ${idx}.`;
    if (before && when <= before.when)
      return `drizzle/meta/_journal.json: ${tag} is not younger than ${before.tag} and would be skipped. Generate it anew after merging.`;
  }
  return null;
}

export type MigrationState = { readonly is: "current" | "behind" } | { readonly is: "foreign"; readonly why: string };

/**
 * The state of a database for this version: current, behind (migrations are still to run), or foreign. Foreign means that it was migrated
 * by other files: an old one was edited, or a newer version was used. The portal does not start on a foreign one.
 */
export function migrationState(known: readonly Migration[], applied: readonly AppliedMigration[]): MigrationState {
  for (const [position, { hash, when }] of applied.entries()) {
    const own = known[position];
    if (!own)
      return { is: "foreign", why: "The database was migrated by a newer version of the portal. Start that version, or restore a backup." };
    if (own.hash !== hash || own.when !== when) {
      return {
        is: "foreign",
        why: `The migration drizzle/${own.tag}.sql is not the one that this database went through. Put the old file back and write the change as a new migration.`,
      };
    }
  }
  return { is: applied.length === known.length ? "current" : "behind" };
}

/** What a database remembers of its migrations, oldest first. `drizzle` stays absent until the first one has run. */
export const appliedMigrationsQuery = `select hash, created_at::float8 as "when" from drizzle.__drizzle_migrations order by id`;
