import * as z from "zod/mini";
import { assessPersonAddress } from "../../kernel/address";
import { isBlank, manyLines, singleLine } from "../../kernel/text";
import { faulty, oncePer, readDraft } from "../form-schema";
import type { Field, Kind, ValidationContext } from "../kind";
import { firstAddress, labelledWord, personNamed } from "../mail-text";
import { options, words } from "../settings";

const settings = z.strictObject({
  /** The group somebody takes part in, "Istio Product Security Working Group". */
  group: words,
  /** Where the group talks between meetings, "Istio Slack": the handle asked for is the one used there. */
  chat: words,
  /** Its short name in messages: "Slack username". */
  handle: words,
  /** The meeting times to choose from; the label says the time zone. */
  times: options,
});
type Settings = z.infer<typeof settings>;

export type ParticipantAnswer = {
  readonly kind: "participant";
  readonly name: string;
  /** As mailed, and as compared. */
  readonly email: string;
  readonly foldedEmail: string;
  readonly handle: string;
  /** IANA name, "Europe/Berlin", as typed. */
  readonly timeZone: string;
  /** Keys of the meeting times that suit. */
  readonly times: readonly string[];
  readonly remark: string;
};

/** One person of the organization who takes part in a group of the project. */
export const participant: Kind<Settings, ParticipantAnswer> = {
  name: "participant",
  settings,
  fields: (_criterion, configured) => fields(configured),
  read: (_criterion, configured, draft, around) => {
    const page = fields(configured);
    const email = assessEmail(draft.email ?? "", around);
    const { values, problems } = readDraft(schema(configured), page, draft);
    if (!email.ok) return faulty(page, [{ field: "email", message: email.message }, ...problems]);
    if (values === undefined) return faulty(page, problems);
    return { ok: true, answer: { kind: "participant", ...values, email: email.address, foldedEmail: email.folded }, warnings: [] };
  },
  write: ({ name, email, handle, timeZone, times, remark }) => ({
    name,
    email,
    handle,
    timeZone,
    ...Object.fromEntries(times.map((time) => [`times.${time}`, "yes"])),
    ...(remark && { remark }),
  }),
  rows: (_criterion, { handle, times }, answer) => [
    { label: "Participant", text: answer.name },
    { label: "Email address", text: answer.email },
    { label: handle, text: answer.handle },
    { label: "Time zone", text: answer.timeZone },
    { label: "Meeting times that suit", text: answer.times.map((time) => times.find(({ key }) => key === time)?.label ?? time).join("\n") },
    ...(answer.remark ? [{ label: "Comment", text: answer.remark }] : []),
  ],
  fromText: ({ handle }, text) => ({
    name: personNamed(text),
    email: firstAddress(text),
    handle: labelledWord(text, handle),
    remark: text,
  }),
};

const schema = oncePer(({ handle }: Settings) =>
  z.strictObject({
    name: singleLine(200, { name: "Name", empty: "Enter the name of the participant" }),
    email: z.string(), // validated separately, because that needs the context
    handle: singleLine(100, { name: handle, empty: `Enter their ${handle}` }).check(
      z.refine((text) => !/\s/.test(text), `${handle} must not include spaces`),
    ),
    timeZone: singleLine(100, { name: "Time zone", empty: "Enter their time zone" }).check(
      z.refine(isTimeZone, "Time zone must be a name like Europe/Berlin or America/Los_Angeles"),
    ),
    times: z.array(z.string()).check(z.minLength(1, "Select at least one meeting time that suits")),
    remark: manyLines(1000, { name: "Comment" }),
  }),
);

function assessEmail(typed: string, around: ValidationContext): ReturnType<typeof assessPersonAddress> {
  if (isBlank(typed)) return { ok: false, message: "Enter their email address" };
  const assessment = assessPersonAddress(typed);
  if (!assessment.ok) return assessment;
  return assessment.folded === around.ownAlias
    ? { ok: false, message: "Participant's email address must not be the contact alias" }
    : assessment;
}

/** Asking for a formatter costs as much as reading the rest of the page; it also knows older names, so it is asked about all others. */
const usualTimeZones: ReadonlySet<string> = new Set(Intl.supportedValuesOf("timeZone"));

/** Names of the IANA time zone database; offsets such as +02:00, which Intl accepts too, do not tell when summer time applies. */
function isTimeZone(text: string): boolean {
  if (usualTimeZones.has(text)) return true;
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

function fields({ group, chat, handle, times }: Settings): readonly Field[] {
  return [
    {
      type: "text",
      name: "name",
      label: `Who takes part in the ${group}?`,
      hint: "One person from your organization",
      maxLength: 200,
      autocomplete: "name",
    },
    {
      type: "email",
      name: "email",
      label: "Their email address",
      hint: "Their own, not the contact alias",
      maxLength: 254,
      autocomplete: "email",
    },
    { type: "text", name: "handle", label: `Their ${handle}`, hint: `As it appears in ${chat}`, maxLength: 100 },
    { type: "text", name: "timeZone", label: "Their time zone", hint: "A name like Europe/Berlin or America/Los_Angeles", maxLength: 100 },
    {
      type: "checkboxes",
      name: "times",
      label: "Which meeting times suit?",
      options: times.map(({ key, label, hint }) => ({ value: key, label, hint })),
    },
    { type: "textarea", name: "remark", label: "Anything we should know about it", optional: true, maxLength: 1000 },
  ];
}
