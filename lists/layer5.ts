import { defineList } from "./define";
import { community, embargoAcceptance, redistribution, securityAlias, userBase } from "./usual";

/** The project publishes a list but no criteria; these are the five that such lists share, as a first version. */
const first = { announcedOn: "2024-01-01", since: "2024-01-01" };

export const layer5 = defineList({
  slug: "layer5",
  name: "Layer5 early disclosure",
  project: "Layer5",
  purpose:
    "Close partners of Layer5 learn about vulnerabilities in its projects before the public does, with the information they need to act. It is not a way for individuals to follow security news.",
  contact: { name: "Layer5 security team", email: "security-vulns-reports@layer5.io" },
  otherChannels: [
    { name: "Layer5 blog", url: "https://layer5.io/blog" },
    { name: "Meshery security advisories", url: "https://github.com/meshery/meshery/security/advisories" },
  ],
  eligibility: [
    {
      key: "redistributes",
      question: "Does your organization redistribute a Layer5 project, or ship a product closely coupled to one?",
      hint: "A distribution, a managed service, or a product that contains Meshery or another Layer5 project",
      ifNo: "The list is for partners that have to prepare a fix for others. Everybody else learns about a fix when it is published.",
    },
    {
      key: "secrecy",
      question: "Can your organization keep a vulnerability under embargo until the agreed date?",
      hint: "That means telling neither its own customers nor colleagues who do not need to know",
      ifNo: "Every member promises this to all the others. Without it the list cannot tell you anything before the public knows.",
    },
  ],
  criteria: [
    { ...securityAlias("Layer5"), ...first },
    { ...redistribution("a Layer5 project", 2018), ...first },
    { ...userBase("the project"), ...first },
    { ...community("Layer5"), ...first },
    { ...embargoAcceptance(), ...first },
  ],
  embargoPolicy: [
    {
      version: "2024-01",
      since: "2024-01-01",
      paragraphs: [
        "What the list tells you stays inside your team, and inside it with those who need it to prepare the fix.",
        "You do not publish it, pass it on or allude to it before the day and hour that are set for the public disclosure.",
        "You use it only to have the fix ready for your own users.",
        "When something becomes known to anybody who was not meant to know it, you tell the Layer5 security team at once: what, to whom, and when you noticed.",
        "An organization that breaks this policy again and again is removed from the list.",
      ],
      summary: [
        "Keep it in the team that prepares the fix, until the day it is published.",
        "Tell the security team at once when something got out.",
      ],
    },
  ],
  // From here on: settings, chosen by the committee. They can be changed without changing who qualifies.
  decision: {
    words:
      "At least 3 people without a conflict of interest vote, at least 2 of them to accept, and more accept than decline. A vote stays open for 5 days, and a chair can extend it.",
    reviewers: 2,
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
    rule: "A member that no longer meets a criterion, or that repeatedly breaks the embargo policy, is removed from the list. Two people make that decision. Before that, the member is told the reason and how to appeal.",
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
