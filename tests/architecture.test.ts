import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/** The house, as docs/architecture.md draws it. A file takes its place here; an import goes one way only. */

const root = fileURLToPath(new URL("..", import.meta.url));

/** Each slice knows only the slices before it. */
const slices = [
  "audit",
  "kernel",
  "list",
  "letter",
  "identity",
  "organization",
  "alias",
  "evidence",
  "application",
  "member",
  "review",
  "removal",
  "recheck",
  "roster",
];

/** The layers, from the ground up. The first pattern that fits a file is its place. */
const places: readonly { layer: Layer; files: RegExp }[] = [
  { layer: "doors", files: /^app\// },
  { layer: "doors", files: /^(instrumentation|proxy|next\.config)\.ts$/ },
  { layer: "doors", files: /^lib\/(worker|cli)\// },
  { layer: "doors", files: /^lib\/kernel\/(form-post|keep-form|kept-form|plain-page)\.ts$/ },
  { layer: "doors", files: /^lib\/identity\/(asking-browser|auth|current-actor)\.ts$/ },
  { layer: "doors", files: /^lib\/letter\/transport\// },
  { layer: "doors", files: /^lib\/roster\/public-file\.ts$/ },
  { layer: "doors", files: /^lib\/evidence\/gateways\// },
  { layer: "doors", files: /^(scripts|bench)\// },
  { layer: "doors", files: /^db\/(demo|demo-world|embedded[a-z-]*|migrate|migrations|rights)(\/|\.ts$)/ },
  { layer: "faces", files: /^components\// },
  { layer: "tables", files: /^db\/schema\// },
  { layer: "ground", files: /^db\/(client|planned)\.ts$/ },
  { layer: "ground", files: /^lib\/kernel\/(command|outbox|reader-thread|request-limit|same-press|token|turn|env|log)\.ts$/ },
  { layer: "ground", files: /^lib\/audit\/chain\.ts$/ },
  { layer: "domain", files: /^lib\/[a-z]+\/commands\/[a-z-]+\.ts$/ },
  { layer: "domain", files: /^lib\/[a-z]+\/queries(\/[a-z-]+)?\.ts$/ },
  { layer: "domain", files: /^lib\/letter\/write\.ts$/ },
  { layer: "domain", files: /^lib\/audit\/(verify|protection|checkpoints|status-columns)\.ts$/ },
  { layer: "domain", files: /^lib\/identity\/(committee|cookies|fresh|person|rate|sign-in-limits)\.ts$/ },
  { layer: "pure", files: /^lib\/[a-z]+\/[a-z-]+\.ts$/ },
  { layer: "pure", files: /^lib\/list\/kinds\/[a-z-]+\.ts$/ },
  { layer: "pure", files: /^lib\/application\/mail\/[a-z-]+\.ts$/ },
  { layer: "pure", files: /^lib\/evidence\/(judge|roster(\/reading)?)\/[a-z-]+\.ts$/ },
  { layer: "pure", files: /^lists\/[a-z0-9-]+\.ts$/ },
];

type Layer = "pure" | "tables" | "ground" | "domain" | "faces" | "doors";

/** What each layer may import, beside packages. */
const mayImport: Readonly<Record<Layer, readonly Layer[]>> = {
  pure: ["pure"],
  tables: ["pure", "tables"],
  ground: ["pure", "tables", "ground"],
  domain: ["pure", "tables", "ground", "domain"],
  faces: ["pure", "faces"],
  doors: ["pure", "tables", "ground", "domain", "faces", "doors"],
};

/** Packages that a layer must not know. */
const foreign: Partial<Record<Layer, RegExp>> = {
  pure: /^(drizzle-orm|pg|next|next-auth|react|react-dom|resend|graphile-worker)(\/|$)/,
  tables: /^(pg|next|next-auth|react|resend|graphile-worker)(\/|$)/,
  ground: /^(next|next-auth|react|resend)(\/|$)/,
  domain: /^(next|next-auth|react|resend|graphile-worker)(\/|$)/,
  faces: /^(drizzle-orm|pg|next|next-auth|resend|graphile-worker)(\/|$)/,
};

/** What waits for files, the network or another process: not in rules, nor in a story, which holds a connection meanwhile. */
const outside = /^node:(fs|dns|http|https|http2|tls|dgram|child_process|worker_threads|timers|readline)(\/|$)/;
const inside: readonly Layer[] = ["pure", "tables", "domain", "faces"];

const looked = ["app", "components", "db", "lib", "lists", "scripts", "bench"];

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const files = [...looked.flatMap(filesUnder), "instrumentation.ts", "proxy.ts", "next.config.ts"];

function layerOf(file: string): Layer | undefined {
  return places.find((place) => place.files.test(file))?.layer;
}

function sliceOf(file: string): string | undefined {
  const name = file.match(/^lib\/([a-z]+)\//)?.[1];
  return name === undefined || name === "worker" || name === "cli" ? undefined : name;
}

/** What a file imports or re-exports, types too: a type from above is knowledge from above. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s(?:[^"';]*?\sfrom\s)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g)].map(
    (found) => found[1] ?? found[2] ?? "",
  );
}

/** The file of this house that an import means, or null for a package. */
function inHouse(from: string, wanted: string): string | null {
  if (!wanted.startsWith(".") && !wanted.startsWith("@/")) return null;
  const base = wanted.startsWith("@/") ? wanted.slice(2) : relative(root, resolve(root, dirname(from), wanted));
  return [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`].find((path) => files.includes(path)) ?? base;
}

describe("the house", () => {
  it(`gives each of its ${files.length} files a place`, () => {
    expect(files.filter((file) => layerOf(file) === undefined)).toEqual([]);
  });

  it("has only slices whose order is known", () => {
    expect([...new Set(files.map(sliceOf).filter((slice) => slice !== undefined && !slices.includes(slice)))]).toEqual([]);
  });

  it("lets every import go one way", () => {
    const wrong = files.flatMap((file) => importsOf(file).flatMap((wanted) => faultOf(file, wanted) ?? []));
    expect(wrong).toEqual([]);
  });

  it("lets no rule, command or query ask the network", () => {
    const asking = files.filter((file) => {
      const layer = layerOf(file);
      return layer && layer !== "faces" && inside.includes(layer) && /(?<![\w.])fetch\(/.test(readFileSync(join(root, file), "utf8"));
    });
    expect(asking).toEqual([]);
  });

  it("names an import that runs the wrong way", () => {
    expect(faultOf("lib/list/criteria.ts", "@/lib/review/rules")).toBe("lib/list/criteria.ts knows lib/review/rules.ts of a later slice");
    expect(faultOf("components/ui/flag.tsx", "@/db/client")).toBe("components/ui/flag.tsx (faces) imports db/client.ts (ground)");
    expect(faultOf("lib/list/criteria.ts", "drizzle-orm")).toBe("lib/list/criteria.ts (pure) imports the package drizzle-orm");
    expect(faultOf("lib/removal/commands/appeal.ts", "node:dns/promises")).toBe(
      "lib/removal/commands/appeal.ts (domain) imports the package node:dns/promises",
    );
  });
});

function faultOf(file: string, wanted: string): string | null {
  const layer = layerOf(file);
  const target = inHouse(file, wanted);
  if (!layer) return null;
  if (target === null)
    return foreign[layer]?.test(wanted) || (inside.includes(layer) && outside.test(wanted))
      ? `${file} (${layer}) imports the package ${wanted}`
      : null;
  const [mine, theirs] = [sliceOf(file), sliceOf(target)];
  // Doors of a slice (sign-in, forms) open onto the whole house.
  if (layer !== "doors" && mine && theirs && slices.indexOf(theirs) > slices.indexOf(mine))
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
