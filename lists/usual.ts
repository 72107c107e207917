import type { Criterion } from "@/lib/list/definition";

/**
 * Criteria that most early-disclosure lists share, worded for a project. A list spreads one, says since when it counts, and
 * overrides what it words differently.
 */
type Usual = Omit<Criterion, "announcedOn" | "since">;

export function securityAlias(project: string): Usual {
  return {
    key: "security-alias",
    kind: "contact-alias",
    title: "Contact alias",
    rule: `The organization has a monitored security address on a domain of its own, to which ${project} may send disclosures. One person's mailbox does not count.`,
    question: "Which address should receive disclosures, and who reads it?",
    why: "A disclosure only helps if somebody reads it in time, even during holidays.",
    whatWeCheck:
      "That the domain is the organization's own, that a team monitors the address, and that a person answers when we write to it.",
    goodEvidence:
      "security@seven.example, read by the product security team on weekdays and by the rota at weekends, with tickets in its own queue.",
    notEnough: "A mailbox at a free mail service, the address of one employee, or an address that nobody answers.",
    whatWouldHelp: "An address on your own domain that a team monitors, and an answer from it to our email.",
    recheckQuestion: "Is this address still monitored by a team?",
    alsoCalled: [
      "security alias",
      "security email alias",
      "security alias email",
      "security e-mail alias",
      "contact alias",
      "email alias",
      "security email",
      "security e-mail",
      "security contact",
      "security mailing list address",
      "monitored security email",
      "monitored security alias",
      "monitored email alias",
      "actively monitored",
      "security address",
      "address to subscribe",
      "corporate address owned by the organization",
      "not a personal email address",
    ],
  };
}

export function redistribution(project: string, firstYear: number): Usual {
  return {
    key: "redistribution",
    kind: "product",
    title: "Redistribution or close coupling",
    rule: `The organization redistributes ${project}, or ships a product that is closely coupled to it.`,
    question: `What do you ship that contains ${project} or depends closely on it?`,
    why: "Early notice is for those who have to prepare a fix for others before the public knows.",
    whatWeCheck: `That the product exists, that it contains ${project} or is closely coupled to it, and that its users depend on you for the fix.`,
    goodEvidence: "The product's page or its release notes, naming the version of the project in each release.",
    notEnough: `Running ${project} inside the organization, or an integration that works with any version.`,
    whatWouldHelp: "A public page that shows which version of the project your product contains.",
    recheckQuestion: "Do you still ship this product?",
    settings: { project, firstYear },
    alsoCalled: [
      "redistribution",
      "redistributing",
      "redistribute",
      "redistributes",
      "distribution of",
      "distributor",
      "close coupling",
      "closely coupled",
      "tight coupling",
      "product with close coupling",
      "coupled product",
    ],
  };
}

export function userBase(project: string): Usual {
  return {
    key: "user-base",
    kind: "statement",
    title: "Users beyond your organization",
    rule: "The product has users outside the organization.",
    question: "Who uses the product outside your organization?",
    why: "Early notice has to protect more people than those who receive it.",
    whatWeCheck: "Who the users are, about how many there are, and where they can be found.",
    goodEvidence:
      "A public forum or chat with users in it, named customers, or download figures with a note on who the downloads come from.",
    notEnough: "A plan to have users, or a figure that nobody outside can look up.",
    whatWouldHelp: "Two organizations we may ask, or a public list of users.",
    recheckQuestion: "Do people outside your organization still use the product?",
    settings: {
      text: {
        label: "Who uses the product",
        hint: `Who they are, about how many, and how they get ${project} from you`,
        empty: "Enter who uses the product outside your organization",
      },
      links: {
        label: "Where they can be seen",
        atLeast: 1,
        tooFew: "Add at least one link that people outside your organization can open",
      },
    },
    alsoCalled: [
      "user base",
      "userbase",
      "users beyond",
      "users outside",
      "people outside",
      "outside your organization",
      "external users",
      "users",
      "not limited to your own organization",
      "not limited to your own organisation",
      "beyond your own organization",
      "beyond your organization",
      "who uses it",
      "customers",
    ],
  };
}

export function community(project: string): Usual {
  return {
    key: "community",
    kind: "people",
    title: "Active in the community",
    rule: `People from the organization take part in the ${project} community and contribute to it.`,
    question: `Who from your organization takes part in the ${project} community, and how?`,
    why: "The list relies on people who know each other from working together.",
    whatWeCheck: "Contributions from the last year: changes, reviews, releases, answers, meetings.",
    goodEvidence: "Names with their handles, and a link for each to something they did.",
    notEnough: "Accounts without contributions, or contributions by people who have left.",
    whatWouldHelp: "Links to changes, reviews or answers from the last year by people who work for you now.",
    recheckQuestion: `Do people from your organization still take part in the ${project} community?`,
    settings: {
      label: "Who takes part",
      hint: "People from your organization, each with something they did",
      tooFew: "Enter at least one person who is active in the community",
      handle: { label: "Handle" },
      did: { label: "What they did" },
      link: { label: "Link to something they did" },
      text: { label: "Anything else you do in the community", name: "Description" },
      links: { label: "Further links" },
    },
    alsoCalled: [
      "participant and active contributor",
      "active contributor",
      "active in the community",
      "active community member",
      "community participation",
      "contributor in the",
      "contribution to the community",
      "contributions to the community",
      "community involvement",
      "member of the community",
      "contributors",
    ],
  };
}

export function embargoAcceptance(): Usual {
  return {
    key: "embargo-policy",
    kind: "policy-acceptance",
    title: "Embargo policy",
    rule: "The organization accepts the embargo policy of this list.",
    question: "Does your organization accept the embargo policy?",
    why: "Everybody on the list relies on all the others to respect the embargo.",
    whatWeCheck: "That somebody authorized to sign for the organization accepts the version in force.",
    goodEvidence: "The name and role of that person, given here after reading the text.",
    notEnough: "A yes in an email, or an acceptance of an earlier version.",
    whatWouldHelp: "An acceptance of the version in force by somebody authorized to sign for your organization.",
    recheckQuestion: "Does your organization still accept the embargo policy, in the version in force?",
    alsoCalled: [
      "embargo policy",
      "accept the embargo",
      "acceptance of the embargo",
      "embargo terms",
      "embargo agreement",
      "accept the policy",
      "embargo",
    ],
  };
}

export function fixTrackRecord(project: string): Usual {
  return {
    key: "fix-track-record",
    kind: "statement",
    title: "Public record of fixes",
    rule: "The organization has a public record of fixing security issues, up to the present.",
    question: "Where can we see how you fix security issues?",
    why: "Early notice is useful to organizations that publish fixes in time.",
    whatWeCheck: "Dated advisories or release notes, and how soon they came after the issue became public.",
    goodEvidence: "A page of advisories, with two or three of them pointed out.",
    notEnough: "A promise to fix, a talk, or a record that ended years ago.",
    whatWouldHelp: "Dated examples of security fixes from the last year.",
    recheckQuestion: "Is your record of fixes still up to date?",
    settings: {
      text: {
        label: "Your record",
        hint: `How and how quickly you publish fixes for ${project}`,
        empty: "Enter how and how quickly you publish fixes",
      },
      links: { label: "Advisories and release notes", atLeast: 1, tooFew: "Add at least one link to a public security fix" },
    },
    alsoCalled: [
      "track record",
      "fixing security issues",
      "record of fixing",
      "record of security fixes",
      "publicly verifiable track record",
      "public track record",
      "security fixes",
    ],
  };
}

export function notDownstream(project: string): Usual {
  return {
    key: "not-downstream",
    kind: "attestation",
    title: "Not a rebuild",
    rule: "The product is more than a rebuild of another distribution.",
    question: "Is your product independent of any other distribution?",
    why: "A rebuild gets the fix from upstream, so early notice would make no difference.",
    whatWeCheck: "Where the sources come from, and whether you prepare fixes yourself.",
    goodEvidence: `A sentence on how you build from the ${project} sources.`,
    notEnough: "Another distribution's product with a different name on it.",
    whatWouldHelp: "What you build yourself, and a fix that you had before your upstream did.",
    recheckQuestion: "Is your product still independent of any other distribution?",
    settings: {
      label: "Is it independent of any other distribution?",
      empty: "Select whether it is independent of any other distribution",
      yes: "Yes, we build it from the sources",
      no: "No, it follows another distribution",
      text: { label: "How it is built", name: "Description", empty: "Enter how it is built and where its sources come from", max: 1000 },
    },
    alsoCalled: [
      "downstream or rebuild",
      "not a downstream",
      "rebuild of another",
      "not be a downstream",
      "downstream",
      "rebuild",
      "independent of another distribution",
      "independent of any other distribution",
    ],
  };
}

export function contributeBack(): Usual {
  return {
    key: "contribute-back",
    kind: "statement",
    title: "Help in return",
    rule: "The organization is willing to contribute back: to review and test candidate fixes, and to report what it finds.",
    question: "How will you help prepare fixes?",
    why: "Members are the first to know whether a fix works.",
    whatWeCheck: "What you offer, and who would do it.",
    goodEvidence: "A team that can test a candidate fix in private within two days, and report back.",
    notEnough: "A yes without anything specific.",
    whatWouldHelp: "What exactly you can take on: testing, reviewing, drafting messages.",
    recheckQuestion: "Did you help with fixes in the past year, and will you again?",
    settings: { text: { label: "What you offer", empty: "Enter how you will help prepare fixes" } },
    alsoCalled: ["contribute back", "willing to contribute", "contributing back", "give back", "help with fixes", "contribute-back"],
  };
}

export function voucher(list: string): Usual {
  return {
    key: "voucher",
    kind: "people",
    title: "Vouched for",
    rule: `Somebody who is already on the ${list} vouches for the person who applies.`,
    question: "Who vouches for you?",
    why: "The list relies on people who know each other.",
    whatWeCheck: "That the person you name is on the list, and confirms to us that they vouch for you.",
    goodEvidence: "Somebody from a member organization with whom you have worked in public.",
    notEnough: "A person from your own organization, or somebody whom we cannot ask.",
    whatWouldHelp: "The name of a person from a member organization whom we may ask.",
    recheckQuestion: "Can we still ask the person who vouched for you?",
    settings: {
      label: "Who vouches for you",
      most: 3,
      tooFew: "Enter at least one person who vouches for you",
      did: { label: "Their organization, and how they know you", empty: "Enter the organization of person {row}, and how they know you" },
    },
    alsoCalled: ["vouch", "vouched for", "vouches for", "voucher", "someone vouch", "vouching"],
  };
}
