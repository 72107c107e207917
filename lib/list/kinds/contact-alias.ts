import * as z from "zod/mini";
import { type AddressAssessment, type AddressWarning, assessAddress } from "../../kernel/address";
import type { Problem } from "../../kernel/refusal";
import { isBlank, manyLines, singleLine } from "../../kernel/text";
import { faulty, oncePer, readDraft } from "../form-schema";
import type { Field, Kind, ValidationContext } from "../kind";
import { firstAddress } from "../mail-text";
import { proseRow } from "../prose";
import { words } from "../settings";
import { capital } from "../words";

const settings = z.strictObject({
  /** What the list calls the address, "contact alias". */
  noun: z._default(words, "contact alias"),
});
type Settings = z.infer<typeof settings>;

/** Why a person should review an address before it is used; none of these prevents an application. */
type AliasWarning = AddressWarning["code"];

export type ContactAliasAnswer = {
  readonly kind: "contact-alias";
  /** As it is mailed: local part as typed, domain as lower-case A-label. */
  readonly address: string;
  /** As it is compared. */
  readonly folded: string;
  readonly domain: string;
  readonly registrableDomain: string;
  readonly watchedBy: string;
  readonly hours: string;
  readonly handling: string;
  /** Why an address that looks like one person's reaches a team; "" when not given. */
  readonly reachesTeam: string;
  readonly warnings: readonly AliasWarning[];
};

/** The monitored role address that receives disclosures. */
export const contactAlias: Kind<Settings, ContactAliasAnswer> = {
  name: "contact-alias",
  settings,
  fields: (_criterion, { noun }) => fields(noun),
  read: (_criterion, configured, draft, around) => {
    const page = fields(configured.noun);
    const address = assess(draft.address ?? "", configured.noun, around);
    const { values, problems } = readDraft(schema(configured), page, draft);
    if (!address.ok) return faulty(page, [{ field: "address", message: address.message }, ...problems]);

    const unexplained = isBlank(draft.reachesTeam ?? "");
    const shownWarnings = unexplained
      ? address.warnings
      : address.warnings.filter(({ code }) => code !== "personal" && code !== "own-address");
    const warnings = shownWarnings.map(({ message }): Problem => ({ field: "address", message }));
    const wanted =
      unexplained && around.asksReasons ? address.warnings.filter(({ code }) => code === "own-address" || code === "listed") : [];
    const missing = wanted.slice(0, 1).map(({ message }): Problem => ({ field: "reachesTeam", message }));
    if (values === undefined || missing.length > 0) return faulty(page, [...problems, ...missing], warnings);

    const { ok: _, warnings: addressWarnings, ...assessment } = address;
    return {
      ok: true,
      answer: { kind: "contact-alias", ...values, ...assessment, warnings: addressWarnings.map(({ code }) => code) },
      warnings,
    };
  },
  write: ({ address, watchedBy, hours, handling, reachesTeam }) => ({ address, watchedBy, hours, handling, reachesTeam }),
  rows: (_criterion, { noun }, answer) => [
    { label: capital(noun), text: answer.address },
    { label: "Who monitors it", text: answer.watchedBy },
    { label: "When it is monitored", text: answer.hours },
    { label: "How mail is handled", text: answer.handling },
    ...(answer.reachesTeam ? [proseRow("Why it reaches a team", answer.reachesTeam)] : []),
  ],
  fromText: (_configured, text) => ({ address: firstAddress(text), handling: text }),
};

const schema = oncePer((_configured: Settings) =>
  z.strictObject({
    address: z.string(), // validated separately, because that needs the context
    watchedBy: singleLine(200, { name: "Who monitors it", empty: "Enter who monitors the address" }),
    hours: singleLine(200, { name: "Hours", empty: "Enter when the address is monitored" }),
    handling: manyLines(1000, { name: "How mail is handled", empty: "Enter how mail to the address is handled" }),
    reachesTeam: manyLines(1000, { name: "Why it reaches a team" }),
  }),
);

function assess(typed: string, noun: string, around: ValidationContext): AddressAssessment {
  const assessment = assessAddress(typed, { ...around, noun });
  const noMail = assessment.ok ? around.domainsWithoutMail?.get(assessment.domain) : undefined;
  return noMail === undefined ? assessment : { ok: false, message: `${noMail} Check the spelling, or enter another address` };
}

function fields(noun: string): readonly Field[] {
  return [
    {
      type: "email",
      name: "address",
      label: capital(noun),
      hint: "One address of your organization that a team monitors, like security@example.com",
      maxLength: 254,
    },
    { type: "text", name: "watchedBy", label: "Who monitors it", hint: "A team or a rota, not a list of names", maxLength: 200 },
    {
      type: "text",
      name: "hours",
      label: "When it is monitored",
      hint: "Hours and time zone, and what happens at weekends",
      maxLength: 200,
    },
    {
      type: "textarea",
      name: "handling",
      label: "How mail to it is handled",
      hint: "By people in a shared inbox, or in a ticket system (say which)",
      maxLength: 1000,
    },
    {
      type: "textarea",
      name: "reachesTeam",
      label: "Why it reaches a team",
      hint: "Needed only if the address looks like one person's, or if you sign in with it. If the domain is on a list of mail services, also say why it is your own",
      optional: true,
      maxLength: 1000,
    },
  ];
}
