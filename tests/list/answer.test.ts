import { describe, expect, test } from "vitest";
import { draftFromText, draftOf, fieldsOf, readAnswer, rowsOf, rowsOfDraft } from "@/lib/list/answer";
import type { Criterion } from "@/lib/list/definition";
import type { Draft } from "@/lib/list/kind";
import { criterionByKey } from "@/lib/list/lookup";
import { envoy } from "@/lists/envoy";
import { istio } from "@/lists/istio";
import { linuxDistros } from "@/lists/linux-distros";
import { around, criterionOf } from "./around";

const istios = (key: string) => known(criterionByKey(istio, key));
const alias = istios("security-alias");
const redistribution = istios("redistribution");
const userBase = istios("user-base");
const community = istios("community");
const embargo = istios("embargo-policy");
const envoyList = istios("envoy-list");
const workingGroup = istios("working-group");
const route = known(criterionByKey(envoy, "eligibility-route"));
const tasks = known(criterionByKey(linuxDistros, "contribute-back"));
const rebuild = known(criterionByKey(linuxDistros, "not-downstream"));

const goodAlias: Draft = {
  address: "security@acme.example",
  watchedBy: "Product security",
  hours: "Always",
  handling: "Tickets in our queue",
};
const goodProduct: Draft = {
  relation: "distribution",
  name: "Acme Mesh",
  since: "2019-05",
  link: "https://acme.example/mesh",
  breaks: "Their gateways",
};
const goodPeople: Draft = {
  "people.0.name": "Cereal",
  "people.0.handle": "cereal",
  "people.0.link": "https://github.com/istio/istio/pull/1",
};
const goodAcceptance: Draft = { accept: "yes", policyVersion: "2022-02", name: "Jane Doe", role: "Head of security" };
const goodParticipant: Draft = {
  name: "Jane Doe",
  email: "jane.doe@acme.example",
  handle: "jane",
  timeZone: "Europe/Berlin",
  "times.eleven": "yes",
};

describe("a good answer reads, is shown, and writes the draft that reads as itself", () => {
  const table: readonly [string, Criterion, Draft][] = [
    ["an alias", alias, goodAlias],
    ["an alias with a reason", alias, { ...goodAlias, address: "Jane.Doe@acme.example", reachesTeam: "It forwards\nto all of us" }],
    ["a distribution", redistribution, goodProduct],
    ["users and where they are", userBase, { text: "Banks", "links.0.url": "https://acme.example/users", "links.0.shows": "A forum" }],
    [
      "people of the community",
      community,
      {
        ...goodPeople,
        "people.1.name": "Acid Burn",
        "people.1.did": "Reviews",
        text: "We host meetings",
        "links.0.url": "https://acme.example/talks",
      },
    ],
    ["an acceptance", embargo, goodAcceptance],
    ["a refusal to accept", embargo, { accept: "no" }],
    ["a name on the other list", envoyList, { listed: "yes", name: "Acme Corp." }],
    ["not yet on the other list", envoyList, { listed: "not-yet", remark: "We applied in May" }],
    ["a participant", workingGroup, { ...goodParticipant, "times.fifteen": "yes", remark: "From June" }],
    ["one of three routes", route, { choice: "end-user", text: "Half the web", "links.0.url": "https://acme.example/scale" }],
    ["several tasks", tasks, { "choice.triage": "yes", "choice.review": "yes", text: "Both of us" }],
    ["a no with its justification", rebuild, { choice: "no", text: "We fix the kernel first" }],
  ];
  test.each(table)("%s", (_name, criterion, draft) => {
    const reading = readAnswer(criterion, draft, around);
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(JSON.parse(JSON.stringify(reading.answer))).toEqual(reading.answer);
    expect(readAnswer(criterion, draftOf(criterion, reading.answer), around)).toEqual(reading);
    expect(rowsOf(criterion, reading.answer).every(({ label, text }) => label !== "" && text !== "")).toBe(true);
  });
});

describe("what is missing or wrong is reported at its field", () => {
  const table: readonly [string, Criterion, Draft, Draft][] = [
    [
      "an empty alias page",
      alias,
      {},
      {
        address: "Enter the contact alias",
        watchedBy: "Enter who monitors the address",
        hours: "Enter when the address is monitored",
        handling: "Enter how mail to the address is handled",
      },
    ],
    [
      "free mail",
      alias,
      { ...goodAlias, address: "acme@gmail.com" },
      { address: "Contact alias must be on a domain your organization owns, not gmail.com" },
    ],
    [
      "no address at all",
      alias,
      { ...goodAlias, address: "security" },
      { address: "Enter a contact alias in the correct format, like security@example.com" },
    ],
    [
      "two addresses",
      alias,
      { ...goodAlias, address: "a@acme.example, b@acme.example" },
      { address: "Contact alias must be one address, without a name or a second address" },
    ],
    [
      "an address that takes no replies",
      alias,
      { ...goodAlias, address: "No-Reply@acme.example" },
      { address: "Contact alias must be an address that people monitor, not a no-reply address" },
    ],
    [
      "the list's own contact",
      alias,
      { ...goodAlias, address: "Committee@list.example" },
      { address: "Contact alias must not be the contact address of this list" },
    ],
    [
      "a domain on a list of mail services, without a reason",
      alias,
      { ...goodAlias, address: "security@centurylink.net", reachesTeam: "" },
      {
        reachesTeam: "centurylink.net is on a public list of mail services. Explain below why the domain is your organization's own",
      },
    ],
    [
      "the applicant's own address, without a reason",
      alias,
      { ...goodAlias, address: "Ada.Acme@acme.example", reachesTeam: "" },
      { reachesTeam: "Ada.Acme@acme.example is an address that one of you signs in with. Explain below why it reaches a team" },
    ],
    [
      "a newline in one line",
      alias,
      { ...goodAlias, hours: "Always\nBcc: all" },
      { hours: "Hours must be one line, without control characters" },
    ],
    [
      "NUL",
      userBase,
      { text: "Banks\0", "links.0.url": "https://acme.example/" },
      { text: "Description must not include control characters" },
    ],
    [
      "a lone surrogate",
      userBase,
      { text: "Banks \ud800", "links.0.url": "https://acme.example/" },
      { text: "Description includes a broken character. Type it again" },
    ],
    [
      "only a Hangul filler",
      userBase,
      { text: "\u3164 \u2800\u200b", "links.0.url": "https://acme.example/" },
      { text: "Enter who uses the product outside your organization" },
    ],
    [
      "a text over its limit",
      userBase,
      { text: "x".repeat(2001), "links.0.url": "https://acme.example/" },
      { text: "Description must be 2,000 characters or less" },
    ],
    [
      "a megabyte",
      userBase,
      { text: "x".repeat(1_048_576), "links.0.url": "https://acme.example/" },
      { text: "Description must be 2,000 characters or less" },
    ],
    [
      "no link where one is needed",
      userBase,
      { text: "Banks" },
      { links: "Add at least one link that people outside your organization can open" },
    ],
    [
      "a link without https",
      userBase,
      { text: "Banks", "links.1.url": "http://acme.example" },
      { "links.1.url": "Link must start with https://" },
    ],
    ["what a missing link shows", userBase, { text: "Banks", "links.2.shows": "A forum" }, { "links.2.url": "Enter the link in row 3" }],
    ["500 links", userBase, { text: "Banks", ...manyLinks(500) }, { links: "Add 10 links or fewer" }],
    [
      "an empty product page",
      redistribution,
      {},
      {
        relation: "Select whether you distribute Istio or ship a product coupled to it",
        name: "Enter the name of the distribution or product",
        since: "Enter the month in which it became available",
        link: "Enter a link to your distribution or product",
        breaks: "Enter what would break for your users",
      },
    ],
    ["a month to come", redistribution, { ...goodProduct, since: "2026-12" }, { since: "Month must not be in the future" }],
    ["the year 9999", redistribution, { ...goodProduct, since: "9999-01" }, { since: "Month must not be in the future" }],
    ["a year before the project", redistribution, { ...goodProduct, since: "2016-12" }, { since: "Year must be 2017 or later" }],
    [
      "a thirteenth month",
      redistribution,
      { ...goodProduct, since: "2019-13" },
      { since: "Month must be a year and a month, like 2019-05" },
    ],
    ["a year alone", redistribution, { ...goodProduct, since: "2019" }, { since: "Month must be a year and a month, like 2019-05" }],
    [
      "a relation that is not offered",
      redistribution,
      { ...goodProduct, relation: "both" },
      { relation: "Select whether you distribute Istio or ship a product coupled to it" },
    ],
    ["nobody", community, { text: "All of us" }, { people: "Enter at least one person who is active in the community" }],
    ["somebody without a name", community, { "people.1.did": "Reviews" }, { "people.1.name": "Enter the name of person 2" }],
    [
      "a handle with spaces",
      community,
      { ...goodPeople, "people.0.handle": "acid burn" },
      { "people.0.handle": "Handle must not include spaces" },
    ],
    ["eleven people", community, manyPeople(11), { people: "Enter 10 people or fewer" }],
    ["no word on the policy", embargo, {}, { accept: "Select whether your organization accepts the embargo policy" }],
    [
      "a yes without a person",
      embargo,
      { accept: "yes", policyVersion: "2022-02" },
      { name: "Enter the name of the person who accepts it", role: "Enter the role of the person who accepts it" },
    ],
    [
      "a yes without the text",
      embargo,
      { ...goodAcceptance, policyVersion: "" },
      { accept: "Read the embargo policy on this page, then select your answer" },
    ],
    [
      "a yes to an earlier text",
      embargo,
      { ...goodAcceptance, policyVersion: "2019-03" },
      { accept: "The embargo policy has changed since you answered. Read version 2022-02, then select your answer" },
    ],
    ["no word on the other list", envoyList, {}, { listed: "Select whether your organization is on the Envoy early disclosure list" }],
    ["listed under no name", envoyList, { listed: "yes" }, { name: "Enter the name as it appears on the Envoy list" }],
    [
      "an empty participant page",
      workingGroup,
      {},
      {
        name: "Enter the name of the participant",
        email: "Enter their email address",
        handle: "Enter their Slack username",
        timeZone: "Enter their time zone",
        times: "Select at least one meeting time that suits",
      },
    ],
    [
      "the alias as participant",
      workingGroup,
      { ...goodParticipant, email: "SECURITY@acme.example" },
      { email: "Participant's email address must not be the contact alias" },
    ],
    [
      "a Slack username with spaces",
      workingGroup,
      { ...goodParticipant, handle: "jane doe" },
      { handle: "Slack username must not include spaces" },
    ],
    [
      "an offset for a time zone",
      workingGroup,
      { ...goodParticipant, timeZone: "+02:00" },
      { timeZone: "Time zone must be a name like Europe/Berlin or America/Los_Angeles" },
    ],
    [
      "a time zone that is not",
      workingGroup,
      { ...goodParticipant, timeZone: "Mars/Olympus" },
      { timeZone: "Time zone must be a name like Europe/Berlin or America/Los_Angeles" },
    ],
    ["no route", route, { text: "Big", "links.0.url": "https://acme.example/" }, { choice: "Select your route" }],
    ["no task", tasks, { text: "Both of us" }, { choice: "Select at least one task" }],
    [
      "a no that is not justified",
      rebuild,
      { choice: "no", text: " " },
      { text: "Enter how membership would let you publish fixes sooner than your upstream" },
    ],
    [
      "a field of nobody's",
      userBase,
      { text: "Banks", "links.0.url": "https://acme.example/", role: "admin" },
      { "": 'This form has no field named "role". Reload the page and try again' },
    ],
    [
      "many fields of nobody's",
      envoyList,
      { listed: "not-yet", isReviewer: "true", "__proto__[role]": "x", organizationId: "1", "links.0.url": "x", "a[b][c]": "x" },
      {
        "": 'This form has no field named "isReviewer", "__proto__[role]", "organizationId" and 2 more. Reload the page and try again',
      },
    ],
    [
      "a prototype for a field",
      envoyList,
      JSON.parse('{"listed": "not-yet", "__proto__": "x"}'),
      { "": 'This form has no field named "__proto__". Reload the page and try again' },
    ],
    [
      "a box ticked with something else",
      tasks,
      { "choice.triage": "on", "choice.review": "yes", text: "Us" },
      { "": 'This form has no field named "choice.triage". Reload the page and try again' },
    ],
    [
      "a hundred thousand fields",
      userBase,
      manyNames(100_000),
      { "": "This form was submitted with too many fields. Reload the page and try again" },
    ],
  ];
  test.each(table)("%s", (_name, criterion, draft, problems) => {
    const reading = readAnswer(criterion, draft, around);
    expect(reading.ok ? {} : Object.fromEntries(reading.problems.map(({ field, message }) => [field, message]))).toEqual(problems);
  });
});

test("problems are in the order of the page, those of the whole page first", () => {
  const reading = readAnswer(alias, { ...goodAlias, address: "", handling: "", role: "admin" }, around);
  expect(reading.ok ? [] : reading.problems.map(({ field }) => field)).toEqual(["", "address", "handling"]);
});

describe("flags are shown and prevent nothing", () => {
  const personal = "jane.doe@acme.example looks like one person's address. Enter a team address, or explain below why it reaches a team";
  const table: readonly [string, Criterion, Draft, readonly { field: string; message: string }[]][] = [
    [
      "an address that looks like one person's",
      alias,
      { ...goodAlias, address: "jane.doe@acme.example" },
      [{ field: "address", message: personal }],
    ],
    ["the same, explained", alias, { ...goodAlias, address: "jane.doe@acme.example", reachesTeam: "It is a team called Jane Doe" }, []],
    [
      "a profile in place of something done",
      community,
      { "people.0.name": "Cereal", "people.0.link": "https://github.com/cereal" },
      [{ field: "people", message: "Link for Cereal must be to something they did, not only a profile" }],
    ],
    [
      "a link given twice",
      userBase,
      { text: "Banks", "links.0.url": "https://acme.example/a", "links.1.url": "https://ACME.example/a" },
      [{ field: "links", message: "One link is given twice. Each link should show something of its own" }],
    ],
  ];
  test.each(table)("%s", (_name, criterion, draft, warnings) => {
    const reading = readAnswer(criterion, draft, around);
    expect([reading.ok, reading.warnings]).toEqual([true, warnings]);
  });
});

test("an explained personal address keeps its flag for the reviewers", () => {
  const reading = readAnswer(alias, { ...goodAlias, address: "jane.doe@acme.example", reachesTeam: "A team" }, around);
  expect(reading.ok && reading.answer.kind === "contact-alias" && reading.answer.warnings).toEqual(["personal"]);
});

test("every field of every kind at its documented limit is taken", () => {
  const full: Draft = { text: "\u{1F6A9}".repeat(2000), ...manyLinks(10, "s".repeat(200)) };
  expect(readAnswer(userBase, full, around).ok).toBe(true);
  const people = Object.fromEntries(
    Array.from({ length: 10 }, (_, row) => [
      [`people.${row}.name`, "n".repeat(200)],
      [`people.${row}.handle`, "h".repeat(100)],
      [`people.${row}.did`, "d".repeat(500)],
    ]).flat(),
  );
  expect(readAnswer(community, people, around).ok).toBe(true);
});

test("an earlier acceptance is still valid when the version in force is not given", () => {
  const { policyVersion: _, ...past } = around;
  expect(readAnswer(embargo, { ...goodAcceptance, policyVersion: "2019-03" }, past).ok).toBe(true);
});

test("a month may be typed the other way round", () => {
  const reading = readAnswer(redistribution, { ...goodProduct, since: "5/2019" }, around);
  expect(reading.ok && reading.answer.kind === "product" && reading.answer.since).toBe("2019-05");
});

describe("a text from an email is put into the fields without losing a word", () => {
  const table: readonly [string, Criterion, string, Draft | null][] = [
    [
      "the alias is found in it",
      alias,
      "Yes, please subscribe <security@acme.example>, thanks.",
      { address: "security@acme.example", handling: "Yes, please subscribe <security@acme.example>, thanks." },
    ],
    [
      "links are found in it",
      userBase,
      "See https://acme.example/forum. And (https://acme.example/chat)",
      {
        text: "See https://acme.example/forum. And (https://acme.example/chat)",
        "links.0.url": "https://acme.example/forum",
        "links.1.url": "https://acme.example/chat",
      },
    ],
    ["the policy is never accepted by mail", embargo, "We accept.", null],
    ["a kind without a text takes none", criterionOf("people", { tooFew: "Enter somebody" }), "Jane", null],
    [
      "a person with address and handle",
      workingGroup,
      "Jane Doe (Email: jane@acme.example, Istio Slack username: jane) will take part.",
      {
        name: "Jane Doe",
        email: "jane@acme.example",
        handle: "jane",
        remark: "Jane Doe (Email: jane@acme.example, Istio Slack username: jane) will take part.",
      },
    ],
    [
      "a person line by line",
      workingGroup,
      "Name: Jane Doe\nEmail: jane@acme.example",
      { name: "Jane Doe", email: "jane@acme.example", handle: "", remark: "Name: Jane Doe\nEmail: jane@acme.example" },
    ],
    [
      "nobody is named",
      workingGroup,
      "Our lead will join, see our site.",
      { name: "", email: "", handle: "", remark: "Our lead will join, see our site." },
    ],
    ["the other list", envoyList, "We are listed as Acme.", { remark: "We are listed as Acme." }],
  ];
  test.each(table)("%s", (_name, criterion, text, draft) => {
    expect(draftFromText(criterion, text)).toEqual(draft);
  });
});

test("a draft that does not read is shown as it was typed", () => {
  const rows = rowsOfDraft(community, { "people.0.name": "Cereal", "people.3.did": "Reviews", text: "" });
  expect(rows).toEqual([
    { label: "Who takes part", text: "Cereal\nReviews" },
    { label: "Anything else you do in the community", text: "Not provided" },
    { label: "Further links", text: "Not provided" },
  ]);
  expect(rowsOfDraft(route, { choice: "public-service" })[0]).toEqual({
    label: "Your route",
    text: "A public infrastructure or platform service that openly runs on Envoy",
  });
  expect(rowsOfDraft(workingGroup, { "times.eleven": "yes" })[4]).toEqual({
    label: "Which meeting times suit?",
    text: "Wednesdays at 11:00 Pacific",
  });
});

test("the noun of a list is used in labels and messages", () => {
  const listAddress = criterionOf("contact-alias", { noun: "list address" });
  const reading = readAnswer(listAddress, {}, around);
  expect(fieldsOf(listAddress)[0]?.label).toBe("List address");
  expect(reading.ok ? "" : reading.problems[0]?.message).toBe("Enter the list address");
});

function manyLinks(count: number, shows = ""): Draft {
  return Object.fromEntries(
    Array.from({ length: count }, (_, row) => [
      [`links.${row}.url`, `https://acme.example/${row}`],
      [`links.${row}.shows`, shows],
    ]).flat(),
  );
}

function manyPeople(count: number): Draft {
  return Object.fromEntries(Array.from({ length: count }, (_, row) => [`people.${row}.name`, `Person ${row}`]));
}

function manyNames(count: number): Draft {
  return Object.fromEntries(Array.from({ length: count }, (_, row) => [`name${row}`, "x"]));
}

function known(criterion: Criterion | undefined): Criterion {
  if (criterion === undefined) throw new Error("No such criterion");
  return criterion;
}
