import type * as z from "zod/mini";
import { isDay } from "../kernel/calendar";
import { isBlank } from "../kernel/text";
import { choicesOf } from "./answer";
import type { Criterion, ListDefinition } from "./definition";
import { kinds } from "./kinds";

/** Path segments that the portal uses next to the pages of criteria. */
const reservedKeys: readonly string[] = [
  "check",
  "confirm",
  "decision",
  "draft",
  "discussion",
  "export.json",
  "email",
  "invite",
  "letter",
  "log",
  "mail",
  "questions",
  "send",
  "sent",
  "vote",
  "withdraw",
];

/** What is wrong with one criterion of a list, a sentence each. */
export function criterionMistakes(list: ListDefinition, criterion: Criterion): readonly string[] {
  const faults = [
    ...keyFaults(criterion),
    ...wordFaults(criterion),
    ...dayFaults(criterion),
    ...kindFaults(criterion),
    ...dependenceFaults(list, criterion),
  ];
  return faults.map((fault) => `The criterion "${criterion.key}" ${fault}.`);
}

function keyFaults({ key }: Criterion): readonly string[] {
  if (reservedKeys.includes(key)) return ["has a key that is an address of the portal itself"];
  return /^[a-z][a-z0-9-]{0,39}$/.test(key)
    ? []
    : ["has a key that is not made of at most 40 lower-case letters, digits and hyphens, or does not begin with a letter"];
}

function wordFaults(criterion: Criterion): readonly string[] {
  const texts = [
    "title",
    "rule",
    "question",
    "why",
    "whatWeCheck",
    "goodEvidence",
    "notEnough",
    "whatWouldHelp",
    "recheckQuestion",
  ] as const;
  const empty = texts.filter((name) => isBlank(criterion[name]));
  const shouted = criterion.alsoCalled.filter((phrase) => isBlank(phrase) || phrase !== phrase.toLowerCase());
  return [
    ...empty.map((name) => `has no ${name}`),
    ...shouted.map((phrase) => `is also called "${phrase}", which is empty or not in lower case`),
  ];
}

function dayFaults({ announcedOn, since, until, tightened = [] }: Criterion): readonly string[] {
  const days = [announcedOn, since, ...(until === undefined ? [] : [until]), ...tightened.map(({ on }) => on)];
  const unreal = days.filter((day) => !isDay(day)).map((day) => `names "${day}", which is not a date`);
  if (unreal.length > 0) return unreal;

  return [
    ...(announcedOn > since ? [`was announced on ${announcedOn}, after it came into force on ${since}`] : []),
    ...(until !== undefined && until <= since ? [`ends on ${until}, which is not after it came into force on ${since}`] : []),
    ...tightened
      .filter(({ on }) => on <= since || (until !== undefined && on >= until))
      .map(({ on }) => `is tightened on ${on}, when it is not in force or just begins`),
    ...tightened
      .filter(({ on }, at) => on <= (tightened[at - 1]?.on ?? ""))
      .map(({ on }) => `is tightened on ${on}, which is not after the change before it`),
    ...tightened.filter(({ what }) => isBlank(what)).map(({ on }) => `does not say what was tightened on ${on}`),
  ];
}

function kindFaults({ kind, settings = {} }: Criterion): readonly string[] {
  if (!Object.hasOwn(kinds, kind)) return [`is of the kind "${kind}", which does not exist. Kinds: ${Object.keys(kinds).join(", ")}`];
  const parsed = kinds[kind].settings.safeParse(settings, { error: inWords });
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => `has a wrong setting${path.length > 0 ? ` ${path.join(".")}` : ""}: ${message}`);
}

function dependenceFaults({ criteria }: ListDefinition, { key, onlyFor }: Criterion): readonly string[] {
  if (onlyFor === undefined) return [];
  const deciding = criteria.find((other) => other.key === onlyFor.criterion && other.key !== key);
  if (deciding === undefined)
    return [`is asked only for some answers to "${onlyFor.criterion}", which is not another criterion of this list`];
  if (kindFaults(deciding).length > 0) return []; // reported there
  const unknown = onlyFor.options.filter((option) => !choicesOf(deciding).includes(option));
  return [
    ...unknown.map((option) => `is asked only for the option "${option}" of "${onlyFor.criterion}", which does not offer it`),
    ...(onlyFor.options.length === 0 ? [`names no option of "${onlyFor.criterion}"`] : []),
  ];
}

/** Messages for the schema's own errors; all others already say what is wrong. */
function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "unrecognized_keys") return `${issue.keys.map((key) => `"${key}"`).join(", ")} is not among the settings of this kind`;
  if (issue.code === "invalid_type") return issue.input === undefined ? "it is missing" : `it must be of the type ${issue.expected}`;
  if (issue.code === "invalid_value") return `it must be one of ${issue.values.join(", ")}`;
  if (issue.code === "too_small") return `it must be at least ${issue.minimum}`;
  if (issue.code === "too_big") return `it must be at most ${issue.maximum}`;
  return undefined;
}
