import { isDay } from "../kernel/calendar";
import { isBlank } from "../kernel/text";
import { criterionMistakes } from "./criterion-mistakes";
import type { DecisionRule, EmbargoPolicyVersion, ListDefinition } from "./definition";

/** First path segments that the portal uses itself; a list with such a slug would have no address. */
const reservedSlugs: readonly string[] = [
  "api",
  "applications",
  "apply",
  "committee",
  "confirm",
  "invite",
  "membership",
  "audit",
  "outbox",
  "settings",
  "sign-in",
  "sign-out",
];

/** Fewer votes than this decide nothing on any list. */
const smallestQuorum = 3;
/** One person alone lets nobody in. */
const fewestApprovals = 2;

/** Everything that is wrong with the definition of a list, a sentence each; nothing when the portal can host it. */
export function mistakesIn(list: ListDefinition): readonly string[] {
  const former = formerSettings(list);
  if (former.length > 0) return former; // the other rules read these settings by their current names
  return [
    ...namesMistakes(list),
    ...eligibilityMistakes(list),
    ...list.criteria.flatMap((criterion) => criterionMistakes(list, criterion)),
    ...criteriaMistakes(list),
    ...policyMistakes(list.embargoPolicy),
    ...firstPolicyMistakes(list),
    ...decisionMistakes(list.decision),
    ...cadenceMistakes(list),
    ...fallbackMistakes(list),
    ...rosterMistakes(list),
  ];
}

/** What versions 0.1 and 0.2 called settings of a list that have another name now. */
const renamedSettings = [
  ["decision", "holdMinutes", "undoMinutes"],
  ["removal", "breaker", "removalLimit"],
  ["people", "successionWaitDays", "accessRecoveryWaitDays"],
  ["recheck", "reactionHours", "aliasResponseHours"],
] as const;

/** What they called settings of a criterion. */
const renamedCriterionSettings = [["whatWeLookAt", "whatWeCheck"]] as const;

function formerSettings(list: ListDefinition): readonly string[] {
  return [
    ...renamedSettings
      .filter(([part, former]) => Object.hasOwn(list[part], former))
      .map(([part, former, current]) => `Its setting ${part}.${former} is called ${part}.${current} since version 0.3. Rename it.`),
    ...list.criteria.flatMap((criterion) =>
      renamedCriterionSettings
        .filter(([former]) => Object.hasOwn(criterion, former))
        .map(
          ([former, current]) =>
            `The setting ${former} of the criterion "${criterion.key}" is called ${current} since version 0.3. Rename it.`,
        ),
    ),
  ];
}

function namesMistakes({ slug, name, project, purpose, contact, otherChannels }: ListDefinition): readonly string[] {
  return sentences([
    [
      !/^[a-z][a-z0-9-]{0,39}$/.test(slug),
      `Its slug "${slug}" must be at most 40 lower-case letters, digits and hyphens, and begin with a letter.`,
    ],
    [reservedSlugs.includes(slug), `Its slug "${slug}" is an address of the portal itself.`],
    [[name, project, purpose, contact.name].some(isBlank), "Its name, project, purpose and the name of its contact must not be empty."],
    [!/^[^\s@]+@[^\s@]+$/.test(contact.email), `Its contact "${contact.email}" is not an email address.`],
    ...otherChannels.map(
      ({ name: channel, url }): Check => [!url.startsWith("https://"), `The link of the channel "${channel}" must start with https://.`],
    ),
  ]);
}

function eligibilityMistakes({ eligibility }: ListDefinition): readonly string[] {
  return repeated(eligibility.map(({ key }) => key)).map((key) => `Two eligibility questions have the key "${key}".`);
}

function criteriaMistakes({ criteria }: ListDefinition): readonly string[] {
  const lasting = (kind: string) => criteria.filter((criterion) => criterion.kind === kind && criterion.until === undefined).length;
  return [
    ...repeated(criteria.map(({ key }) => key)).map((key) => `Two criteria have the key "${key}".`),
    ...sentences([
      [criteria.length === 0, "It has no criteria."],
      [
        lasting("contact-alias") !== 1,
        `It needs exactly one lasting criterion of the kind "contact-alias", to know where disclosures go; it has ${lasting("contact-alias")}.`,
      ],
      [
        lasting("policy-acceptance") !== 1,
        `It needs exactly one lasting criterion of the kind "policy-acceptance"; it has ${lasting("policy-acceptance")}.`,
      ],
    ]),
  ];
}

function policyMistakes(versions: readonly EmbargoPolicyVersion[]): readonly string[] {
  return [
    ...sentences([[versions.length === 0, "It has no embargo policy."]]),
    ...repeated(versions.map(({ version }) => version)).map((version) => `Two versions of the embargo policy are named "${version}".`),
    ...versions.flatMap(({ version, announcedOn, since, paragraphs }, at) =>
      sentences([
        [
          !/^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$/.test(version),
          `A version of the embargo policy is named "${version}"; use only letters, digits, dots and hyphens.`,
        ],
        [
          announcedOn !== undefined && (!isDay(announcedOn) || announcedOn > since),
          `Version ${version} of the embargo policy must be announced on a date, no later than the day it takes effect.`,
        ],
        [!isDay(since), `Version ${version} of the embargo policy must say on which date it takes effect: "${since}" is not a date.`],
        [
          since <= (versions[at - 1]?.since ?? ""),
          `Version ${version} of the embargo policy must take effect later than the one before it.`,
        ],
        [
          paragraphs.length === 0 || paragraphs.some(isBlank),
          `Version ${version} of the embargo policy has no text, or an empty paragraph.`,
        ],
      ]),
    ),
  ];
}

function firstPolicyMistakes({ criteria, embargoPolicy }: ListDefinition): readonly string[] {
  const first = embargoPolicy[0]?.since;
  const acceptance = criteria.find(({ kind }) => kind === "policy-acceptance");
  if (first === undefined || acceptance === undefined || first <= acceptance.since) return [];
  return [
    `The criterion "${acceptance.key}" applies from ${acceptance.since}, but the first version of the embargo policy takes effect only on ${first}.`,
  ];
}

function decisionMistakes(rule: DecisionRule): readonly string[] {
  const {
    words,
    reviewers,
    approvals,
    quorum,
    voteOpenDays,
    workingDays,
    freeDays,
    answerWithinDays,
    remindAnswerBeforeDays,
    undoMinutes,
  } = rule;
  return sentences([
    [isBlank(words), "Its decision rule must be described in words."],
    [!atLeast(1, reviewers), "Its decision rule needs at least 1 reviewer."],
    [
      !atLeast(fewestApprovals, approvals),
      `Its decision rule needs at least ${fewestApprovals} approvals, so that nobody can admit an organization alone.`,
    ],
    [!atLeast(smallestQuorum, quorum), `Its decision rule needs a quorum of at least ${smallestQuorum}.`],
    [approvals > quorum, `Its decision rule needs ${approvals} approvals but only a quorum of ${quorum}.`],
    [!["blocks", "counts"].includes(rule.objection), 'Its decision rule must say whether an objection "blocks" or "counts".'],
    [
      ![voteOpenDays, workingDays, answerWithinDays].every((days) => atLeast(1, days)),
      "A vote, a decision and an answer need at least 1 day each.",
    ],
    [
      !remindersFit(remindAnswerBeforeDays, answerWithinDays),
      "Reminders of a question must come 1 day or more before its due day, and after it was asked.",
    ],
    [!atLeast(0, undoMinutes) || undoMinutes > 24 * 60, "The undo window of a decision must be between 0 minutes and one day."],
    ...freeDays.map((day): Check => [!isDay(day), `Its holiday "${day}" is not a date.`]),
  ]);
}

function cadenceMistakes({ removal, recheck, aliasChange, people }: ListDefinition): readonly string[] {
  const { everyMonths, answerWithinDays, remindBeforeDays, graceDays, aliasResponseHours } = recheck;
  return sentences([
    [isBlank(removal.rule), "Its removal rule must be described in words."],
    [
      !atLeast(1, removal.noticeDays) || !atLeast(0, removal.appealDays),
      "A removal needs at least 1 day of notice, and 0 days or more for an appeal.",
    ],
    [
      !atLeast(1, removal.removalLimit.members) || !(removal.removalLimit.share > 0 && removal.removalLimit.share <= 1),
      "Its removal limit needs at least 1 member a day and a share above 0, at most 1.",
    ],
    [
      !atLeast(0, aliasChange.waitDays) || !atLeast(1, aliasChange.answerWithinDays),
      "A change of the contact alias needs 0 days or more of waiting and at least 1 day for an answer.",
    ],
    [
      !atLeast(1, people.joinAnswerDays) || !atLeast(1, people.accessRecoveryWaitDays),
      "A request to join and an access recovery need at least 1 day each.",
    ],
    [
      ![everyMonths, answerWithinDays, graceDays, aliasResponseHours].every((number) => atLeast(1, number)),
      "Re-checks must be at least 1 month apart, with at least 1 day to answer, a grace period of at least 1 day, and at least 1 hour for the alias response test.",
    ],
    [
      !remindersFit(remindBeforeDays, answerWithinDays),
      "Reminders of a re-check must come 1 day or more before its due day, and after it was opened.",
    ],
  ]);
}

function fallbackMistakes({ fallback: { withoutChair = "nobody", appealsContact } = {} }: ListDefinition): readonly string[] {
  return sentences([
    [!["committee", "nobody"].includes(withoutChair), 'Its fallback must say who acts without a chair: "committee" or "nobody".'],
    [
      appealsContact !== undefined && (isBlank(appealsContact.name) || !/^[^\s@]+@[^\s@]+$/.test(appealsContact.email)),
      "Its contact for appeals needs a name and an email address.",
    ],
  ]);
}

function rosterMistakes({ roster }: ListDefinition): readonly string[] {
  return sentences([
    [roster.publishesAddresses && roster.columns.address === undefined, "Its roster publishes addresses but has no column for them."],
  ]);
}

type Check = readonly [isWrong: boolean, sentence: string];

function sentences(checks: readonly Check[]): readonly string[] {
  return checks.filter(([isWrong]) => isWrong).map(([, sentence]) => sentence);
}

function repeated(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.filter((key, at) => keys.indexOf(key) < at))];
}

function atLeast(least: number, number: number): boolean {
  return Number.isInteger(number) && number >= least;
}

function remindersFit(beforeDays: readonly number[], within: number): boolean {
  return beforeDays.every((days) => atLeast(1, days) && days < within);
}
