import type { Actor } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { currentMemberships } from "@/lib/member/queries";
import { accessRecoveriesFor } from "@/lib/member/queries/access-recoveries";
import { changesOfMember } from "@/lib/member/queries/changes";
import { accessRecoveriesToDecide, joinRequestsToDecide, memberChangesToDecide } from "@/lib/member/queries/committee";
import { exportOfMembership } from "@/lib/member/queries/export";
import { membershipsOf } from "@/lib/member/queries/memberships";
import { peopleOfMember, representativeInvitation } from "@/lib/member/queries/people";
import { emailsOfMember } from "@/lib/views/own-emails";
import { logOfMember } from "@/lib/views/own-log";
import { openTasksOfMember } from "@/lib/views/own-open-tasks";
import { istio } from "@/lists/istio";
import { memberIdOf, newcomer, newName } from "./people-world";
import type { Read } from "./reads";
import { canary, colleagueOf, domainOf, lastToken, nameOf, type StageKey } from "./world";

//                 AN AP OT MP MD XM RV RC XR CH AD AU SY
const itsPeople = "· Y · Y Y · · · · · · · ·";
const assesses = "· · · · · · Y · · Y · · ·";
const everybody = "Y Y Y Y Y Y Y Y Y Y Y Y Y";

const nothing = "00000000-0000-4000-8000-000000000000";

const ofMember = (
  name: string,
  rows: readonly number[],
  ask: (viewer: Actor, memberId: string) => Promise<unknown>,
  word: string,
  { stage = "member", to = itsPeople }: { stage?: StageKey; to?: string } = {},
): Read => ({
  name,
  rows,
  stage,
  run: async (viewer) => ask(viewer, await memberIdOf(stage)),
  nowhere: (viewer) => ask(viewer, nothing),
  word,
  to,
});
const toAssess = (name: string, ask: (viewer: Actor, list: string) => Promise<unknown>, word: string): Read => ({
  name,
  rows: [24],
  stage: "member",
  run: (viewer) => ask(viewer, "istio"),
  nowhere: (viewer) => ask(viewer, "layer5"), // nobody here has a seat there
  word,
  to: assesses,
});

const ownData = (viewer: Actor, memberId: string) => exportOfMembership(viewer, { list: istio, memberId, today: dayOf(new Date()) });

export const peopleReads: readonly Read[] = [
  {
    name: "membershipsOf",
    rows: [22],
    stage: "member",
    run: (viewer) => membershipsOf(viewer, "istio"),
    word: `security@${domainOf("member")}`,
    to: itsPeople,
  },
  {
    name: "currentMemberships",
    rows: [22],
    stage: "member",
    run: (viewer) => currentMemberships(viewer, "istio"),
    word: nameOf("member"),
    to: itsPeople,
  },
  ofMember("peopleOfMember", [22, 24], peopleOfMember, colleagueOf("member").email),
  ofMember("peopleOfMember (requests)", [24], peopleOfMember, canary("join", "member"), { to: "· · · Y · · · · · · · · ·" }),
  ofMember("peopleOfMember (of an ex-member)", [22], peopleOfMember, '"people"', { stage: "former", to: "· · · · · · · · · · · · ·" }),
  ofMember("emailsOfMember", [22, 50], emailsOfMember, '"isMine"'),
  ofMember("emailsOfMember (of an ex-member)", [22], emailsOfMember, '"emails"', { stage: "former", to: "· · · · · · · · · · · · ·" }),
  ofMember("logOfMember", [22, 54], logOfMember, '"sentence"'),
  ofMember("openTasksOfMember", [22], openTasksOfMember, '"subjects"'),
  ofMember("changesOfMember", [22], changesOfMember, newName),
  ofMember("exportOfMembership", [22, 57], ownData, '"emailsToYou"'),
  ofMember("exportOfMembership (of an ex-member)", [57], ownData, '"emailsToYou"', {
    stage: "former",
    to: "· Y · · · Y · · · · · · ·",
  }),
  {
    name: "accessRecoveriesFor",
    rows: [24],
    stage: "member",
    run: (viewer) => accessRecoveriesFor(viewer, "istio"),
    word: canary("access-recovery", "member"),
    to: itsPeople,
  },
  {
    name: "representativeInvitation",
    rows: [24],
    stage: "member",
    run: async (viewer) => representativeInvitation(viewer, await lastToken("representative-invitation", newcomer.email)),
    nowhere: (viewer) => representativeInvitation(viewer, "x".repeat(43)),
    word: nameOf("member"),
    to: everybody,
    expectedFor: "member",
  },
  toAssess("joinRequestsToDecide", joinRequestsToDecide, canary("join", "member")),
  toAssess("accessRecoveriesToDecide", accessRecoveriesToDecide, canary("access-recovery", "member")),
  toAssess("memberChangesToDecide", memberChangesToDecide, canary("change", "member")),
];

export const peopleQueriesWithoutRow: Readonly<Record<string, string>> = {
  domainsToProve: "the worker's",
  removalIsOpen: "a part of other queries",
  recusedFromMember: "a part of other queries",
  conflictOnMember: "a part of other queries",
  isColleagueOf: "a part of other queries",
  eligibleApprovers: "asked by commands and queries that have asked who may",
  eligibleCommittee: "asked by commands and queries that have asked who may",
  withoutChair: "a part of other queries",
  decidesOn: "a part of other queries",
  waiverAsked: "a part of other queries",
  conflictChangeAsked: "a part of other queries",
  withoutFirst: "a part of other queries",
  isWithoutChair: "asked by commands and queries that have asked who may",
  withoutConflict: "asked by commands and queries that have asked who may",
};
