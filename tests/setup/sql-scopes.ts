import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import * as schema from "@/db/schema";

/**
 * Finds names in a subquery that do not mean what they seem to mean. PostgreSQL binds a name to the innermost table that has it, so a
 * fragment that is given `g.id` compares with its own `g`, and `"id"` compares with a column of the inner table. Both run, and answer wrongly.
 */
export function misleadingNames(text: string): readonly string[] {
  const found = new Set<string>();
  readGroup(groupsOf(tokensOf(text)), null, found);
  return [...found];
}

type Token = { readonly word: string; readonly quoted: boolean };
type Item = Token | readonly Item[];
/** The tables of one query by their alias; null where the columns are not known (a common table expression, a function). */
type Scope = {
  readonly tables: Map<string, ReadonlySet<string> | null>;
  /** One of its tables has an alias, so that a bare column is a slip; one was written by hand, so that drizzle did not leave its name out. */
  readonly written: { aliased: boolean; byHand: boolean };
  readonly parent: Scope | null;
};

const columns: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.values(schema).flatMap((table) => {
    if (!is(table, PgTable)) return [];
    const { name, columns } = getTableConfig(table);
    return [[name, new Set(columns.map((column) => column.name))] as const];
  }),
);

/** Words that can stand after a table and are no alias. */
const afterTable = new Set(
  "where on join left right inner cross full order group having limit offset for union except intersect set values returning using as select natural window default fetch do".split(
    " ",
  ),
);

function tokensOf(text: string): readonly Token[] {
  const pattern = /--[^\n]*|\/\*.*?\*\/|'(?:[^']|'')*'|"((?:[^"]|"")*)"|(\$?[a-z_][\w$]*)|(\$\d+)|([(),.;])|\s+|[^\s]/gis;
  return [...text.matchAll(pattern)].flatMap(([whole, quoted, word, , mark]): Token[] => {
    if (quoted !== undefined) return [{ word: quoted, quoted: true }];
    if (word !== undefined) return [{ word: word.toLowerCase(), quoted: false }];
    if (mark !== undefined) return [{ word: mark, quoted: false }];
    return /^(\s|--|\/\*)/.test(whole) ? [] : [{ word: "?", quoted: false }]; // a literal, a parameter, an operator
  });
}

function groupsOf(tokens: readonly Token[]): readonly Item[] {
  const stack: Item[][] = [[]];
  for (const token of tokens) {
    if (isWord(token, "(")) stack.push([]);
    else if (isWord(token, ")")) {
      const group = stack.pop() ?? [];
      stack.at(-1)?.push(group);
    } else stack.at(-1)?.push(token);
  }
  return stack[0] ?? [];
}

function isWord(item: Item | undefined, ...words: readonly string[]): item is Token {
  return item !== undefined && "word" in item && !item.quoted && words.includes(item.word);
}

function isGroup(item: Item | undefined): item is readonly Item[] {
  return Array.isArray(item);
}

function isQuery(items: readonly Item[]): boolean {
  const [first] = items;
  return isWord(first, "select", "with", "values", "insert", "update", "delete") || (items.length > 0 && isGroup(first) && isQuery(first));
}

/** One query, or several that a set operation or a semicolon divides. */
function readGroup(items: readonly Item[], parent: Scope | null, found: Set<string>): void {
  const parts: Item[][] = [[]];
  for (const item of items) {
    if (isWord(item, "union", "except", "intersect", ";")) parts.push([]);
    else parts.at(-1)?.push(item);
  }
  for (const part of parts) readQuery(part, parent, found);
}

function readQuery(items: readonly Item[], parent: Scope | null, found: Set<string>): void {
  const scope: Scope = { tables: new Map(), written: { aliased: false, byHand: false }, parent };
  readNames(items, scope, declare(items, scope, found), found);
}

/**
 * What a group sees around it, where that is not the query it stands in: common table expressions and derived tables see less. The name of
 * a table is in it too, with no scope: it is no column, even where one has the same name ("email").
 */
type Apart = Map<Item, Scope | null>;

/** Collects the tables of a query, but not the target of an insert, which no subquery of it sees. */
function declare(items: readonly Item[], scope: Scope, found: Set<string>): Apart {
  const apart: Apart = new Map();
  let expecting = false;
  let inFrom = false;
  for (let index = 0; index < items.length; index += 1) {
    const [before, item] = [items[index - 1], items[index] as Item];
    if (isGroup(item) && !expecting && isQuery(item) && isWord(before, "as", "materialized")) apart.set(item, scope.parent);
    if (isWord(item, "from") && !isWord(before, "distinct")) [expecting, inFrom] = [true, true];
    else if (isWord(item, "join") || (isWord(item, "update") && !isWord(before, "for", "key", "do"))) expecting = true;
    else if (isWord(item, ",") && inFrom) expecting = true;
    else if (isWord(item, "where", "on", "order", "group", "having", "limit", "set", "returning", "for"))
      inFrom = isWord(item, "on") && inFrom;
    else if (expecting && !isWord(item, "lateral", "only")) {
      expecting = false;
      index = table(items, index, { scope, apart, found });
    }
  }
  return apart;
}

type Declaring = { readonly scope: Scope; readonly apart: Apart; readonly found: Set<string> };

/** One table with its alias. Returns where it ends. */
function table(items: readonly Item[], start: number, { scope, apart, found }: Declaring): number {
  let index = start;
  const item = items[index] as Item;
  let name = "";
  if (!isGroup(item)) {
    name = item.word;
    while (isWord(items[index + 1], ".")) {
      index += 2;
      const part = items[index];
      name = part !== undefined && "word" in part ? part.word : name;
    }
    if (isGroup(items[index + 1])) [index, name] = [index + 1, ""]; // a function
  }
  const ahead = isWord(items[index + 1], "as") ? 2 : 1;
  const alias = items[index + ahead];
  const hasAlias = alias !== undefined && "word" in alias && (alias.quoted || (/^[a-z_]/.test(alias.word) && !afterTable.has(alias.word)));
  const called = hasAlias ? alias.word : name;
  if (isGroup(item)) {
    const beside = new Map([...scope.tables].filter(([each]) => each !== called)); // a derived table does not see itself
    apart.set(item, isWord(items[start - 1], "lateral") ? { ...scope, tables: beside } : scope.parent);
  }
  if (called !== "") {
    if (!isGroup(item)) apart.set(item, null);
    if (hasAlias) scope.written.aliased = true;
    if (isGroup(item) || !item.quoted) scope.written.byHand = true;
    for (let outer = scope.parent; outer !== null && hasAlias; outer = outer.parent)
      if (outer.tables.has(called)) found.add(`"${called}" names another table in the query around it`);
    scope.tables.set(called, columns.get(name) ?? null);
  }
  return hasAlias ? index + ahead : index;
}

function readNames(items: readonly Item[], scope: Scope, apart: Apart, found: Set<string>): void {
  items.forEach((item, index) => {
    if (isGroup(item)) {
      if (isQuery(item)) readGroup(item, apart.has(item) ? (apart.get(item) ?? null) : scope, found);
      else readNames(item, scope, apart, found);
      return;
    }
    if (!("word" in item) || scope.parent === null || apart.has(item)) return;
    const [before, after] = [items[index - 1], items[index + 1]];
    if (isWord(before, ".", "as") || isWord(after, ".") || isGroup(after)) return;
    const outer: Scope[] = [];
    for (let each: Scope | null = scope.parent; each !== null; each = each.parent) outer.push(each);
    const has = (each: Scope) => [...each.tables.values()].some((names) => names?.has(item.word) === true);
    if (!outer.some(has)) return;
    const unknown = [...scope.tables.values()].includes(null);
    const slip = has(scope) ? (item.quoted ? scope.written.byHand : scope.written.aliased) : item.quoted || !unknown;
    if (slip) found.add(`"${item.word}" in a subquery is a column of the query around it; say whose it is`);
  });
}
