import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { earlierImportsLater, earlierReadsLater, writesOfOthers } from "./architecture-exceptions";

/** The architecture that docs/architecture.md describes: every file has a layer, and imports go one way only. */

const root = fileURLToPath(new URL("..", import.meta.url));

/** Each slice knows only the slices before it. */
const slices = [
  "audit",
  "kernel",
  "list",
  "email",
  "identity",
  "approval",
  "organization",
  "alias",
  "evidence",
  "application",
  "member",
  "review",
  "recheck",
  "removal",
  "roster",
  "views",
];

/** The layers. The first pattern that matches a file decides. */
const layers: readonly { layer: Layer; files: RegExp }[] = [
  { layer: "entry points", files: /^app\// },
  { layer: "entry points", files: /^(instrumentation|proxy|next\.config)\.ts$/ },
  { layer: "entry points", files: /^lib\/(worker|cli|server)\// },
  { layer: "entry points", files: /^lib\/kernel\/(form-post|keep-form|kept-form|plain-page)\.ts$/ },
  { layer: "entry points", files: /^lib\/identity\/(asking-browser|auth|current-actor)\.ts$/ },
  { layer: "entry points", files: /^lib\/email\/transport\// },
  { layer: "entry points", files: /^lib\/roster\/public-file\.ts$/ },
  { layer: "entry points", files: /^lib\/evidence\/gateways\// },
  { layer: "entry points", files: /^(scripts|bench)\// },
  { layer: "entry points", files: /^db\/(embedded[a-z-]*|migrate|migrations|rights)(\/|\.ts$)/ },
  { layer: "components", files: /^components\// },
  { layer: "tables", files: /^db\/schema\// },
  { layer: "infrastructure", files: /^db\/(client|prepared-statement)\.ts$/ },
  {
    layer: "infrastructure",
    files: /^lib\/kernel\/(command|first-time|outbox|reader-thread|request-limit|same-press|token|advisory-lock|env|log)\.ts$/,
  },
  { layer: "infrastructure", files: /^lib\/audit\/chain\.ts$/ },
  { layer: "domain", files: /^lib\/[a-z]+\/commands\/[a-z-]+\.ts$/ },
  { layer: "domain", files: /^lib\/[a-z]+\/queries(\/[a-z-]+)?\.ts$/ },
  { layer: "domain", files: /^lib\/views\/[a-z-]+\.ts$/ },
  { layer: "domain", files: /^lib\/email\/write\.ts$/ },
  { layer: "domain", files: /^lib\/audit\/(verify|protection|checkpoints)\.ts$/ },
  { layer: "domain", files: /^lib\/identity\/(committee|cookies|recent-sign-in|person|rate|sign-in-limits)\.ts$/ },
  { layer: "pure", files: /^lib\/[a-z]+\/[a-z-]+\.ts$/ },
  { layer: "pure", files: /^lib\/list\/kinds\/[a-z-]+\.ts$/ },
  { layer: "pure", files: /^lib\/application\/mail\/[a-z-]+\.ts$/ },
  { layer: "pure", files: /^lib\/evidence\/(assess|roster(\/reading)?)\/[a-z-]+\.ts$/ },
  { layer: "pure", files: /^lists\/[a-z0-9-]+\.ts$/ },
];

type Layer = "pure" | "tables" | "infrastructure" | "domain" | "components" | "entry points";

/** What each layer may import, beside packages. */
const mayImport: Readonly<Record<Layer, readonly Layer[]>> = {
  pure: ["pure"],
  tables: ["pure", "tables"],
  infrastructure: ["pure", "tables", "infrastructure"],
  domain: ["pure", "tables", "infrastructure", "domain"],
  components: ["pure", "components"],
  "entry points": ["pure", "tables", "infrastructure", "domain", "components", "entry points"],
};

/** Packages that a layer must not import. */
const foreign: Partial<Record<Layer, RegExp>> = {
  pure: /^(drizzle-orm|pg|next|next-auth|react|react-dom|resend|graphile-worker)(\/|$)/,
  tables: /^(pg|next|next-auth|react|resend|graphile-worker)(\/|$)/,
  infrastructure: /^(next|next-auth|react|resend)(\/|$)/,
  domain: /^(next|next-auth|react|resend|graphile-worker)(\/|$)/,
  components: /^(drizzle-orm|pg|next|next-auth|resend|graphile-worker)(\/|$)/,
};

/** Modules that wait for files, the network or another process. Rules and command handlers must not: a handler holds a connection. */
const outside = /^node:(fs|dns|http|https|http2|tls|dgram|child_process|worker_threads|timers|readline)(\/|$)/;
const inside: readonly Layer[] = ["pure", "tables", "domain", "components"];

const checkedFolders = ["app", "components", "db", "lib", "lists", "scripts", "bench"];

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const files = [...checkedFolders.flatMap(filesUnder), "instrumentation.ts", "proxy.ts", "next.config.ts"];

function layerOf(file: string): Layer | undefined {
  return layers.find(({ files: pattern }) => pattern.test(file))?.layer;
}

function sliceOf(file: string): string | undefined {
  const name = file.match(/^lib\/([a-z]+)\//)?.[1];
  return name === undefined || ["worker", "cli", "server"].includes(name) ? undefined : name;
}

/** What a file imports or re-exports, types included: a type from a later layer is a dependency, too. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s(?:[^"';]*?\sfrom\s)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g)].map(
    (found) => found[1] ?? found[2] ?? "",
  );
}

/** The file of this project that an import names, or null for a package. */
function projectFile(from: string, wanted: string): string | null {
  if (!wanted.startsWith(".") && !wanted.startsWith("@/")) return null;
  const base = wanted.startsWith("@/") ? wanted.slice(2) : relative(root, resolve(root, dirname(from), wanted));
  return [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`].find((path) => files.includes(path)) ?? base;
}

describe("the architecture", () => {
  it(`gives each of its ${files.length} files a layer`, () => {
    expect(files.filter((file) => layerOf(file) === undefined)).toEqual([]);
  });

  it("has only slices whose order is known", () => {
    expect([...new Set(files.map(sliceOf).filter((slice) => slice !== undefined && !slices.includes(slice)))]).toEqual([]);
  });

  it("lets every import go one way", () => {
    const wrong = files.flatMap((file) => importsOf(file).flatMap((wanted) => faultOf(file, wanted) ?? []));
    expect(wrong.sort()).toEqual(earlierImportsLater.toSorted());
  });

  it("knows the slice of every table", () => {
    expect(tables.length).toBeGreaterThan(60);
    expect(tables.filter(({ slice }) => !slices.includes(slice))).toEqual([]);
  });

  it("lets no slice read a later slice's tables, but for exceptions that only get fewer", () => {
    const found = usesOfTables((mine, theirs) => slices.indexOf(theirs) > slices.indexOf(mine), usesTable, "reads");
    expect(found).toEqual(earlierReadsLater.toSorted());
  });

  it("lets each slice write its own tables only, but for exceptions that only get fewer", () => {
    expect(usesOfTables((mine, theirs) => mine !== theirs, writesTable, "writes")).toEqual(writesOfOthers.toSorted());
  });

  it("recognizes a table in the query builder and in SQL", () => {
    const table = { name: "contactAlias", sql: "contact_alias", slice: "organization" };
    const built = 'import { contactAlias, member } from "@/db/schema";\n';
    expect(usesTable(built, table)).toBe(true);
    expect(usesTable("sql`select 1 from contact_alias a`", table)).toBe(true);
    expect(usesTable("sql`select 1 from contact_alias_check a`", table)).toBe(false);
    expect(writesTable(`${built}await work.db.update(contactAlias).set({})`, table)).toBe(true);
    expect(writesTable(`${built}sql\`delete from \${contactAlias}\``, table)).toBe(true);
    expect(writesTable("sql`insert into contact_alias (id) values (1)`", table)).toBe(true);
    expect(writesTable('import { contactAlias as aliases } from "@/db/schema";\nawait work.db.update(aliases).set({})', table)).toBe(true);
    expect(writesTable(`${built}await work.db.select().from(contactAlias)`, table)).toBe(false);
  });

  it("has no import circle", () => {
    expect(circlesAmong(files, (file) => importsOf(file).flatMap((wanted) => projectFile(file, wanted) ?? []))).toEqual([]);
  });

  it("names a circle", () => {
    const imports: Record<string, string[]> = { a: ["b"], b: ["c", "d"], c: ["a"], d: ["d"], e: ["a"] };
    expect(circlesAmong(Object.keys(imports), (file) => imports[file] ?? [])).toEqual(["a imports b imports c imports a", "d imports d"]);
  });

  it("lets only scripts, benches and tests import scripts", () => {
    const wrong = files
      .filter((file) => !/^(scripts|bench)\//.test(file))
      .filter((file) => importsOf(file).some((wanted) => projectFile(file, wanted)?.startsWith("scripts/")));
    expect(wrong).toEqual([]);
  });

  it("lets no rule, command or query ask the network", () => {
    const asking = files.filter((file) => {
      const layer = layerOf(file);
      return layer && layer !== "components" && inside.includes(layer) && /(?<![\w.])fetch\(/.test(readFileSync(join(root, file), "utf8"));
    });
    expect(asking).toEqual([]);
  });

  it("names an import that runs the wrong way", () => {
    expect(faultOf("lib/list/criteria.ts", "@/lib/review/rules")).toBe("lib/list/criteria.ts knows lib/review/rules.ts of a later slice");
    expect(faultOf("components/ui/status-icon.tsx", "@/db/client")).toBe(
      "components/ui/status-icon.tsx (components) imports db/client.ts (infrastructure)",
    );
    expect(faultOf("lib/list/criteria.ts", "drizzle-orm")).toBe("lib/list/criteria.ts (pure) imports the package drizzle-orm");
    expect(faultOf("lib/removal/commands/appeal.ts", "node:dns/promises")).toBe(
      "lib/removal/commands/appeal.ts (domain) imports the package node:dns/promises",
    );
  });
});

type Table = { readonly name: string; readonly sql: string; readonly slice: string };

/** Tables of a slice that has no file of its own in db/schema, or that are in another slice's file. */
const slicesOfTables: Readonly<Record<string, string>> = {
  "agreement.ts": "approval",
  "kept-form.ts": "kernel",
  "worker.ts": "kernel",
  referenceCounter: "organization",
  conflictOfInterest: "organization",
  contactAlias: "organization",
  deliveryEntry: "roster",
  member: "organization",
  rosterPlan: "roster",
  rosterPlanChange: "roster",
};

const tables: readonly Table[] = readdirSync(join(root, "db/schema")).flatMap((file) =>
  [...readFileSync(join(root, "db/schema", file), "utf8").matchAll(/export const (\w+) = pgTable\(\s*"(\w+)"/g)].map(
    ([, name = "", sql = ""]) => ({ name, sql, slice: slicesOfTables[name] ?? slicesOfTables[file] ?? file.replace(".ts", "") }),
  ),
);

/** A table in the query builder is imported; in SQL its name follows a word such as "from". */
function usesTable(text: string, { name, sql }: Table): boolean {
  return (
    new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from "@/db/schema`).test(text) ||
    new RegExp(`\\b(from|join|into|update) ${sql}\\b`).test(text)
  );
}

function writesTable(text: string, table: Table): boolean {
  const { sql } = table;
  const renamed = text.match(new RegExp(`import \\{[^}]*\\b${table.name} as (\\w+)[^}]*\\} from "@/db/schema`))?.[1];
  const name = renamed === undefined ? table.name : `(${table.name}|${renamed})`;
  return (
    usesTable(text, table) &&
    new RegExp(`\\.(insert|update|delete)\\(${name}\\)|\\b(insert into|update|delete from) (\\$\\{${name}\\}|${sql}\\b)`).test(text)
  );
}

/** "lib/member/queries/facts.ts reads recheck": files of a slice and the slices whose tables they use. */
function usesOfTables(isWrong: (mine: string, theirs: string) => boolean, uses: typeof usesTable, verb: string): string[] {
  const found = files.flatMap((file) => {
    const mine = sliceOf(file);
    if (mine === undefined || file === "lib/kernel/outbox.ts") return []; // adds the emails and jobs of every slice
    const text = readFileSync(join(root, file), "utf8");
    return tables.filter((table) => isWrong(mine, table.slice) && uses(text, table)).map(({ slice }) => `${file} ${verb} ${slice}`);
  });
  return [...new Set(found)].sort();
}

/** One circle for each import that leads back to a file on the way to it. Types count too. */
function circlesAmong(names: readonly string[], importsOfFile: (file: string) => readonly string[]): string[] {
  const [circles, way, done]: [string[], string[], Set<string>] = [[], [], new Set()];
  const visit = (file: string) => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(" imports "));
    if (way.includes(file) || done.has(file)) return;
    way.push(file);
    for (const wanted of importsOfFile(file)) if (names.includes(wanted)) visit(wanted);
    way.pop();
    done.add(file);
  };
  for (const name of names) visit(name);
  return circles;
}

function faultOf(file: string, wanted: string): string | null {
  const layer = layerOf(file);
  const target = projectFile(file, wanted);
  if (!layer) return null;
  if (target === null)
    return foreign[layer]?.test(wanted) || (inside.includes(layer) && outside.test(wanted))
      ? `${file} (${layer}) imports the package ${wanted}`
      : null;
  const [mine, theirs] = [sliceOf(file), sliceOf(target)];
  // Entry points of a slice (sign-in, forms) may import from any slice.
  if (layer !== "entry points" && mine && theirs && slices.indexOf(theirs) > slices.indexOf(mine))
    return `${file} knows ${target} of a later slice`;
  const targetLayer = layerOf(target);
  if (targetLayer && !mayImport[layer].includes(targetLayer)) return `${file} (${layer}) imports ${target} (${targetLayer})`;
  return null;
}

it("every migration in the folder is one that runs", () => {
  const { entries } = JSON.parse(readFileSync(join(root, "drizzle/meta/_journal.json"), "utf8")) as { entries: { tag: string }[] };
  const files = readdirSync(join(root, "drizzle")).filter((file) => file.endsWith(".sql"));
  expect(files.sort()).toEqual(entries.map(({ tag }) => `${tag}.sql`).sort());
});
