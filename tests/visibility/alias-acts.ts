import { agreeAliasChange } from "@/lib/alias/commands/agree-alias-change";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { askContactAlias } from "@/lib/alias/commands/ask-contact-alias";
import { closeAliasChangeOfFormerMember } from "@/lib/alias/commands/close-alias-change-of-former-member";
import { expireAliasChange } from "@/lib/alias/commands/expire-alias-change";
import { followAliasChange } from "@/lib/alias/commands/follow-alias-change";
import { moveAliasChange } from "@/lib/alias/commands/move-alias-change";
import { recordAliasChangeCall } from "@/lib/alias/commands/record-alias-change-call";
import { releaseAliasChange } from "@/lib/alias/commands/release-alias-change";
import { remindAliasChange } from "@/lib/alias/commands/remind-alias-change";
import { resendAliasChange } from "@/lib/alias/commands/resend-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { stopAliasChangeByLink } from "@/lib/alias/commands/stop-alias-change-by-link";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { type Act, type EntryPoint, nobodysReference, nobodysToken } from "./acts";
import { factsOfChange, wantedAddress, wish } from "./alias-making";
import { domainOf, lastToken, nameOf } from "./world";

const nothing = "00000000-0000-4000-8000-000000000000";
const noChange: Act["nowhere"] = (given) => ({ ...given, change: nobodysReference, changeId: nothing, checkId: nothing, member: nothing });
const wrongToken: Act["nowhere"] = (given) => ({ ...given, token: nobodysToken });

const ofMember = (verb: string, fields: EntryPoint["fields"]): EntryPoint => ({
  address: `/membership/[list]/alias/${verb}`,
  params: () => ({ list: "istio" }),
  fields: (given) => ({ member: given.member ?? "", ...fields(given) }),
});
const ofCommittee = (verb: string, fields: EntryPoint["fields"] = () => ({ now: "yes" })): EntryPoint => ({
  address: `/committee/[list]/alias-changes/[reference]/${verb}`,
  params: ({ change = "" }) => ({ list: "istio", reference: change }),
  fields,
});
const ofLink = (path: string, fields: EntryPoint["fields"] = () => ({ now: "yes" })): EntryPoint => ({
  address: `/confirm/${path}`,
  params: ({ token = "" }) => ({ token }),
  fields,
});

const byLink = {
  marks: "T T T T T T T T T T T T T",
  because: "the link is the right, signed in or not: it proves that a mailbox is read, or leaves everything as it was",
};
const behindRequest = {
  marks: "· · · · · · S · · S · · ·",
  because: "the two people behind a change may be any members of the committee who have no conflict",
};
const withoutLink = {
  marks: "· · · Y Y · Y · · Y · · ·",
  because: "without the link of an email, who answers for the member or for the list",
};
const workersOwn = { marks: "· · · · · · · · · · · · Y", because: "a person runs no sweep by hand yet" };

const about = { stage: "member", facts: factsOfChange, nowhere: noChange } as const;

/** What is done with a change of a contact alias. */
export const aliasActs: readonly Act[] = [
  {
    ...about,
    command: askAliasChange,
    row: 25,
    input: ({ member }) => ({ member, ...wish }),
    leaves: null, // the same wish is open already
    entryPoints: [
      ofMember("ask", () => wish),
      {
        address: "/committee/[list]/alias-changes/new/ask",
        params: () => ({ list: "istio" }),
        fields: ({ member = "" }) => ({ member, ...wish }),
      },
    ],
  },
  {
    ...about,
    command: agreeAliasChange,
    row: 25,
    instead: behindRequest,
    input: ({ change }) => ({ reference: change, reason: "" }),
    leaves: "alias.change_agreed",
    entryPoints: [ofCommittee("agree")],
  },
  {
    ...about,
    command: recordAliasChangeCall,
    row: 25,
    instead: { marks: "· · · · · · Y · · Y · · ·", because: "it records what was said, and decides nothing: agreeing does" },
    input: ({ change, person }) => ({ reference: change, person, how: "Called them" }),
    leaves: "alias.change_spoken",
    entryPoints: [ofCommittee("call", ({ person = "" }) => ({ person, how: "Called them" }))],
  },
  {
    ...about,
    command: resendAliasChange,
    row: 25,
    instead: { marks: "· · · Y Y · · · · · · · ·", because: "the email goes to the same mailbox, and changes nothing" },
    input: ({ change }) => ({ reference: change }),
    leaves: null, // it has answered
    entryPoints: [ofMember("resend", ({ change = "" }) => ({ reference: change }))],
  },
  {
    ...about,
    command: askContactAlias,
    row: 25,
    instead: { ...withoutLink, because: "the email goes to the current address, and changes nothing" },
    input: ({ member }) => ({ member }),
    leaves: "alias.asked",
    entryPoints: [
      ofMember("ask-again", () => ({})),
      {
        address: "/committee/[list]/members/[memberId]/ask-alias",
        params: ({ member = "" }) => ({ list: "istio", memberId: member }),
        fields: () => ({ now: "yes" }),
      },
    ],
  },
  {
    stage: "member",
    command: answerAliasCheck,
    row: 26,
    instead: byLink,
    facts: async () => ({ token: await lastToken("alias-check", wantedAddress), organization: nameOf("member") }),
    nowhere: wrongToken,
    input: ({ token, organization }) => ({ token, name: "Team", organization }),
    leaves: null, // answered already
    entryPoints: [ofLink("alias/[token]/answer", ({ organization = "" }) => ({ name: "Team", organization }))],
  },
  {
    stage: "member",
    command: disownAlias,
    row: 26,
    instead: byLink,
    facts: async () => ({ token: await lastToken("alias-check", wantedAddress) }),
    nowhere: wrongToken,
    input: ({ token }) => ({ token, word: "not ours" }),
    leaves: "alias.disowned",
    entryPoints: [ofLink("alias/[token]/disown", () => ({ word: "NOT OURS" }))],
  },
  {
    ...about,
    command: stopAliasChange,
    row: 27,
    instead: withoutLink,
    input: ({ change }) => ({ reference: change, reason: "" }),
    leaves: "alias.change_stopped",
    entryPoints: [ofMember("stop", ({ change = "" }) => ({ reference: change })), ofCommittee("stop")],
  },
  {
    stage: "member",
    command: stopAliasChangeByLink,
    row: 27,
    instead: byLink,
    facts: async () => ({ token: await lastToken("alias-change-asked", `security@${domainOf("member")}`) }),
    nowhere: wrongToken,
    input: ({ token }) => ({ token }),
    leaves: "alias.change_stopped",
    entryPoints: [ofLink("alias-change/[token]/stop")],
  },
  {
    ...about,
    command: releaseAliasChange,
    row: 28,
    input: ({ change }) => ({ reference: change, reason: "It cannot wait" }),
    leaves: "alias.change_release_asked",
    entryPoints: [ofCommittee("release", () => ({ "reason.release": "It cannot wait" }))],
  },
  ...[moveAliasChange, expireAliasChange, remindAliasChange].map(
    (command): Act => ({
      ...about,
      command,
      row: 52,
      instead: workersOwn,
      input: ({ changeId }) => ({ changeId }),
      leaves: null,
      entryPoints: [],
    }),
  ),
  {
    ...about,
    command: followAliasChange,
    row: 52,
    instead: workersOwn,
    input: ({ checkId }) => ({ checkId }),
    leaves: null,
    entryPoints: [],
  },
  {
    ...about,
    command: closeAliasChangeOfFormerMember,
    row: 52,
    instead: workersOwn,
    input: ({ member }) => ({ memberId: member }),
    leaves: null, // it is a member still
    entryPoints: [],
  },
];
