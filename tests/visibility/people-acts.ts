import { sql } from "drizzle-orm";
import { addDays, dayOf } from "@/lib/kernel/calendar";
import { announceLeaving } from "@/lib/member/commands/announce-leaving";
import { answerJoin } from "@/lib/member/commands/answer-join";
import { askAccessRecovery } from "@/lib/member/commands/ask-access-recovery";
import { askAccessRecoveryProof } from "@/lib/member/commands/ask-access-recovery-proof";
import { askMemberChange } from "@/lib/member/commands/ask-member-change";
import { askToJoin } from "@/lib/member/commands/ask-to-join";
import { beginAccessRecovery } from "@/lib/member/commands/begin-access-recovery";
import { carryOutLeaving } from "@/lib/member/commands/carry-out-leaving";
import { closeRequestsOfFormerMember } from "@/lib/member/commands/close-requests-of-former-member";
import { completeAccessRecovery } from "@/lib/member/commands/complete-access-recovery";
import { decideAccessRecovery } from "@/lib/member/commands/decide-access-recovery";
import { decideJoin } from "@/lib/member/commands/decide-join";
import { decideMemberChange } from "@/lib/member/commands/decide-member-change";
import { escalateJoinRequest } from "@/lib/member/commands/escalate-join-request";
import { followAccessRecovery } from "@/lib/member/commands/follow-access-recovery";
import { recordAccessRecoveryDomain } from "@/lib/member/commands/record-access-recovery-domain";
import { stopAccessRecovery } from "@/lib/member/commands/stop-access-recovery";
import { takeBackLeaving } from "@/lib/member/commands/take-back-leaving";
import { takeBackMemberChange } from "@/lib/member/commands/take-back-member-change";
import { acceptRepresentative } from "@/lib/organization/commands/accept-representative";
import { changeRepresentative } from "@/lib/organization/commands/change-representative";
import { endRepresentativeInvitation } from "@/lib/organization/commands/end-representative-invitation";
import { inviteRepresentative } from "@/lib/organization/commands/invite-representative";
import { removeRepresentative } from "@/lib/organization/commands/remove-representative";
import { resendRepresentativeInvitation } from "@/lib/organization/commands/resend-representative-invitation";
import type { Act, EntryPoint } from "./acts";
import { memberIdOf, newcomer, otherMembership } from "./people-world";
import { colleagueOf, lastToken, nameOf, one, personIdOf } from "./world";

const nothing = "00000000-0000-4000-8000-000000000000";
const nobodysToken = "x".repeat(43);
const nobodys =
  (name: string): Act["nowhere"] =>
  (given) => ({ ...given, [name]: nothing });

//                                                        AN AP OT MP MD XM RV RC XR CH AD AU SY
const byPrimary = {
  marks: "· · · S · · · · · · · · ·",
  because: "the committee reaches the people of a member by requests to join and access recoveries alone, which take two people and time",
};
const byCommittee = {
  marks: "· · · · · · 2 · · 2 · · ·",
  because: "both of the two may be anybody who reviews without a conflict; nobody becomes primary this way without proofs and time",
};
const names = { marks: byPrimary.marks, because: "the matrix has no row for names; a name is asked for as strictly as people are changed" };
const namesAssessed = { marks: byCommittee.marks, because: "the matrix has no row for names; two people on the committee agree" };
const anybody = {
  marks: "· Y Y Y Y Y Y Y Y Y · · ·",
  because: "as with an application (row 4): asking gives nobody anything, others decide",
};
const nobodyElse = { marks: "· · · · · · · · · · · · ·", because: "for the one person who was invited, or who asked" };
const itsPeople = {
  marks: "· · · Y Y · · · · · · · ·",
  because: "whoever acts for the organization stops that somebody takes over; so can who asked",
};
const workersOwn = { marks: "· · · · · · · · · · · · Y", because: "a person runs no sweep by hand yet" };

const ofMember = (path: string, fields: EntryPoint["fields"]): EntryPoint => ({
  address: `/membership/[list]/${path}`,
  params: () => ({ list: "istio" }),
  fields,
});
const ofCommittee = (path: string, fields: EntryPoint["fields"]): EntryPoint => ({
  address: `/committee/[list]/${path}`,
  params: () => ({ list: "istio" }),
  fields,
});

const member = async () => ({ member: await memberIdOf("member") });
const invitation = async () => ({
  ...(await member()),
  invitation: await one<string>(sql`select id as value from organization_invitation`),
});
const deputy = async () => ({ ...(await member()), person: await personIdOf(colleagueOf("member")) });
const request = async () => ({ ...(await member()), request: await one<string>(sql`select id as value from join_request`) });
const accessRecovery = async () => ({ accessRecovery: await one<string>(sql`select id as value from access_recovery`) });
const change = async () => ({ change: await one<string>(sql`select id as value from member_change`) });
const inAMonth = () => addDays(dayOf(new Date()), 30);

const people: readonly Act[] = [
  {
    command: inviteRepresentative,
    row: 24,
    instead: byPrimary,
    stage: "member",
    facts: member,
    input: ({ member: id }) => ({ member: id, email: "gerd@newteam.example", role: "reader" }),
    nowhere: nobodys("member"),
    leaves: "representative.invited",
    entryPoints: [ofMember("people/invite", ({ member: id = "" }) => ({ member: id, email: "gerd@newteam.example", role: "reader" }))],
  },
  {
    command: resendRepresentativeInvitation,
    row: 24,
    instead: byPrimary,
    stage: "member",
    facts: invitation,
    input: ({ member: id, invitation: which }) => ({ member: id, invitation: which }),
    nowhere: nobodys("member"),
    leaves: "representative.invited",
    entryPoints: [ofMember("people/resend", ({ member: id = "", invitation: which = "" }) => ({ member: id, invitation: which }))],
  },
  {
    command: endRepresentativeInvitation,
    row: 24,
    instead: byPrimary,
    stage: "member",
    facts: invitation,
    input: ({ member: id, invitation: which }) => ({ member: id, invitation: which }),
    nowhere: nobodys("member"),
    leaves: "representative.invitation_ended",
    entryPoints: [ofMember("people/take-back", ({ member: id = "", invitation: which = "" }) => ({ member: id, invitation: which }))],
  },
  {
    command: changeRepresentative,
    row: 24,
    instead: byPrimary,
    stage: "member",
    facts: deputy,
    input: ({ member: id, person }) => ({ member: id, person, role: "reader" }),
    nowhere: nobodys("member"),
    leaves: "representative.role_changed",
    entryPoints: [ofMember("people/role", ({ member: id = "", person = "" }) => ({ member: id, person, [`role.${person}`]: "reader" }))],
  },
  {
    command: removeRepresentative,
    row: 24,
    instead: byPrimary,
    stage: "member",
    facts: deputy,
    input: ({ member: id, person }) => ({ member: id, person }),
    nowhere: nobodys("member"),
    leaves: "representative.removed",
    entryPoints: [ofMember("people/remove", ({ member: id = "", person = "" }) => ({ member: id, person }))],
  },
  {
    command: acceptRepresentative,
    row: 24,
    instead: nobodyElse,
    also: ["newcomer"],
    stage: "member",
    facts: async () => ({ token: await lastToken("representative-invitation", newcomer.email) }),
    input: ({ token }) => ({ token }),
    nowhere: (given) => ({ ...given, token: nobodysToken }),
    leaves: "representative.joined",
    entryPoints: [
      {
        address: "/confirm/representative/[token]/accept",
        params: ({ token = "" }) => ({ token }),
        fields: () => ({ now: "yes" }),
      },
    ],
  },
  {
    command: askToJoin,
    row: 24,
    instead: anybody,
    stage: "member",
    input: () => ({ list: "istio", organization: nameOf("member"), words: "I lead the team" }),
    nowhere: (given) => given,
    leaves: null, // its own people are led to the membership
    entryPoints: [ofMember("join/ask", () => ({ list: "istio", organization: nameOf("member"), words: "I lead the team" }))],
  },
  {
    command: answerJoin,
    row: 24,
    instead: byPrimary,
    stage: "member",
    facts: request,
    input: ({ member: id, request: which }) => ({ member: id, request: which, answer: "accept", role: "reader" }),
    nowhere: nobodys("request"),
    leaves: "join.accepted",
    entryPoints: [
      ofMember("people/answer", ({ member: id = "", request: which = "" }) => ({
        member: id,
        request: which,
        [`answer.${which}`]: "accept",
        [`role.${which}`]: "reader",
      })),
    ],
  },
  {
    command: decideJoin,
    row: 24,
    instead: byCommittee,
    stage: "member",
    facts: request,
    input: ({ request: which }) => ({ request: which, answer: "accept", role: "reader" }),
    nowhere: nobodys("request"),
    leaves: "join.agreed",
    entryPoints: [
      ofCommittee("join-requests/answer", ({ request: which = "" }) => ({
        request: which,
        [`answer.${which}`]: "accept",
        [`role.${which}`]: "reader",
      })),
    ],
  },
];

const accessRecoveries: readonly Act[] = [
  {
    command: askAccessRecovery,
    row: 24,
    instead: anybody,
    stage: "member",
    input: () => ({ list: "layer5", organization: "Orgmember Mesh", words: "They have left" }),
    nowhere: (given) => given,
    leaves: null, // its primary is led to the membership
    entryPoints: [
      {
        address: "/membership/[list]/access-recovery/ask",
        params: () => ({ list: "layer5" }),
        fields: () => ({ list: "layer5", organization: "Orgmember Mesh", words: "They have left" }),
      },
    ],
  },
  {
    command: askAccessRecoveryProof,
    row: 24,
    instead: nobodyElse,
    also: ["newcomer"],
    stage: "member",
    facts: accessRecovery,
    input: ({ accessRecovery: id }) => ({ accessRecovery: id, proof: "domain" }),
    nowhere: nobodys("accessRecovery"),
    leaves: "access_recovery.domain_asked",
    entryPoints: [ofMember("access-recovery/prove", ({ accessRecovery: id = "" }) => ({ accessRecovery: id, proof: "domain" }))],
  },
  {
    command: stopAccessRecovery,
    row: 24,
    instead: itsPeople,
    also: ["newcomer"],
    stage: "member",
    facts: accessRecovery,
    input: ({ accessRecovery: id }) => ({ accessRecovery: id }),
    nowhere: nobodys("accessRecovery"),
    leaves: "access_recovery.ended",
    entryPoints: [ofMember("access-recovery/stop", ({ accessRecovery: id = "" }) => ({ accessRecovery: id }))],
  },
  {
    command: decideAccessRecovery,
    row: 24,
    instead: byCommittee,
    stage: "member",
    facts: accessRecovery,
    input: ({ accessRecovery: id }) => ({ accessRecovery: id, verdict: "object", reason: "Ada still works there" }),
    nowhere: nobodys("accessRecovery"),
    leaves: "access_recovery.ended",
    entryPoints: [
      ofCommittee("access-recoveries/decide", ({ accessRecovery: id = "" }) => ({
        accessRecovery: id,
        [`verdict.${id}`]: "object",
        [`reason.${id}`]: "Ada still works there",
      })),
    ],
  },
];

const changes: readonly Act[] = [
  {
    command: askMemberChange,
    row: 24,
    instead: names,
    stage: "member",
    facts: async () => ({ member: await otherMembership() }),
    input: ({ member: id }) => ({ member: id, kind: "merger", name: "Hooli", domains: "", product: "", reason: "They bought us" }),
    nowhere: nobodys("member"),
    leaves: "member_change.asked",
    entryPoints: [ofMember("name/ask", ({ member: id = "" }) => ({ member: id, kind: "merger", name: "Hooli", reason: "They bought us" }))],
  },
  {
    command: takeBackMemberChange,
    row: 24,
    instead: names,
    stage: "member",
    facts: change,
    input: ({ change: id }) => ({ change: id }),
    nowhere: nobodys("change"),
    leaves: "member_change.taken_back",
    entryPoints: [ofMember("name/take-back", ({ change: id = "" }) => ({ change: id }))],
  },
  {
    command: decideMemberChange,
    row: 24,
    instead: namesAssessed,
    stage: "member",
    facts: change,
    input: ({ change: id }) => ({ change: id, verdict: "agree", reason: "" }),
    nowhere: nobodys("change"),
    leaves: "member_change.agreed",
    entryPoints: [
      ofCommittee("member-changes/decide", ({ change: id = "" }) => ({ change: id, [`verdict.${id}`]: "agree", [`reason.${id}`]: "" })),
    ],
  },
];

const leaving: readonly Act[] = [
  {
    command: announceLeaving,
    row: 37,
    stage: "member",
    facts: member,
    input: ({ member: id }) => ({ member: id, on: inAMonth(), name: nameOf("member") }),
    nowhere: nobodys("member"),
    leaves: "leaving.announced",
    entryPoints: [ofMember("leave/announce", ({ member: id = "" }) => ({ member: id, on: inAMonth(), name: nameOf("member") }))],
  },
  {
    command: takeBackLeaving,
    row: 37,
    stage: "member",
    facts: member,
    input: ({ member: id }) => ({ member: id }),
    nowhere: nobodys("member"),
    leaves: null, // nobody leaves
    entryPoints: [ofMember("leave/take-back", ({ member: id = "" }) => ({ member: id }))],
  },
];

const byWorker: readonly Act[] = [
  {
    command: carryOutLeaving,
    facts: member,
    input: ({ member: id }: Record<string, string>) => ({ memberId: id }),
    nowhere: nobodys("member"),
    leaves: null,
  },
  {
    command: closeRequestsOfFormerMember,
    facts: member,
    input: ({ member: id }: Record<string, string>) => ({ memberId: id }),
    nowhere: nobodys("member"),
    leaves: null,
  },
  {
    command: escalateJoinRequest,
    facts: request,
    input: ({ request: id }: Record<string, string>) => ({ requestId: id }),
    nowhere: nobodys("request"),
    leaves: null,
  },
  {
    command: followAccessRecovery,
    facts: async () => ({ check: await one<string>(sql`select id as value from alias_check where subject_kind = 'access-recovery'`) }),
    input: ({ check }: Record<string, string>) => ({ checkId: check }),
    nowhere: nobodys("check"),
    leaves: null,
  },
  {
    command: beginAccessRecovery,
    facts: accessRecovery,
    input: ({ accessRecovery: id }: Record<string, string>) => ({ accessRecoveryId: id, at: "2020-01-01T00:00:00Z" }),
    nowhere: nobodys("accessRecovery"),
    leaves: null,
  },
  {
    command: recordAccessRecoveryDomain,
    facts: accessRecovery,
    input: ({ accessRecovery: id }: Record<string, string>) => ({ accessRecoveryId: id, seen: "cannot-tell" }),
    nowhere: nobodys("accessRecovery"),
    leaves: "access_recovery.domain_checked" as const,
  },
  {
    command: completeAccessRecovery,
    facts: accessRecovery,
    input: ({ accessRecovery: id }: Record<string, string>) => ({ accessRecoveryId: id }),
    nowhere: nobodys("accessRecovery"),
    leaves: null,
  },
].map((act): Act => ({ ...act, row: 52, instead: workersOwn, stage: "member", entryPoints: [] }));

/** What the people of a member do, those who want to be, and those who judge that. */
export const peopleActs: readonly Act[] = [...people, ...accessRecoveries, ...changes, ...leaving, ...byWorker];
