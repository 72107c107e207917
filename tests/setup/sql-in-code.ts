import { readFileSync } from "node:fs";
import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { type CallExpression, type Expression, parseSync, type TemplateLiteral, Visitor } from "oxc-parser";
import * as schema from "@/db/schema";

/** The columns of each table by its name in the database. */
export type Columns = ReadonlyMap<string, ReadonlySet<string>>;

/** As db/schema declares them. */
export const declared: Columns = new Map(
  Object.values(schema).flatMap((table) => {
    if (!is(table, PgTable)) return [];
    const { name, columns } = getTableConfig(table);
    return [[name, new Set(columns.map((column) => column.name))] as const];
  }),
);

const nameOfExport: ReadonlyMap<string, string> = new Map(
  Object.entries(schema).flatMap(([name, table]) => (is(table, PgTable) ? [[name, getTableConfig(table).name] as const] : [])),
);

/** One piece of SQL in a file, with "?" for what is filled in when it runs. */
type Piece = { readonly line: number; readonly words: readonly string[] };
export type SqlFile = { readonly file: string; readonly pieces: readonly Piece[] };

/** Every piece of SQL that a file contains: sql templates, statements given to a client, and names of columns given to a helper. */
export function sqlIn(root: string, file: string): SqlFile {
  const text = readFileSync(`${root}/${file}`, "utf8");
  if (!/\bsql\b|\.query\(/.test(text)) return { file, pieces: [] };
  const { program } = parseSync(file, text);
  const renamed = new Map([...text.matchAll(/\b(\w+) as (\w+)\b/g)].map(([, name = "", local = ""]) => [local, name]));
  const pieces: Piece[] = [];
  const add = (start: number, written: string) => pieces.push({ line: text.slice(0, start).split("\n").length, words: wordsOf(written) });
  new Visitor({
    TaggedTemplateExpression(node) {
      if (node.tag.type === "Identifier" && node.tag.name === "sql") add(node.start, filled(node.quasi, renamed));
    },
    CallExpression(node) {
      const [first] = node.arguments;
      if (first === undefined || !["query", "raw", "execute"].includes(calledName(node) ?? "")) return;
      if (first.type === "TemplateLiteral") add(first.start, filled(first, renamed));
      if (first.type === "Literal" && typeof first.value === "string") add(first.start, first.value);
    },
    Literal(node) {
      if (typeof node.value === "string" && /^[a-z]{1,3}\.[a-z]+_[a-z_]+$/.test(node.value)) add(node.start, node.value);
    },
  }).visit(program);
  return { file, pieces };
}

function calledName({ callee }: CallExpression): string | null {
  return callee.type === "MemberExpression" && callee.property.type === "Identifier" ? callee.property.name : null;
}

/** A schema object in a template stands for its table's name; everything else is a "?". */
function filled({ quasis, expressions }: TemplateLiteral, renamed: ReadonlyMap<string, string>): string {
  return quasis
    .map(({ value }, at) => `${value.cooked ?? ""}${at < expressions.length ? ` ${standsFor(expressions[at], renamed)} ` : ""}`)
    .join("");
}

function standsFor(expression: Expression | undefined, renamed: ReadonlyMap<string, string>): string {
  const name = expression?.type === "Identifier" ? expression.name : "";
  return nameOfExport.get(renamed.get(name) ?? name) ?? "?";
}

function wordsOf(text: string): readonly string[] {
  const pattern =
    /--[^\n]*|\/\*.*?\*\/|'(?:[^']|'')*'|"([^"]*)"|([a-z_][\w$]*)|::\s*[a-z_]+(?:\.[a-z_]+)?(?:\[\])?|(=>|[(),.?*])|\s+|[^\s]/gis;
  return [...text.matchAll(pattern)].flatMap(([, quoted, word, mark]) => quoted ?? word?.toLowerCase() ?? mark ?? []);
}

/** What a name before a dot may mean: tables, or something whose columns the query itself names. */
type Aliases = { readonly tables: Map<string, Set<string>>; readonly derived: Set<string>; readonly names: Set<string> };

const beforeTable = new Set(["from", "join", "update", "into", "lateral", "using"]);
const afterTable = new Set(
  "where on join left right inner cross full order group having limit offset for union except set values returning using as select lateral natural is when then else end and or not".split(
    " ",
  ),
);

function aliasesIn(pieces: readonly Piece[], columns: Columns): Aliases {
  const aliases: Aliases = { tables: new Map(), derived: new Set(), names: new Set() };
  const mean = (alias: string, table: string) => aliases.tables.set(alias, (aliases.tables.get(alias) ?? new Set()).add(table));
  for (const { words } of pieces)
    for (const [at, word] of words.entries()) {
      const [next = "", second = ""] = [words[at + 1], words[at + 2]];
      const alias = next === "as" ? second : next;
      if (columns.has(word) && (at === 0 || beforeTable.has(words[at - 1] ?? "") || words[at - 1] === ",")) {
        mean(word, word);
        if (/^[a-z]/.test(alias) && !afterTable.has(alias)) mean(alias, word);
      }
      if (word === "as" || types.has(next)) aliases.names.add(word === "as" ? next : word);
      if (next === "(" && [")", "as", "ordinality"].includes(words[at - 1] ?? ""))
        for (const name of words.slice(at + 2, words.indexOf(")", at))) aliases.names.add(name); // "j (id uuid, domain text)"
      if (words[at - 1] === "." && schemas.has(words[at - 2] ?? "")) aliases.derived.add(alias);
      if ((word === ")" || word === "?") && /^[a-z]/.test(alias) && !afterTable.has(alias)) aliases.derived.add(alias);
      if (word === "with" || (next === "as" && second === "(") || (next === "as" && second === "materialized"))
        aliases.derived.add(word === "with" ? next : word);
    }
  for (const { words } of pieces)
    for (const [at, word] of words.entries())
      if (beforeTable.has(words[at - 1] ?? "") && aliases.derived.has(word))
        aliases.derived.add(words[at + 1] === "as" ? (words[at + 2] ?? "") : (words[at + 1] ?? ""));
  return aliases;
}

/**
 * Names in SQL that no column or table of the schema has: "file:line name". `alias.name` has to be a column of a table that has this
 * alias, in its file or, for a fragment of a query, elsewhere; a name without an alias one of a table that the file reads.
 */
export function unknownNames(files: readonly SqlFile[], columns: Columns = declared): readonly string[] {
  const everywhere = aliasesIn(
    files.flatMap(({ pieces }) => pieces),
    columns,
  );
  return files.flatMap(({ file, pieces }) => {
    const here = aliasesIn(pieces, columns);
    const reads = here.tables.size > 0 ? here : everywhere; // a file of fragments alone reads what its callers read
    const columnsHere = new Set(
      [...reads.tables.values()].flatMap((tables) => [...tables].flatMap((table) => [...(columns.get(table) ?? [])])),
    );
    const isKnown = (alias: string, name: string) => {
      const tables = here.tables.get(alias) ?? (here.derived.has(alias) ? undefined : everywhere.tables.get(alias));
      if (tables === undefined) return here.derived.has(alias) || everywhere.derived.has(alias) || schemas.has(alias);
      return [...tables].some((table) => columns.get(table)?.has(name)) || (here.derived.has(alias) && here.names.has(name));
    };
    const isWord = (word: string) =>
      vocabulary.has(word) ||
      columns.has(word) ||
      columnsHere.has(word) ||
      here.names.has(word) ||
      here.derived.has(word) ||
      everywhere.tables.has(word);
    return pieces.flatMap(({ line, words }) =>
      words.flatMap((word, at) => {
        if (!/^[a-z_]/.test(word) || [".", "(", "=>"].includes(words[at + 1] ?? "")) return [];
        const qualified = words[at - 1] === ".";
        if (qualified ? isKnown(words[at - 2] ?? "", word) : isWord(word)) return [];
        return [`${file}:${line} ${qualified ? `${words[at - 2]}.` : ""}${word}`];
      }),
    );
  });
}

/** Schemas of others, and what stands for a value. */
const schemas = new Set(["graphile_worker", "drizzle", "public", "excluded", "?"]);

const types = new Set("uuid date text int integer bigint boolean jsonb timestamptz numeric float8".split(" "));

/** Words of SQL itself, its types, and names that PostgreSQL gives. */
const vocabulary = new Set(
  `select from where and or not null is in as on join left right inner cross full lateral order by group having limit offset union all distinct
   insert into values update set delete returning conflict do nothing using with exists between case when then else end asc desc nulls first last
   true false skip locked truncate vacuum analyze cascade begin commit rollback collate nfkc epoch if rows ordinality pg_class relowner oid
   pg_tables schemaname comment schema public drop database force
   text uuid date timestamptz timestamp jsonb json int integer bigint float8 boolean numeric interval time zone at like ilike any some
   array over partition for share no key of materialized filter within recursive current_date current_timestamp infinity`.split(/\s+/),
);
