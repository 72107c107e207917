import type { EmailKind } from "./kinds";

type Data = Readonly<Record<string, unknown>>;

/**
 * Words of closed lists that versions 0.1 and 0.2 stored in the data of emails, by kind of email and field. No other field is read: people's own texts are in them.
 */
const words: Partial<Record<EmailKind, readonly [field: string, former: string, current: string]>> = {
  "removal-to-decide": ["because", "lapsed-recheck", "expired-recheck"],
  "alias-check": ["subject", "succession", "access-recovery"],
  "alias-change-stopped": ["through", "departure", "end-of-membership"],
  "access-recovery-ended": ["why", "departure", "end-of-membership"],
};

/**
 * The data of an email by the names that templates use. What is stored stays as it was written: an email that was queued before version
 * 0.3 and not rendered yet still has the names of then.
 */
export function byCurrentNames(kind: EmailKind, { grounds, ...data }: Data): Record<string, unknown> {
  const named: Record<string, unknown> = grounds === undefined ? data : { ...data, reasons: grounds };
  const [field, former, current] = words[kind] ?? [];
  if (field !== undefined && named[field] === former) return { ...named, [field]: current };
  if (kind !== "review-digest" || !Array.isArray(named.waiting)) return named;
  const waiting = named.waiting.map((each: Data) => (each.kind === "succession" ? { ...each, kind: "access-recovery" } : each));
  return { ...named, waiting };
}
