/** What a record may carry besides its name: ids, names of actions, numbers. Never what people wrote. */
export type LogFields = Readonly<Record<string, unknown>>;

type Level = "info" | "warn" | "error";

/**
 * One line of JSON a record, on standard output (errors on standard error). An error is reduced to its name, the code of the
 * database or system, the constraint it hit and where it came from: the message of a database error carries the statement and
 * its values, and stays out.
 */
export const log = {
  info: (event: string, fields: LogFields = {}) => write("info", event, fields),
  warn: (event: string, fields: LogFields = {}) => write("warn", event, fields),
  error: (event: string, fields: LogFields = {}) => write("error", event, fields),
};

function write(level: Level, event: string, fields: LogFields): void {
  const record = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, loggable(value)]));
  const line = `${JSON.stringify({ at: new Date().toISOString(), level, event, ...record })}\n`;
  (level === "error" ? process.stderr : process.stdout).write(line);
}

function loggable(value: unknown): unknown {
  if (value instanceof Error) return bareError(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return String(value);
  return value;
}

type BareError = { name: string; code?: string; constraint?: string; message?: string; at: readonly string[] };

/** What may be logged about an error. Its message only if neither it nor one of its causes repeats text that somebody wrote. */
export function bareError(error: Error): BareError {
  const chain = [...causes(error)];
  const code = chain.map((cause) => cause.code).find((found) => typeof found === "string");
  const constraint = chain.map((cause) => cause.constraint).find((found) => typeof found === "string");
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(chain.some(repeatsInput) ? {} : { message: error.message }),
    at: frames(error),
  };
}

type Cause = { name: string; code?: string; constraint?: string; severity?: unknown; query?: unknown };

function* causes(error: Error): Generator<Cause> {
  let current: unknown = error;
  for (let depth = 0; current instanceof Error && depth < 8; depth += 1) {
    yield current as Cause;
    current = current.cause;
  }
}

/** Database errors carry statement and values; parsers quote the text they stumbled over; refusals are emails to one person. */
function repeatsInput({ name, severity, query }: Cause): boolean {
  return severity !== undefined || query !== undefined || ["DrizzleQueryError", "SyntaxError", "ZodError", "Refusal"].includes(name);
}

/** The places in the stack, after the message that it starts with. */
function frames({ stack = "", message }: Error): readonly string[] {
  const stackLines = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : stack;
  return stackLines
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /^at \S.*:\d+\)?$/.test(line))
    .slice(0, 6);
}
