/** The kind of an expected "no"; entry points choose the page by it. */
export type RefusalKind = "input" | "rule" | "conflict" | "not-allowed" | "too-often";

/** One mistake in what was sent: the field it belongs to (or "" for the whole form) and a sentence that says what to do. */
export type Problem = { readonly field: string; readonly message: string };

/**
 * An expected "no", written for the person who asked. Entry points show it; everything else that is thrown is a bug.
 * "not-allowed" is shown as a page that names no object, so that its text does not reveal whether the object exists.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly problems: readonly Problem[];
  /** For kind "too-often": when it may be tried again, if that is known. */
  readonly retryAfterSeconds: number | null;
  /** Whether the server may keep what was sent, to show it again with the refusal. */
  readonly mayBeKept: boolean;

  constructor(
    message: string,
    {
      kind = "rule",
      problems = [],
      retryAfterSeconds = null,
      mayBeKept = true,
    }: { kind?: RefusalKind; problems?: readonly Problem[]; retryAfterSeconds?: number | null; mayBeKept?: boolean } = {},
  ) {
    super(message);
    this.name = "Refusal";
    this.kind = kind;
    this.problems = problems;
    this.retryAfterSeconds = retryAfterSeconds;
    this.mayBeKept = mayBeKept;
  }
}

/** The refusal of someone who may not: equal for things that exist and things that do not. */
export function notAllowed(): Refusal {
  return new Refusal("This page does not exist, or you do not have access to it.", { kind: "not-allowed" });
}

/** Throws a Refusal with `message` unless `holds` is true. */
export function refuseUnless(holds: boolean, message: string, kind: RefusalKind = "rule"): asserts holds {
  if (!holds) throw new Refusal(message, { kind });
}
