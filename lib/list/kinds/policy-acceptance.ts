import * as z from "zod/mini";
import type { Problem } from "../../kernel/refusal";
import { isBlank, singleLine } from "../../kernel/text";
import { choice, faulty, oncePer, readDraft } from "../form-schema";
import type { Field, Kind, ValidationContext } from "../kind";
import { words } from "../settings";

const settings = z.strictObject({
  /** What is accepted, "embargo policy". */
  policy: z._default(words, "embargo policy"),
});
type Settings = z.infer<typeof settings>;

export type PolicyAcceptanceAnswer = {
  readonly kind: "policy-acceptance";
  /** "No" is an answer too; the page says what follows from it. */
  readonly accepted: boolean;
  /** The version of the policy that was shown on the page. */
  readonly version: string;
  /** The person who may bind the organization. */
  readonly name: string;
  readonly role: string;
};

/**
 * Acceptance of the embargo policy by a person who may bind the organization.
 * The page shows the text and posts its version in the hidden field `policyVersion`; without it a "yes" does not read,
 * and neither does a "yes" to another version than the one in force. So it has no `fromText`: it is never taken from a mail.
 */
export const policyAcceptance: Kind<Settings, PolicyAcceptanceAnswer> = {
  name: "policy-acceptance",
  settings,
  fields: (_criterion, configured) => fields(configured),
  read: (_criterion, configured, draft, around) => {
    const page = fields(configured);
    const accepts = draft.accept === "yes";
    const { values, problems } = readDraft((accepts ? yes : no)(configured), page, draft);
    const unread = accepts ? unreadVersion(draft.policyVersion ?? "", configured, around) : [];
    if (values === undefined || unread.length > 0) return faulty(page, [...problems, ...unread]);

    const { policyVersion = "", name, role } = values;
    return { ok: true, answer: { kind: "policy-acceptance", accepted: accepts, version: policyVersion, name, role }, warnings: [] };
  },
  write: ({ accepted, version, name, role }) => ({
    accept: accepted ? "yes" : "no",
    ...(version && { policyVersion: version }),
    ...(name && { name }),
    ...(role && { role }),
  }),
  rows: (_criterion, { policy }, { accepted, version, name, role }) => [
    { label: `Accepts the ${policy}`, text: accepted ? `Yes, version ${version}` : "No" },
    ...(name ? [{ label: "Accepted by", text: role ? `${name}, ${role}` : name }] : []),
  ],
};

const yes = oncePer(({ policy }: Settings) =>
  formSchema(policy, { name: "Enter the name of the person who accepts it", role: "Enter the role of the person who accepts it" }),
);
const no = oncePer(({ policy }: Settings) => formSchema(policy, {}));

function formSchema(policy: string, empty: { name?: string; role?: string }) {
  return z.strictObject({
    accept: choice(["yes", "no"], `Select whether your organization accepts the ${policy}`),
    name: singleLine(200, { name: "Name", empty: empty.name }),
    role: singleLine(200, { name: "Role", empty: empty.role }),
    policyVersion: z.optional(singleLine(40, { name: "Policy version" })),
  });
}

function unreadVersion(version: string, { policy }: Settings, around: ValidationContext): readonly Problem[] {
  if (isBlank(version)) return [{ field: "accept", message: `Read the ${policy} on this page, then select your answer` }];
  if (around.policyVersion === undefined || version === around.policyVersion) return [];
  return [
    {
      field: "accept",
      message: `The ${policy} has changed since you answered. Read version ${around.policyVersion}, then select your answer`,
    },
  ];
}

function fields({ policy }: Settings): readonly Field[] {
  return [
    {
      type: "radio",
      name: "accept",
      label: `Does your organization accept the ${policy}?`,
      options: [
        { value: "yes", label: "Yes, we accept it" },
        { value: "no", label: "No, we cannot accept it" },
      ],
    },
    {
      type: "text",
      name: "name",
      label: "Name of the person who accepts it",
      hint: "Somebody authorized to sign for your organization",
      maxLength: 200,
      autocomplete: "name",
    },
    { type: "text", name: "role", label: "Their role", maxLength: 200, autocomplete: "organization-title" },
  ];
}
