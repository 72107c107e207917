import type { Draft } from "@/lib/list/kind";

/** An invented organization with its answers. */
export type DemoOrganization = {
  readonly name: string;
  readonly domain: string;
  /** Who fills in the form. */
  readonly contact: { readonly name: string; readonly email: string };
  readonly answers: Readonly<Record<string, Draft>>;
};

type Facts = {
  readonly name: string;
  readonly domain: string;
  readonly contact: string;
  readonly product: string;
  readonly since: string;
  readonly users: string;
  readonly contributor: string;
  readonly officer: string;
};

/** An organization that answers every criterion of both lists well; a decline is the committee's to find. */
export function organization({ name, domain, contact, product, since, users, contributor, officer }: Facts): DemoOrganization {
  const mailbox = contact.split(" ")[0]?.toLowerCase() ?? "contact";
  return {
    name,
    domain,
    contact: { name: contact, email: `${mailbox}@${domain}` },
    answers: {
      "security-alias": {
        address: `security@${domain}`,
        watchedBy: "The product security team, in a weekly rota",
        hours: "Monday to Friday 07:00 to 19:00 UTC; at weekends the person on call is paged",
        handling:
          "Mail opens a ticket that only the product security team can read. Two people confirm that it was read within a working day.",
        reachesTeam: "",
      },
      redistribution: {
        relation: "distribution",
        name: product,
        since,
        link: `https://www.${domain}/mesh`,
        breaks: `Every customer of ${product} runs our build of the control plane and the proxies. They cannot take a fix from elsewhere, and a rebuild, test and roll-out takes us two working days.`,
      },
      "user-base": {
        text: users,
        "links.0.url": `https://www.${domain}/customers`,
        "links.0.shows": "Organizations that agreed to be named",
        "links.1.url": `https://forum.${domain}/c/mesh`,
        "links.1.shows": "The public forum of our users",
      },
      community: {
        "people.0.name": contributor,
        "people.0.handle": contributor.split(" ")[0]?.toLowerCase() ?? "",
        "people.0.did": "Maintains the gateway tests and reviews changes to them",
        "people.0.link": "https://github.com/istio/istio/pulls?q=is%3Apr+gateway+tests",
        text: "",
      },
      "embargo-policy": { accept: "yes", name: officer, role: "Chief information security officer" },
      "envoy-list": { listed: "yes", name, remark: "" },
      "working-group": {
        name: contributor,
        email: `${contributor.split(" ")[0]?.toLowerCase()}@${domain}`,
        handle: contributor.split(" ")[0]?.toLowerCase() ?? "",
        timeZone: "Europe/Berlin",
        "times.eleven": "yes",
        remark: "",
      },
    },
  };
}

export const acme = organization({
  name: "Acme",
  domain: "acme.example",
  contact: "Ada Archer",
  product: "Acme Mesh",
  since: "2021-03",
  users: "About 140 organizations run Acme Mesh, most of them banks and railways. They meet in our forum and at a user day each spring.",
  contributor: "Ben Okafor",
  officer: "Clara Voss",
});

export const globex = organization({
  name: "Globex",
  domain: "globex.example",
  contact: "Gwen Park",
  product: "Globex Service Grid",
  since: "2019-06",
  users: "More than 600 customers in 20 countries, and a free edition that anybody can download.",
  contributor: "Goran Petrov",
  officer: "Greta Lindholm",
});

export const initech = organization({
  name: "Initech",
  domain: "initech.example",
  contact: "Ines Moreau",
  product: "Initech Flow",
  since: "2018-11",
  users: "Around 40 insurance companies, all of them named on our site.",
  contributor: "Ivo Santos",
  officer: "Ida Novak",
});

const ofHooli = organization({
  name: "Hooli",
  domain: "hooli.example",
  contact: "Hal Jensen",
  product: "Hooli Nucleus",
  since: "2024-02",
  users: "All departments of Hooli use it, about 9,000 people. We plan to offer it to other organizations.",
  contributor: "Hana Sato",
  officer: "Hugo Brandt",
});

/** Nobody outside it uses its product yet, for which it is declined. */
export const hooli: DemoOrganization = {
  ...ofHooli,
  answers: {
    ...ofHooli.answers,
    redistribution: {
      ...ofHooli.answers.redistribution,
      breaks:
        "Every department runs our build of the control plane and the proxies. They cannot take a fix from elsewhere, and a rebuild, test and roll-out takes us two working days.",
    },
    "user-base": {
      text: ofHooli.answers["user-base"]?.text ?? "",
      "links.0.url": "https://www.hooli.example/mesh",
      "links.0.shows": "The product, and the departments that use it",
    },
  },
};

export const umbrella = organization({
  name: "Umbrella",
  domain: "umbrella.example",
  contact: "Uma Rao",
  product: "Umbrella Edge",
  since: "2022-09",
  users: "About 70 hospitals and laboratories run it under a support contract.",
  contributor: "Uri Levi",
  officer: "Ulla Berg",
});

export const stark = organization({
  name: "Stark Meshworks",
  domain: "starkmesh.example",
  contact: "Stella Nagy",
  product: "Stark Gateway",
  since: "2020-04",
  users: "About 90 telephone companies run Stark Gateway at the edge of their networks.",
  contributor: "Sami Lindqvist",
  officer: "Sonia Bauer",
});

export const soylent = organization({
  name: "Soylent",
  domain: "soylent.example",
  contact: "Sol Ramirez",
  product: "Soylent Fabric",
  since: "2019-09",
  users: "Some 30 food makers, most of them named in our case studies.",
  contributor: "Sara Haddad",
  officer: "Simon Kaya",
});

export const tyrell = organization({
  name: "Tyrell",
  domain: "tyrell.example",
  contact: "Tess Moreno",
  product: "Tyrell Conduit",
  since: "2021-01",
  users: "About 200 makers of devices, and the free edition that their engineers try first.",
  contributor: "Tariq Aziz",
  officer: "Tilda Berg",
});

export const vandelay = organization({
  name: "Vandelay",
  domain: "vandelay.example",
  contact: "Vera Costa",
  product: "Vandelay Transit",
  since: "2020-10",
  users: "Around 50 shipping companies in 12 countries.",
  contributor: "Viktor Ilic",
  officer: "Vivian Roth",
});
