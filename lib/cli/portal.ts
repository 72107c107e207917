import { parseArgs } from "node:util";
import { EnvError } from "@/lib/kernel/env";
import { Refusal } from "@/lib/kernel/refusal";
import { type Noun, type Output, UsageError } from "./verb";

/** The nouns of the command line. Each is loaded only when it is named, so that a file can be read without a database. */
const nouns: Readonly<Record<string, () => Promise<Noun>>> = {
  application: async () => (await import("./application")).application,
  audit: async () => (await import("./audit")).audit,
  committee: async () => (await import("./committee")).committee,
  list: async () => (await import("./list")).list,
  recheck: async () => (await import("./recheck")).recheck,
  roster: async () => (await import("./roster")).roster,
};

/** Runs one verb and says the result. Exit code 0 done, 1 refused, 2 wrong usage. */
async function main(args: readonly string[]): Promise<number> {
  const { json, run } = parse(args);
  try {
    const output = await run();
    process.stdout.write(json ? `${JSON.stringify(output.json)}\n` : `${output.text}\n`);
    return output.refused ? 1 : 0;
  } catch (error) {
    if (error instanceof UsageError) {
      if (json) process.stdout.write(`${JSON.stringify({ usage: error.message })}\n`);
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    const message = error instanceof Refusal || error instanceof EnvError ? error.message : faultInWords(error);
    const problems = error instanceof Refusal ? error.problems : [];
    if (json) process.stdout.write(`${JSON.stringify({ refused: message, problems })}\n`);
    process.stderr.write(`${message}\n`);
    return 1;
  }
}

/** What went wrong, without the database's message, which may contain addresses and what people typed. */
function faultInWords(error: unknown): string {
  const codes = causesOf(error).flatMap((cause) => ("code" in cause && typeof cause.code === "string" ? [cause.code] : []));
  if (codes.some((code) => unreachable.test(code)))
    return "The database cannot be reached. Check DATABASE_URL and that PostgreSQL is running, then try again.";
  if (codes.some((code) => noTables.test(code)))
    return "The database has no tables of this version yet. Start the portal once with npm start; it sets them up.";
  const kinds = [...new Set([...causesOf(error).map(({ name }) => name), ...codes])];
  return `Something went wrong in the portal and nothing was changed (${kinds.join(", ") || "unknown"}).`;
}

/** Node's own codes for a connection that fails, and those of PostgreSQL for one that it refuses. */
const unreachable = /^(?:E(?:CONN|NOTFOUND|TIMEDOUT|AI_AGAIN|HOSTUNREACH|NETUNREACH|PIPE)\w*|ENOENT|08\w{3}|28\w{3}|3D000|53300|57P0\d)$/;
const noTables = /^(?:42P01|42703|42883|3F000)$/;

/** An error and what caused it; what was thrown by several attempts at once counts as its causes. */
function causesOf(error: unknown, depth = 0): readonly Error[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return [error, ...inner.flatMap((each) => causesOf(each, depth + 1))];
}

function parse(args: readonly string[]): { json: boolean; run: () => Promise<Output> } {
  const read = () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: "boolean" },
        help: { type: "boolean" },
        list: { type: "string" },
        role: { type: "string" },
        as: { type: "string" },
        tab: { type: "string" },
        on: { type: "string" },
        today: { type: "string" },
        plan: { type: "string" },
        against: { type: "string" },
        key: { type: "string" },
      },
    });
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read();
  } catch (error) {
    return {
      json: args.includes("--json"),
      run: () => Promise.reject(new UsageError(error instanceof Error ? firstSentence(error.message) : "")),
    };
  }
  const { json = false, help: helpOption = false, ...options } = parsed.values;
  const help = helpOption || parsed.positionals[0] === "help";
  const [nounName = "", verbName = "", ...words] = parsed.positionals.slice(parsed.positionals[0] === "help" ? 1 : 0);
  return {
    json,
    run: async () => {
      const noun = Object.hasOwn(nouns, nounName) ? await nouns[nounName]?.() : undefined;
      const verb = noun && Object.hasOwn(noun, verbName) ? noun[verbName] : undefined;
      if (!noun && nounName !== "") throw new UsageError(unknown(nounName, Object.keys(nouns)));
      if (noun && !verb && verbName !== "") {
        const verbs = Object.keys(noun).map((each) => `${nounName} ${each}`);
        throw new UsageError(unknown(`${nounName} ${verbName}`, verbs));
      }
      if (help) {
        const text = await usage(noun ? nounName : undefined, verb && verbName);
        return { text, json: { help: text } };
      }
      if (!verb) throw new UsageError(await usage(noun ? nounName : undefined));
      try {
        return await verb.run({ words, options });
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        throw new UsageError(`${error.message}\nUsage: portal ${nounName} ${verbName} ${verb.usage}`);
      }
    },
  };
}

/** Node adds advice to an unknown option that fits no command here. */
function firstSentence(message: string): string {
  return `${message.split(/\.\s|\n/)[0]}.`.replace(/\.\.$/, ".");
}

function unknown(given: string, known: readonly string[]): string {
  return `There is no command "${given}". Commands: ${known.join(", ")}. Add --help to read what they do.`;
}

async function usage(only: string | undefined, onlyVerb?: string): Promise<string> {
  const lines = ["Usage: npm run --silent portal -- COMMAND [OPTIONS]", ""];
  for (const [name, load] of Object.entries(nouns)) {
    if (only !== undefined && name !== only) continue;
    for (const [verb, { usage: arguments_, what }] of Object.entries(await load())) {
      if (onlyVerb !== undefined && verb !== onlyVerb) continue;
      lines.push(`  ${[name, verb, arguments_].filter(Boolean).join(" ")}`, `      ${what}`);
    }
  }
  return [...lines, "", "Every command takes --json for output as JSON, and --help.", "Exit codes: 0 done, 1 refused, 2 wrong usage."].join(
    "\n",
  );
}

process.exitCode = await main(process.argv.slice(2));
// A pool may still be open, but all output has been written.
const { closeDatabase } = await import("@/db/client");
await closeDatabase();
