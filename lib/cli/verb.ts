/** What was typed after the noun and the verb. */
export type Given = { readonly words: readonly string[]; readonly options: Readonly<Record<string, string | undefined>> };

/** What a verb says: lines for people, and the same as data for `--json`. `refused` makes the exit code 1. */
export type Output = { readonly text: string; readonly json: unknown; readonly refused?: boolean };

/** One thing the command line can do. It runs a command or a query of the slices and has no rules of its own. */
export type Verb = {
  /** "FILE --list LIST" */
  readonly usage: string;
  readonly what: string;
  readonly run: (given: Given) => Promise<Output>;
};

export type Noun = Readonly<Record<string, Verb>>;

/** Wrong usage: the sentence, then how it is meant. Exit code 2. */
export class UsageError extends Error {}

/** The word in the given place, or wrong usage. */
export function word(given: Given, index: number, name: string): string {
  const found = given.words[index];
  if (found === undefined) throw new UsageError(`${name} is missing.`);
  return found;
}

/** The value of an option, or wrong usage. */
export function option(given: Given, name: string): string {
  const found = given.options[name];
  if (found === undefined) throw new UsageError(`--${name} is missing.`);
  return found;
}
