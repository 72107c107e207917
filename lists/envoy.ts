import { defineList } from "./define";
import { community, contributeBack, embargoAcceptance, fixTrackRecord, notDownstream, securityAlias, userBase, voucher } from "./usual";

const atTheStart = { announcedOn: "2017-11-28", since: "2017-11-28" };
const withTheRoutes = { announcedOn: "2019-05-03", since: "2019-05-03" };
const upstreamSecret =
  "What the list tells you stays with those who need it to prepare, test and stage the fix, until the agreed day. Nothing is published or alluded to before.";
const oneContact = "Each organization names one contact, who answers for everybody inside to whom the information is passed on.";
const leaks = "Whatever gets out is reported to the Envoy security team at once, with what and to whom, and looked at together afterwards.";

/** An example: the rules of the Envoy list as its project publishes them, in our words. Hosted when it is named. */
export const envoy = defineList({
  slug: "envoy",
  name: "Envoy private distributors",
  project: "Envoy",
  purpose:
    "Those who distribute Envoy, run it as a public service or use it at very large scale can prepare for a fix before it is public.",
  contact: { name: "Envoy security team", email: "envoy-security@googlegroups.com" },
  otherChannels: [
    { name: "Envoy announcements", url: "https://groups.google.com/g/envoy-announce" },
    { name: "Envoy security advisories", url: "https://github.com/envoyproxy/envoy/security/advisories" },
  ],
  eligibility: [
    {
      key: "route",
      question: "Does your organization distribute Envoy, run a public service on it, or use it at very large scale?",
      ifNo: "One of the three is needed. Everybody else learns about a fix on the announcement list on the day it is published.",
    },
    {
      key: "secrecy",
      question: "Can your organization prepare a fix in private, and keep it under embargo until the agreed date?",
      ifNo: "A fix that is staged where others can see it ends the embargo for all members.",
    },
  ],
  criteria: [
    {
      key: "eligibility-route",
      kind: "attestation",
      title: "One of three routes",
      rule: "The organization distributes Envoy, openly runs a public infrastructure or platform service on it, or is a well-known end user at large scale.",
      question: "Which route are you applying under?",
      why: "The rest of the assessment depends on it.",
      whatWeCheck:
        "For a distribution, the product and how long it has existed. For a service, a public statement that it runs on Envoy. For an end user, its scale and its contributions.",
      goodEvidence: "The public page that shows it.",
      notEnough: "Ordinary software as a service that happens to use Envoy.",
      whatWouldHelp: "A public page that shows which route you qualify under.",
      recheckQuestion: "Do you still qualify under this route?",
      ...withTheRoutes,
      tightened: [{ on: "2019-12-03", what: "end users at large scale can apply too, and 10 places are reserved for them" }],
      settings: {
        choose: "one-of",
        label: "Your route",
        empty: "Select your route",
        options: [
          { key: "distribution", label: "A maintained distribution or product that contains Envoy" },
          { key: "public-service", label: "A public infrastructure or platform service that openly runs on Envoy" },
          {
            key: "end-user",
            label: "A well-known end user at large scale",
            hint: "10 places. Members who join under this route test early, deploy promptly and report back",
          },
        ],
        text: { label: "What shows it", empty: "Enter what shows that you qualify under this route" },
        links: { atLeast: 1, tooFew: "Add at least one link to your product, your public statement or your contributions" },
      },
      alsoCalled: [
        "maintained distribution",
        "distributor of envoy",
        "eligibility",
        "public service",
        "end user",
        "one of three routes",
        "route",
      ],
    },
    {
      ...userBase("Envoy"),
      key: "external-users",
      ...atTheStart,
      tightened: [{ on: "2019-05-03", what: "the number of users is taken into account" }],
      onlyFor: { criterion: "eligibility-route", options: ["distribution", "public-service"] },
    },
    { ...fixTrackRecord("Envoy"), ...atTheStart },
    { ...notDownstream("Envoy"), ...atTheStart, onlyFor: { criterion: "eligibility-route", options: ["distribution", "end-user"] } },
    { ...community("Envoy"), key: "active-contributor", ...atTheStart },
    {
      ...embargoAcceptance(),
      key: "embargo-accepted",
      ...atTheStart,
      tightened: [{ on: "2019-05-03", what: "binaries and images are under the embargo as well" }],
    },
    {
      key: "private-staging",
      kind: "statement",
      title: "Private staging",
      rule: "The organization can build, stage and test a fix where nobody else sees it.",
      question: "How do you stage and test a fix in private?",
      why: "A fix in a public pipeline tells everybody what it fixes.",
      whatWeCheck: "Where the fix is built, who can see it there, and how it gets to users on the day.",
      goodEvidence: "A private mirror with its own build, and a deployment that can wait until the agreed hour.",
      notEnough: "A private branch that is built by a public pipeline.",
      whatWouldHelp: "Where a fix is built and tested before the day, and who can see it.",
      recheckQuestion: "Do you still stage and test fixes in private?",
      ...withTheRoutes,
      settings: { text: { label: "How you do it", empty: "Enter how you stage and test a fix in private" } },
      alsoCalled: ["private staging", "stage and test", "staging", "test privately"],
    },
    { ...contributeBack(), ...atTheStart },
    {
      key: "three-week-release",
      kind: "attestation",
      title: "Release within three weeks",
      rule: "The organization can publish its security release within three weeks of the candidate fix.",
      question: "Can you release within three weeks of the candidate fix?",
      why: "The embargo ends after three weeks, and all members release on one day.",
      whatWeCheck: "How long a release takes you, with all its tests.",
      goodEvidence: "The dates of a fix and of the release that contained it.",
      notEnough: "A quarterly release cycle with no way to release in between.",
      whatWouldHelp: "An example of a release within three weeks of its fix.",
      recheckQuestion: "Can you still release within three weeks?",
      announcedOn: "2019-05-01",
      since: "2019-05-01",
      settings: {
        label: "Can you release within three weeks of the candidate fix?",
        empty: "Select whether you can release within three weeks",
        text: { label: "How long a release takes you", max: 1000 },
        textNeededFor: { options: ["no"], empty: "Enter what prevents you from doing so, and how long a release takes you" },
      },
      alsoCalled: ["three weeks", "three week", "3 weeks", "two weeks", "release within"],
    },
    { ...voucher("Envoy list"), ...atTheStart },
    { ...securityAlias("Envoy"), announcedOn: "2019-03-29", since: "2019-03-29", settings: { noun: "list address" } },
  ],
  embargoPolicy: [
    {
      version: "2017-11",
      since: "2017-11-28",
      paragraphs: [upstreamSecret, oneContact, leaks, "Repeated leaks end membership."],
      summary: ["Need to know, until the agreed day.", "Report leaks at once."],
    },
    {
      version: "2019-05",
      since: "2019-05-03",
      paragraphs: [
        upstreamSecret,
        "Binaries and images that contain a fix are under the embargo like the fix itself.",
        oneContact,
        leaks,
        "From a candidate fix to the release it takes three weeks, in exceptional cases four; no report stays secret longer than 90 days. Days of release avoid holidays and the ends of quarters.",
        "Repeated leaks, or passing on inside what may not be passed on, end membership.",
      ],
      summary: [
        "Need to know, until the agreed day, binaries included.",
        "Three weeks, in exceptional cases four.",
        "Report leaks at once.",
      ],
    },
  ],
  decision: {
    words:
      "At least 3 maintainers or members of the security team without a conflict of interest vote, at least 2 of them to accept, and nobody objects.",
    reviewers: 2,
    approvals: 2,
    quorum: 3,
    objection: "blocks",
    voteOpenDays: 7,
    workingDays: 15,
    freeDays: ["2026-12-25", "2027-01-01"],
    answerWithinDays: 21,
    remindAnswerBeforeDays: [10, 3],
    undoMinutes: 10,
  },
  removal: {
    rule: "A member is removed from the list if it leaks information, if it no longer meets a criterion at the yearly review, or, as an end user, if it does not test and report back promptly.",
    noticeDays: 14,
    appealDays: 14,
    removalLimit: { members: 3, share: 0.1 },
  },
  fallback: { withoutChair: "committee" },
  aliasChange: { waitDays: 3, answerWithinDays: 7 },
  people: { joinAnswerDays: 14, accessRecoveryWaitDays: 14 },
  recheck: { everyMonths: 12, answerWithinDays: 30, remindBeforeDays: [15, 3], graceDays: 21, aliasResponseHours: 48 },
  roster: { publishesAddresses: false, columns: { organization: "Organization", since: "Member since" } },
});
