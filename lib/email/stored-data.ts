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

/** Former names of fields, in emails of every kind. */
const fields: Readonly<Record<string, string>> = { grounds: "reasons", standsBehind: "hasApprover" };

/**
 * The data of an email by the names that templates use. What is stored stays as it was written: an email that was queued before version
 * 0.3 and not rendered yet still has the names of then.
 */
export function byCurrentNames(kind: EmailKind, data: Data): Record<string, unknown> {
  const renamed = Object.fromEntries(Object.entries(data).map(([name, value]) => [fields[name] ?? name, value]));
  const [field, former, current] = words[kind] ?? [];
  if (field !== undefined && renamed[field] === former) return { ...renamed, [field]: current };
  if (kind !== "review-digest") return renamed;
  return { ...renamed, ...changed(renamed, "items", applicationInDigest), ...changed(renamed, "waiting", requestInDigest) };
}

function changed(data: Data, field: string, change: (each: Data) => Data): Data {
  const rows = data[field];
  return Array.isArray(rows) ? { [field]: rows.map(change) } : {};
}

function applicationInDigest({ move, ...rest }: Data): Data {
  return move === undefined ? rest : { ...rest, action: move };
}

function requestInDigest(each: Data): Data {
  return each.kind === "succession" ? { ...each, kind: "access-recovery" } : each;
}
