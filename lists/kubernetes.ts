import { defineList } from "./define";
import { community, contributeBack, embargoAcceptance, fixTrackRecord, notDownstream, securityAlias, userBase, voucher } from "./usual";

const atTheStart = { announcedOn: "2017-10-05", since: "2017-10-05" };
const sinceCertification = { announcedOn: "2018-09-24", since: "2018-09-24" };

/** An example: the rules of the Kubernetes list as its project publishes them, in our words. Hosted when it is named. */
export const kubernetes = defineList({
  slug: "kubernetes",
  name: "Kubernetes distributors",
  project: "Kubernetes",
  purpose: "Those who maintain a certified Kubernetes distribution can prepare a fix for their users before it is public.",
  contact: { name: "Kubernetes security response committee", email: "security@kubernetes.io" },
  otherChannels: [
    { name: "Kubernetes security announcements", url: "https://groups.google.com/g/kubernetes-security-announce" },
    { name: "Feed of Kubernetes vulnerabilities", url: "https://kubernetes.io/docs/reference/issues-security/official-cve-feed/" },
  ],
  eligibility: [
    {
      key: "certified",
      question: "Does your organization maintain a certified Kubernetes product?",
      ifNo: "The list is for certified distributions. Everybody else learns about a fix on the announcement list on the day it is published.",
    },
    {
      key: "secrecy",
      question: "Can your organization keep a vulnerability under embargo until the agreed date?",
      ifNo: "Every member promises this to all the others. Without it the list cannot tell you anything before the public knows.",
    },
  ],
  criteria: [
    { ...securityAlias("Kubernetes"), ...sinceCertification },
    {
      key: "certified-distribution",
      kind: "product",
      title: "Certified distribution",
      rule: "The organization actively maintains a product that is certified as conformant Kubernetes.",
      question: "Which of your products is certified as conformant Kubernetes?",
      why: "Certification is public, so that nobody has to decide what counts as a distribution.",
      whatWeCheck: "The product's entry in the public list of conformant products, for a current version.",
      goodEvidence: "A link to that entry.",
      notEnough: "Certification of another company's product, or of a version that is no longer maintained.",
      whatWouldHelp: "The entry of your product in the public list of conformant products.",
      recheckQuestion: "Is the product still certified, in a current version?",
      ...sinceCertification,
      settings: {
        project: "Kubernetes",
        firstYear: 2014,
        relations: [
          { key: "distribution", label: "A distribution that others install" },
          { key: "hosted", label: "A hosted service" },
          { key: "installer", label: "An installer" },
        ],
        noRelation: "Select which sort of certified product it is",
        link: {
          label: "Link to its entry in the list of conformant products",
          empty: "Enter a link to its entry in the list of conformant products",
        },
      },
      alsoCalled: [
        "certified",
        "conformant",
        "certified kubernetes",
        "cncf certified",
        "maintained kubernetes distribution",
        "conformance",
        "distribution",
      ],
    },
    { ...userBase("Kubernetes"), key: "external-users", ...atTheStart },
    { ...fixTrackRecord("Kubernetes"), ...atTheStart },
    { ...notDownstream("Kubernetes"), ...atTheStart },
    { ...community("Kubernetes"), key: "active-contributor", ...atTheStart },
    { ...embargoAcceptance(), key: "embargo-accepted", ...atTheStart },
    { ...contributeBack(), ...atTheStart },
    {
      key: "pgp",
      kind: "attestation",
      title: "Encrypted mail",
      rule: "The organization can handle mail that is encrypted with PGP.",
      question: "Can you handle mail that is encrypted with PGP?",
      why: "Details used to be sent only in encrypted form.",
      whatWeCheck: "That somebody who monitors the address can read such mail.",
      goodEvidence: "The fingerprint of a key for the address.",
      notEnough: "The key of somebody who no longer monitors the address.",
      whatWouldHelp: "The fingerprint of a key that your team can use.",
      recheckQuestion: "Can you still handle encrypted mail?",
      ...atTheStart,
      until: "2019-02-26",
      settings: {
        label: "Can you handle mail that is encrypted with PGP?",
        empty: "Select whether you can handle encrypted mail",
        text: { label: "Fingerprint of the key", max: 200 },
      },
      alsoCalled: ["pgp", "encrypted mail", "encrypted email", "gpg"],
    },
    { ...voucher("distributors list"), ...atTheStart },
  ],
  embargoPolicy: [
    {
      version: "2017-10",
      since: "2017-10-05",
      paragraphs: [
        "What the list tells you stays in the team that prepares the fix, and there with those who need to know. Patches and binaries are part of it.",
        "A hosted service may be patched early when its users cannot get at the binary; where users run parts themselves, those parts wait for the day.",
        "People of the committee do not pass anything on to their employers.",
        "Whatever gets out is told to the committee at once: what, to whom, and what will prevent it the next time.",
        "Members hear one to four weeks ahead, of a vulnerability with a number of its own at least seven days ahead, and again on the day before.",
        "Repeated offences can lead to removal.",
      ],
      summary: [
        "Need to know, patches and binaries included.",
        "Hosted services may patch early where users cannot see it.",
        "Report leaks at once.",
      ],
    },
  ],
  decision: {
    words:
      "At least 3 people on the committee without a conflict of interest vote, at least 2 of them to accept, and nobody objects within 7 days.",
    reviewers: 2,
    approvals: 2,
    quorum: 3,
    objection: "blocks",
    voteOpenDays: 7,
    workingDays: 20,
    freeDays: ["2026-12-25", "2027-01-01"],
    answerWithinDays: 21,
    remindAnswerBeforeDays: [10, 3],
    undoMinutes: 10,
  },
  removal: {
    rule: "A member that no longer meets one or more criteria is removed from the list, and can apply again like everybody else.",
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
