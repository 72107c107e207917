import { test } from "@playwright/test";

/** What is typed into the pages of an organization's application, criterion by criterion, by the names of the fields. */
export type Answers = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Organization = {
  readonly name: string;
  readonly domain: string;
  /** Who fills in the form. */
  readonly email: string;
  readonly alias: string;
  readonly answers: Answers;
};

/**
 * An organization that exists for one spec in one project (and one run, on a portal that has seen others), so that specs can
 * run in any order and beside each other.
 * It answers every criterion of both lists.
 */
export function organization(word: string, { mailbox = "wendy", domain }: { mailbox?: string; domain?: string } = {}): Organization {
  const scripted = test.info().project.name === "js";
  const name = [word, ...(scripted ? [] : ["Plain"]), ...(process.env.E2E_RUN ? [process.env.E2E_RUN] : [])].join(" ");
  const own = domain ?? `${name.toLowerCase().replaceAll(" ", "-")}.example`;
  const alias = `security@${own}`;
  return { name, domain: own, email: `${mailbox}@${own}`, alias, answers: answersOf(name, own, alias) };
}

function answersOf(name: string, domain: string, alias: string): Answers {
  return {
    "security-alias": {
      address: alias,
      watchedBy: "The product security team, in a weekly rota",
      hours: "Monday to Friday 07:00 to 19:00 UTC; at weekends the person on call is paged",
      handling: "Mail opens a ticket that only the product security team can read.",
    },
    redistribution: {
      relation: "distribution",
      name: `${name} Mesh`,
      since: "2021-03",
      link: `https://www.${domain}/mesh`,
      breaks: "Customers run our build of the control plane and cannot take a fix from elsewhere.",
    },
    "user-base": {
      text: "About 140 organizations run it, most of them banks and railways.",
      "links.0.url": `https://www.${domain}/customers`,
      "links.0.shows": "Organizations that agreed to be named",
    },
    community: {
      "people.0.name": "Ben Okafor",
      "people.0.handle": "bokafor",
      "people.0.did": "Maintains the gateway tests",
      "people.0.link": "https://github.com/istio/istio/pulls?q=is%3Apr+gateway+tests",
    },
    "embargo-policy": { accept: "yes", name: "Clara Voss", role: "Chief information security officer" },
    "envoy-list": { listed: "yes", name },
    "working-group": {
      name: "Ben Okafor",
      email: `ben@${domain}`,
      handle: "bokafor",
      timeZone: "Europe/Berlin",
      "times.eleven": "yes",
    },
  };
}

/** The criteria of the lists, in their order. */
export const criteriaOf = {
  istio: ["security-alias", "redistribution", "user-base", "community", "embargo-policy", "envoy-list", "working-group"],
  layer5: ["security-alias", "redistribution", "user-base", "community", "embargo-policy"],
} as const;

export type List = keyof typeof criteriaOf;
