import { defineList } from "./define";
import { istioEmbargoPolicy } from "./istio-embargo";
import { community, embargoAcceptance, redistribution, securityAlias, userBase } from "./usual";

const firstFive = { announcedOn: "2019-03-29", since: "2019-03-29" };
const ofTheWorkingGroup = { announcedOn: "2021-11-17", since: "2022-02-14" };

export const istio = defineList({
  slug: "istio",
  name: "Istio early disclosure",
  project: "Istio",
  purpose:
    "Members learn about vulnerabilities in Istio before the public does, so that organizations that ship it to others have a fix ready on the day of disclosure.",
  contact: { name: "Istio product security working group", email: "istio-security-vulnerability-reports@googlegroups.com" },
  otherChannels: [
    { name: "Istio security bulletins", url: "https://istio.io/latest/news/security/" },
    { name: "Istio discussion forum", url: "https://discuss.istio.io/" },
  ],
  eligibility: [
    {
      key: "redistributes",
      question: "Does your organization redistribute Istio, or ship a product closely coupled to it?",
      hint: "A distribution, a managed service, or a product that depends on one Istio version",
      ifNo: "The list is for organizations that have to prepare a fix for others. Organizations that only run Istio themselves learn about every fix on the day it is published.",
    },
    {
      key: "secrecy",
      question: "Can your organization keep a vulnerability under embargo until the agreed date?",
      hint: "That means telling neither its own customers nor colleagues who do not need to know",
      ifNo: "Every member promises this to all the others. Without it the list cannot tell you anything before the public knows.",
    },
  ],
  criteria: [
    {
      ...securityAlias("Istio"),
      ...firstFive,
      tightened: [{ on: "2019-05-24", what: "one person's mailbox no longer counts, and the domain must be the organization's own" }],
    },
    { ...redistribution("Istio", 2017), ...firstFive },
    { ...userBase("Istio"), ...firstFive },
    { ...community("Istio"), ...firstFive },
    { ...embargoAcceptance(), ...firstFive },
    {
      key: "envoy-list",
      kind: "listed-elsewhere",
      title: "Envoy early disclosure list",
      rule: "The organization is also a member of the Envoy project's early disclosure list.",
      question: "Is your organization on the Envoy early disclosure list?",
      why: "Istio is built on Envoy, and many of its fixes begin there under the Envoy project's own embargo.",
      whatWeCheck: "The name in the table of members that the Envoy project publishes.",
      goodEvidence: "The name exactly as that table shows it.",
      notEnough: "An application to the Envoy list that has not been decided yet.",
      whatWouldHelp: "Membership of the Envoy list. Tell us the name under which it lists you.",
      recheckQuestion: "Is your organization still on the Envoy list?",
      ...ofTheWorkingGroup,
      settings: {
        list: "Envoy early disclosure list",
        short: "Envoy list",
        publishedAt: "github.com/envoyproxy/envoy, SECURITY.md",
        roster: { url: "https://raw.githubusercontent.com/envoyproxy/envoy/main/SECURITY.md" },
      },
      alsoCalled: [
        "envoy early disclosure list",
        "envoy early disclosure",
        "envoy early disclosure membership",
        "envoy list",
        "envoy distributors list",
        "envoy private distributors",
        "envoy security list",
        "member of the envoy",
        "envoy membership",
      ],
    },
    {
      key: "working-group",
      kind: "participant",
      title: "Working group participant",
      rule: "Somebody from the organization takes part in the Istio product security working group. It meets in private on Wednesdays, alternating between 11:00 and 15:00 Pacific time.",
      question: "Who takes part in the working group for you?",
      why: "Fixes are prepared there, and members share the work.",
      whatWeCheck: "One person with an address and a Slack username, and a meeting time that suits them.",
      goodEvidence: "Somebody who works on Istio and can come to one of the two meeting times.",
      notEnough: "The contact alias, a whole team, or somebody who cannot come to either meeting.",
      whatWouldHelp: "The name of one person who can come to one of the meetings.",
      recheckQuestion: "Does this person still take part in the working group?",
      ...ofTheWorkingGroup,
      settings: {
        group: "Istio product security working group",
        chat: "the Istio Slack",
        handle: "Slack username",
        times: [
          { key: "eleven", label: "Wednesdays at 11:00 Pacific", hint: "19:00 UTC in winter, 18:00 UTC in summer" },
          { key: "fifteen", label: "Wednesdays at 15:00 Pacific", hint: "23:00 UTC in winter, 22:00 UTC in summer" },
        ],
      },
      alsoCalled: [
        "product security working group",
        "security working group",
        "working group participant",
        "working group member",
        "participant in the istio product security",
        "pswg",
        "psw group",
        "private meeting on alternating wednesdays",
        "at 11am pacific or 3pm pacific",
        "working group",
      ],
    },
  ],
  embargoPolicy: istioEmbargoPolicy,
  // From here on: settings, chosen by the committee. They can be changed without changing who qualifies.
  decision: {
    words:
      "At least 3 people without a conflict of interest vote, at least 2 of them to accept, and more accept than decline. A vote stays open for 5 days, and a chair can extend it.",
    reviewers: 3,
    approvals: 2,
    quorum: 3,
    objection: "counts",
    voteOpenDays: 5,
    workingDays: 10,
    freeDays: ["2026-12-24", "2026-12-25", "2026-12-31", "2027-01-01", "2027-12-24", "2027-12-31"],
    answerWithinDays: 14,
    remindAnswerBeforeDays: [7, 2],
    undoMinutes: 10,
  },
  removal: {
    rule: "A member that no longer meets a criterion, or that breaks the embargo policy again after a retrospective, is removed from the list. Two people make that decision. Before that, the member is told the reason and how to appeal.",
    noticeDays: 14,
    appealDays: 14,
    removalLimit: { members: 3, share: 0.1 },
  },
  fallback: { withoutChair: "committee" },
  aliasChange: { waitDays: 3, answerWithinDays: 7 },
  people: { joinAnswerDays: 14, accessRecoveryWaitDays: 14 },
  recheck: { everyMonths: 12, answerWithinDays: 30, remindBeforeDays: [15, 3], graceDays: 21, aliasResponseHours: 48 },
  roster: {
    publishesAddresses: false,
    columns: { organization: "Organization", address: "Email", since: "Member since" },
  },
});
