import type { EmbargoPolicyVersion } from "@/lib/list/definition";

/** Versions of the Istio embargo policy, oldest first. A published version is never edited: its hash names what was accepted. */
export const istioEmbargoPolicy: readonly EmbargoPolicyVersion[] = [
  {
    version: "2019-03",
    since: "2019-03-29",
    paragraphs: [
      "What the list tells you stays secret. You do not publish it, pass it on or allude to it, except to those in your own team who need it to prepare the fix, or where the list has agreed in writing.",
      "The secret ends on the day and at the hour that the list has agreed for the public disclosure, and not before.",
      "You use what you learn for one purpose only: to have the fix ready for the users of your distribution or product.",
      "Should something become known to anybody who was not meant to know it, you tell the list at once, as a reply to the message in which it was first disclosed. You say exactly what became known, and to whom.",
      "Each such case is looked at together afterwards, to find out how it is kept from happening again.",
      "An organization that breaks this policy again and again is removed from the list.",
    ],
    summary: [
      "Keep it in the team that prepares the fix, until the agreed day and hour.",
      "Use it only to protect your users.",
      "Tell the list at once when something got out: what, and to whom.",
    ],
  },
  {
    version: "2022-02",
    since: "2022-02-14",
    paragraphs: [
      "What the list tells you stays secret. You do not publish it, pass it on or allude to it, except to those in your own team who need it to prepare the fix, or where the list has agreed in writing.",
      "Before you tell somebody in your team, they accept the same terms, and you tell them no more than their part of the work needs.",
      "The secret ends on the day and at the hour that the list has agreed for the public disclosure, and not before.",
      "You use what you learn for one purpose only: to have the fix ready for the users of your distribution or product.",
      "Some fixes come from projects that Istio is built on, and stand under the embargo of those projects. The list may then only be told when a release comes and how to take it, and not what it fixes. The rules of those projects bind you as well.",
      "Should something become known to anybody who was not meant to know it, you tell the list at once, as a reply to the message in which it was first disclosed. You say exactly what became known, and to whom.",
      "Each such case is looked at together afterwards, to find out how it is kept from happening again.",
      "An organization that breaks this policy again and again is removed from the list.",
    ],
    summary: [
      "Keep it in the team that prepares the fix, until the agreed day and hour.",
      "Everybody you tell accepts the same terms first.",
      "Fixes of upstream projects may come without details.",
      "Tell the list at once when something got out: what, and to whom.",
    ],
  },
];
