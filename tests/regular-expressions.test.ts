import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { RegExpParser } from "@eslint-community/regexpp";
import { type CallExpression, type NewExpression, parseSync, Visitor } from "oxc-parser";
import { check, type Parameters } from "recheck";
import { analyse } from "scslre";
import { beforeAll, describe, expect, it, vi } from "vitest";

/**
 * No regular expression of the product takes time that grows faster than its input. Each one is reviewed by two checkers: recheck, which also
 * finds a search that starts again at every character, and scslre, which needs no luck in finding two quantifiers that share their input.
 */

const root = fileURLToPath(new URL("..", import.meta.url));
const folders = ["app", "components", "lib", "lists", "db/schema"];
const alone = ["proxy.ts", "instrumentation.ts", "scripts/start.ts"];

/** Patterns that grow faster than their input, and never see more than `most` characters of it. `source` is how they begin. */
const short: readonly { file: string; source: string; most: number; why: string }[] = [
  { file: "lib/application/mail/voice.ts", source: "^(?:(?:many|kind|kindest|", most: 59, why: "isSignOff looks at lines below 60 only" },
  { file: "lib/application/mail/voice.ts", source: "^(?:(?:best|kind|warm|many)", most: 59, why: "isSignOff looks at lines below 60 only" },
];
const mostMs = 20;

/** Counted in steps and not in time, so that the verdict is the same on a busy machine. */
const limits: Parameters = {
  timeout: null,
  incubationTimeout: null,
  attackTimeout: null,
  attackLimit: 100_000_000,
  maxNFASize: 8_000,
  maxIteration: 2,
};

type Pattern = { readonly file: string; readonly line: number; readonly source: string; readonly flags: string };

const files = [...folders.flatMap(codeIn), ...alone];
const { literals, built } = patternsIn(files);

function codeIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

function patternsIn(names: readonly string[]): { literals: readonly Pattern[]; built: readonly string[] } {
  const literals: Pattern[] = [];
  const built: string[] = [];
  for (const file of names) {
    const text = readFileSync(join(root, file), "utf8");
    const note = ({ callee }: CallExpression | NewExpression) => {
      if (callee.type === "Identifier" && callee.name === "RegExp") built.push(file);
    };
    const { program, errors } = parseSync(file, text);
    expect(errors, file).toEqual([]);
    new Visitor({
      Literal(node) {
        if (!("regex" in node)) return;
        literals.push({ file, line: text.slice(0, node.start).split("\n").length, source: node.regex.pattern, flags: node.regex.flags });
      },
      NewExpression: note,
      CallExpression: note,
    }).visit(program);
  }
  return { literals, built };
}

/** What `new RegExp` is given while these files are loaded. */
async function madeBy(names: readonly string[]): Promise<readonly Pattern[]> {
  const made: Pattern[] = [];
  let file = "";
  vi.resetModules();
  vi.stubGlobal(
    "RegExp",
    class extends RegExp {
      constructor(source: string, flags = "") {
        super(source, flags);
        made.push({ file, line: 0, source, flags });
      }
    },
  );
  for (file of names) await import(pathToFileURL(join(root, file)).href);
  vi.unstubAllGlobals();
  return made;
}

const parser = new RegExpParser();

/** Why a pattern can take more time than in proportion to its input; null when it cannot. */
async function fault({ source, flags }: Pick<Pattern, "source" | "flags">): Promise<{ says: string; attack: string } | null> {
  const read = parser.parseFlags(flags);
  const pattern = parser.parsePattern(source, 0, source.length, read);
  const shared = analyse({ pattern, flags: read }).reports.map(({ type }) => type);
  const found = await check(source, flags, limits);
  if (found.status === "safe" && shared.length === 0) return null;
  return {
    says: [found.status === "vulnerable" ? found.complexity.summary : found.status, ...shared].join(", "),
    attack: found.status === "vulnerable" ? found.attack.string : "",
  };
}

const isFor = (entry: (typeof short)[number], { file, source }: Pattern) => entry.file === file && source.startsWith(entry.source);

const quadratic = ["\\s+$", "a[^b]*b", "^(\\d*)(\\w*)-", "x*y", "^(a|a)*$"];
const linear = ["^\\s+", "a[^ab]*b", "^\\d*-\\w*-", "(?<!\\s)\\s+$"];

describe("the checkers", () => {
  it.each(quadratic)("find that /%s/ grows faster than its input", async (source) => {
    expect(await fault({ source, flags: "" })).not.toBeNull();
  });

  it.each(linear)("find nothing in /%s/", async (source) => {
    expect(await fault({ source, flags: "" })).toBeNull();
  });
});

describe("every regular expression of the product", () => {
  let faults: readonly (Pattern & { says: string; attack: string })[] = [];

  beforeAll(async () => {
    const made = await madeBy([...new Set(built)]);
    expect(made.length, "a RegExp is built once, when its file is loaded, so that it can be looked at").toBeGreaterThanOrEqual(
      built.length,
    );
    const all = [...new Map([...literals, ...made].map((each) => [`${each.file} ${each.source} ${each.flags}`, each])).values()];
    const results = await Promise.all(all.map(async (each) => ({ ...each, ...(await fault(each)) })));
    faults = results.flatMap(({ says, attack = "", ...each }) => (says === undefined ? [] : [{ ...each, says, attack }]));
  }, 300_000);

  it("takes time in proportion to its input, or sees a short text only", () => {
    const unlisted = faults.filter((fault) => !short.some((entry) => isFor(entry, fault)));
    expect(unlisted.map(({ file, line, source, says }) => `${file}:${line} /${source}/ ${says}`)).toEqual([]);
  });

  it.each(short)("is listed only while it needs to be: $file, $source", (entry) => {
    expect(faults.filter((fault) => isFor(entry, fault))).toHaveLength(1);
  });

  it.each(short)("is quick on the longest text that it sees: $file, $source", (entry) => {
    for (const { source, flags, attack } of faults.filter((fault) => isFor(entry, fault))) {
      const text = `${attack.slice(0, entry.most - 1)}\0`;
      const pattern = new RegExp(source, flags);
      const before = process.cpuUsage();
      pattern.test(text);
      expect(process.cpuUsage(before).user / 1000).toBeLessThan(mostMs);
    }
  });
});
