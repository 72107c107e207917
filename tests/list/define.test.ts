import { describe, expect, test } from "vitest";
import type { Criterion, ListDefinition } from "@/lib/list/definition";
import { mistakesIn } from "@/lib/list/mistakes";
import { defineList } from "@/lists/define";
import { allLists, hostedLists } from "@/lists/index";
import { istio } from "@/lists/istio";
import { criterionOf } from "./around";

/** Istio with one thing changed. */
const changed = (more: Partial<ListDefinition>): ListDefinition => ({ ...istio, ...more });
const decided = (more: Partial<ListDefinition["decision"]>) => changed({ decision: { ...istio.decision, ...more } });
const rechecked = (more: Partial<ListDefinition["recheck"]>) => changed({ recheck: { ...istio.recheck, ...more } });
const withCriterion = (more: Partial<Criterion>) =>
  changed({ criteria: [...istio.criteria, criterionOf("statement", { text: { label: "Text" } }, more)] });
const [firstPolicy, secondPolicy] = istio.embargoPolicy;
if (!firstPolicy || !secondPolicy) throw new Error("Istio has two versions of its policy");

describe("a mistake is named", () => {
  const table: readonly [string, ListDefinition, readonly string[]][] = [
    ["none", istio, []],
    [
      "a slug with a capital",
      changed({ slug: "Istio" }),
      ['Its slug "Istio" must be at most 40 lower-case letters, digits and hyphens, and begin with a letter.'],
    ],
    ["a slug of the portal", changed({ slug: "committee" }), ['Its slug "committee" is an address of the portal itself.']],
    ["no name", changed({ name: " " }), ["Its name, project, purpose and the name of its contact must not be empty."]],
    [
      "a contact that cannot be written to",
      changed({ contact: { name: "Us", email: "nobody" } }),
      ['Its contact "nobody" is not an email address.'],
    ],
    [
      "a channel without https",
      changed({ otherChannels: [{ name: "News", url: "http://istio.example" }] }),
      ['The link of the channel "News" must start with https://.'],
    ],
    [
      "two questions with one key",
      changed({ eligibility: [...istio.eligibility, ...istio.eligibility.slice(0, 1)] }),
      ['Two eligibility questions have the key "redistributes".'],
    ],
    [
      "two criteria with one key",
      changed({ criteria: [...istio.criteria, ...istio.criteria.slice(2, 3)] }),
      ['Two criteria have the key "user-base".'],
    ],
    [
      "no criteria",
      changed({ criteria: [] }),
      [
        "It has no criteria.",
        'It needs exactly one lasting criterion of the kind "contact-alias", to know where disclosures go; it has 0.',
        'It needs exactly one lasting criterion of the kind "policy-acceptance"; it has 0.',
      ],
    ],
    [
      "an unknown kind",
      withCriterion({ kind: "horoscope" as Criterion["kind"] }),
      [
        'The criterion "condition" is of the kind "horoscope", which does not exist. Kinds: contact-alias, product, people, statement, policy-acceptance, listed-elsewhere, participant, attestation.',
      ],
    ],
    [
      "a kind that every object has",
      withCriterion({ kind: "toString" as Criterion["kind"] }),
      [
        'The criterion "condition" is of the kind "toString", which does not exist. Kinds: contact-alias, product, people, statement, policy-acceptance, listed-elsewhere, participant, attestation.',
      ],
    ],
    ["a key that is a page", withCriterion({ key: "check" }), ['The criterion "check" has a key that is an address of the portal itself.']],
    [
      "a key with a blank",
      withCriterion({ key: "two words" }),
      [
        'The criterion "two words" has a key that is not made of at most 40 lower-case letters, digits and hyphens, or does not begin with a letter.',
      ],
    ],
    ["a rule without words", withCriterion({ rule: "" }), ['The criterion "condition" has no rule.']],
    [
      "a phrase in capitals",
      withCriterion({ alsoCalled: ["PGP"] }),
      ['The criterion "condition" is also called "PGP", which is empty or not in lower case.'],
    ],
    [
      "a day that does not exist",
      withCriterion({ since: "2026-02-30" }),
      ['The criterion "condition" names "2026-02-30", which is not a date.'],
    ],
    [
      "announced too late",
      withCriterion({ announcedOn: "2026-01-02" }),
      ['The criterion "condition" was announced on 2026-01-02, after it came into force on 2026-01-01.'],
    ],
    [
      "an end before the beginning",
      withCriterion({ until: "2025-12-31" }),
      ['The criterion "condition" ends on 2025-12-31, which is not after it came into force on 2026-01-01.'],
    ],
    [
      "an end on the day of the beginning",
      withCriterion({ until: "2026-01-01" }),
      ['The criterion "condition" ends on 2026-01-01, which is not after it came into force on 2026-01-01.'],
    ],
    [
      "tightened on the first day",
      withCriterion({ tightened: [{ on: "2026-01-01", what: "more" }] }),
      ['The criterion "condition" is tightened on 2026-01-01, when it is not in force or just begins.'],
    ],
    [
      "tightened after its end",
      withCriterion({ until: "2026-02-01", tightened: [{ on: "2026-02-01", what: "more" }] }),
      ['The criterion "condition" is tightened on 2026-02-01, when it is not in force or just begins.'],
    ],
    [
      "tightened in no order, without a word",
      withCriterion({
        tightened: [
          { on: "2026-03-01", what: "more" },
          { on: "2026-02-01", what: "" },
        ],
      }),
      [
        'The criterion "condition" is tightened on 2026-02-01, which is not after the change before it.',
        'The criterion "condition" does not say what was tightened on 2026-02-01.',
      ],
    ],
    ["a setting that is missing", withCriterion({ settings: {} }), ['The criterion "condition" has a wrong setting text: it is missing.']],
    [
      "a setting of nobody's",
      withCriterion({ settings: { text: { label: "Text" }, colour: "red" } }),
      ['The criterion "condition" has a wrong setting: "colour" is not among the settings of this kind.'],
    ],
    [
      "a setting of the wrong type",
      withCriterion({ settings: { text: { label: 7 } } }),
      ['The criterion "condition" has a wrong setting text.label: it must be of the type string.'],
    ],
    [
      "a number that is too large",
      withCriterion({ settings: { text: { label: "Text" }, links: { most: 11 } } }),
      ['The criterion "condition" has a wrong setting links.most: it must be at most 10.'],
    ],
    [
      "a choice that there is not",
      withCriterion({ kind: "attestation", settings: { choose: "some", label: "Text", empty: "Select" } }),
      ['The criterion "condition" has a wrong setting choose: it must be one of yes-no, one-of, several-of.'],
    ],
    [
      "a choice without options",
      withCriterion({ kind: "attestation", settings: { choose: "one-of", label: "Text", empty: "Select" } }),
      ['The criterion "condition" has a wrong setting: a one-of attestation needs options.'],
    ],
    [
      "a text for an option that there is not",
      withCriterion({
        kind: "attestation",
        settings: { label: "Text", empty: "Select", text: { label: "Why" }, textNeededFor: { options: ["maybe"], empty: "Enter why" } },
      }),
      ['The criterion "condition" has a wrong setting: textNeededFor names maybe, which is not an option.'],
    ],
    [
      "asked for answers to nothing",
      withCriterion({ onlyFor: { criterion: "route", options: ["a"] } }),
      ['The criterion "condition" is asked only for some answers to "route", which is not another criterion of this list.'],
    ],
    [
      "asked for answers to itself",
      withCriterion({ onlyFor: { criterion: "condition", options: ["a"] } }),
      ['The criterion "condition" is asked only for some answers to "condition", which is not another criterion of this list.'],
    ],
    [
      "asked for an option that is not offered",
      withCriterion({ onlyFor: { criterion: "redistribution", options: ["coupled", "loose"] } }),
      ['The criterion "condition" is asked only for the option "loose" of "redistribution", which does not offer it.'],
    ],
    [
      "asked for no option",
      withCriterion({ onlyFor: { criterion: "redistribution", options: [] } }),
      ['The criterion "condition" names no option of "redistribution".'],
    ],
    ["no policy", changed({ embargoPolicy: [] }), ["It has no embargo policy."]],
    [
      "policies in no order",
      changed({ embargoPolicy: [firstPolicy, { ...secondPolicy, since: "2019-03-29" }] }),
      ["Version 2022-02 of the embargo policy must take effect later than the one before it."],
    ],
    [
      "two policies with one name",
      changed({ embargoPolicy: [firstPolicy, { ...secondPolicy, version: "2019-03" }] }),
      ['Two versions of the embargo policy are named "2019-03".'],
    ],
    [
      "a policy without text",
      changed({ embargoPolicy: [{ ...firstPolicy, paragraphs: [] }] }),
      ["Version 2019-03 of the embargo policy has no text, or an empty paragraph."],
    ],
    [
      "a policy of no day, with a strange name",
      changed({ embargoPolicy: [{ ...firstPolicy, version: "v 1", since: "2019" }] }),
      [
        'A version of the embargo policy is named "v 1"; use only letters, digits, dots and hyphens.',
        'Version v 1 of the embargo policy must say on which date it takes effect: "2019" is not a date.',
      ],
    ],
    [
      "a policy that comes after its acceptance",
      changed({ embargoPolicy: [secondPolicy] }),
      [
        'The criterion "embargo-policy" applies from 2019-03-29, but the first version of the embargo policy takes effect only on 2022-02-14.',
      ],
    ],
    [
      "one approval",
      decided({ approvals: 1 }),
      ["Its decision rule needs at least 2 approvals, so that nobody can admit an organization alone."],
    ],
    ["a small quorum", decided({ quorum: 2 }), ["Its decision rule needs a quorum of at least 3."]],
    ["more approvals than the quorum", decided({ approvals: 4 }), ["Its decision rule needs 4 approvals but only a quorum of 3."]],
    [
      "half a reviewer, and no words",
      decided({ reviewers: 0.5, words: "" }),
      ["Its decision rule must be described in words.", "Its decision rule needs at least 1 reviewer."],
    ],
    [
      "an objection that does something else",
      decided({ objection: "annoys" as "blocks" }),
      ['Its decision rule must say whether an objection "blocks" or "counts".'],
    ],
    ["a vote of no days", decided({ voteOpenDays: 0 }), ["A vote, a decision and an answer need at least 1 day each."]],
    [
      "a reminder before the question",
      decided({ remindAnswerBeforeDays: [14] }),
      ["Reminders of a question must come 1 day or more before its due day, and after it was asked."],
    ],
    [
      "an undo window of two days",
      decided({ undoMinutes: 2881 }),
      ["The undo window of a decision must be between 0 minutes and one day."],
    ],
    ["a free day that does not exist", decided({ freeDays: ["2027-02-29"] }), ['Its holiday "2027-02-29" is not a date.']],
    [
      "a removal without notice",
      changed({ removal: { rule: "", noticeDays: 0, appealDays: 0, removalLimit: { members: 3, share: 0.1 } } }),
      ["Its removal rule must be described in words.", "A removal needs at least 1 day of notice, and 0 days or more for an appeal."],
    ],
    [
      "re-checks without grace period",
      rechecked({ graceDays: 0 }),
      [
        "Re-checks must be at least 1 month apart, with at least 1 day to answer, a grace period of at least 1 day, and at least 1 hour for the alias response test.",
      ],
    ],
    [
      "a reminder before the re-check",
      rechecked({ remindBeforeDays: [30] }),
      ["Reminders of a re-check must come 1 day or more before its due day, and after it was opened."],
    ],
    [
      "addresses without a column",
      changed({ roster: { publishesAddresses: true, columns: { organization: "Organization" } } }),
      ["Its roster publishes addresses but has no column for them."],
    ],
  ];
  test.each(table)("%s", (_name, list, expected) => {
    expect(mistakesIn(list)).toEqual(expected);
  });
});

test("all mistakes of a list stop the start at once, in one message that names the list", () => {
  expect(() => defineList(changed({ slug: "Acme", embargoPolicy: [] }))).toThrow(
    new Error(
      'The list "Acme" has 2 mistakes:\n- Its slug "Acme" must be at most 40 lower-case letters, digits and hyphens, and begin with a letter.\n- It has no embargo policy.',
    ),
  );
  expect(() => defineList(changed({ embargoPolicy: [] }))).toThrow(
    new Error('The list "istio" has a mistake:\n- It has no embargo policy.'),
  );
});

describe("the lists of a portal", () => {
  const table: readonly [string, string | undefined, readonly string[]][] = [
    ["unless told", undefined, ["istio", "layer5"]],
    ["told nothing", " , ", ["istio", "layer5"]],
    ["one", "layer5", ["layer5"]],
    ["in the order named, each once", "kubernetes, istio,kubernetes", ["kubernetes", "istio"]],
    ["all", "istio,layer5,envoy,kubernetes,linux-distros", ["istio", "layer5", "envoy", "kubernetes", "linux-distros"]],
  ];
  test.each(table)("%s", (_name, told, expected) => {
    expect(hostedLists(told).map(({ slug }) => slug)).toEqual(expected);
  });

  test("a slug of no list stops the start with a sentence", () => {
    expect(() => hostedLists("istio,itsio")).toThrow(
      'PORTAL_LISTS names "itsio", which is not a list. Lists: istio, layer5, envoy, kubernetes, linux-distros.',
    );
  });

  test("no two lists have one slug", () => {
    expect(new Set(allLists.map(({ slug }) => slug)).size).toBe(allLists.length);
  });
});

describe("a definition of version 0.2", () => {
  const former = (part: "decision" | "removal" | "people" | "recheck", name: string) =>
    ({ ...istio, [part]: { ...istio[part], [name]: 1 } }) as ListDefinition;

  test.each([
    ["decision", "holdMinutes", "undoMinutes"],
    ["removal", "breaker", "removalLimit"],
    ["people", "successionWaitDays", "accessRecoveryWaitDays"],
    ["recheck", "reactionHours", "aliasResponseHours"],
  ] as const)("is told what %s.%s is called now", (part, name, current) => {
    expect(mistakesIn(former(part, name))).toEqual([
      `Its setting ${part}.${name} is called ${part}.${current} since version 0.3. Rename it.`,
    ]);
  });

  test("is told what a setting of a criterion is called now", () => {
    const [{ whatWeCheck, ...first }, ...others] = istio.criteria as [Criterion, ...Criterion[]];
    const list = { ...istio, criteria: [{ ...first, whatWeLookAt: whatWeCheck }, ...others] };
    expect(mistakesIn(list as unknown as ListDefinition)).toEqual([
      `The setting whatWeLookAt of the criterion "${first.key}" is called whatWeCheck since version 0.3. Rename it.`,
    ]);
  });

  test("is told of every setting at once, also where the current one is missing", () => {
    const { removalLimit, ...removal } = istio.removal;
    const { undoMinutes, ...decision } = istio.decision;
    const list = { ...istio, removal: { ...removal, breaker: removalLimit }, decision: { ...decision, holdMinutes: undoMinutes } };
    expect(mistakesIn(list as unknown as ListDefinition)).toHaveLength(2);
    expect(() => defineList(list as unknown as ListDefinition)).toThrow("removal.breaker is called removal.removalLimit since version 0.3");
  });
});
