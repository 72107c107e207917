import { type AuditAction, auditActions } from "./actions";

/** An event as a reader sees it: who it was is a name by now, and words in braces are filled in. */
export type SpokenEvent = { readonly position: number; readonly at: Date; readonly action: string; readonly sentence: string };

export type WrittenEvent = {
  readonly position: number;
  readonly at: Date;
  readonly action: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly data: Readonly<Record<string, unknown>>;
};

/** How ids and keys are shown to this reader: a person's name (or only their role), a criterion's title. */
export type Names = { readonly person: (id: string) => string; readonly criterion: (key: string) => string };

const principals: Readonly<Record<string, string>> = { worker: "The portal", operator: "The operator", demo: "The demo" };

/** Control, bidi and invisible characters, with which an event's data could hide or imitate a row of a log. */
const deceptive = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** The sentence of one event, on one line, without deceptive characters. An action that this build does not know is shown by its name. */
export function sentenceOf(event: WrittenEvent, names: Names): string {
  const template = Object.hasOwn(auditActions, event.action) ? auditActions[event.action as AuditAction] : event.action;
  const sentence = template.replace(/\{(\w+)\}/g, (_, word: string) => {
    if (word === "actor") return actorOf(event, names);
    const value = event.data[word];
    if (value === undefined || value === null) return "–";
    if (word === "person") return names.person(String(value));
    if (word === "criterion") return names.criterion(String(value));
    if (word === "minutes") return spell(Number(value));
    const key = String(value);
    return spoken[`${word} ${key.replaceAll("_", "-")}`] ?? (/^[a-z][a-z_-]*$/.test(key) ? key.replaceAll(/[_-]/g, " ") : key);
  });
  // Events written before 0.3 have no reason, and a vote that opened when all findings were sent was opened by nobody.
  return sentence.replace(" Reason: –.", "").replace(" opened by –", " opened").replace(deceptive, "\ufffd");
}

/** Stored values that need a text of their own to be understood, by their kind. */
const spoken: Readonly<Record<string, string>> = {
  "because committee": "the committee's own finding",
  "because expired-recheck": "the re-check was not answered in time",
  "because failed-recheck": "the re-check found that a criterion is not met",
  "because acts": "they act for the organization or work on its application",
  "because domain": "their email address is on the organization's domain",
  "through representative": "by a representative",
  "through committee": "by the committee",
  "through alias": "by somebody who reads the contact alias",
  "through old-alias": "by somebody who reads the current address",
  "through new-alias": "by somebody who reads the new address",
  "through asker": "by the person who asked",
  "through end-of-membership": "because the membership ended",
  "result yes": "as expected",
  "result no": "not as expected",
  "kind alias-disowned": "somebody said that the contact alias is not theirs",
};

/** "4 minutes", "26 hours": as exact as the reader of a log needs it. */
function spell(minutes: number): string {
  const [count, unit] = minutes < 120 ? [minutes, "minute"] : [Math.round(minutes / 60), "hour"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

function actorOf(event: WrittenEvent, names: Names): string {
  if (event.actorId === null) return "A visitor";
  return event.actorKind === "person" ? names.person(event.actorId) : (principals[event.actorId] ?? event.actorId);
}
