import { sql } from "drizzle-orm";
import { dayOf } from "@/lib/kernel/calendar";
import { aliasResponsePicture, boardCounts, healthPicture, recheckBoard } from "@/lib/recheck/queries/board";
import { memberOfRecheck, ownAnswers, ownRecheck, ownRecheckDay } from "@/lib/recheck/queries/own";
import { ruleChangeProgress, whatIfOn } from "@/lib/recheck/queries/what-if";
import { answersForCommittee, memberToRecheck, recheckForCommittee } from "@/lib/views/recheck-for-committee";
import { istio } from "@/lists/istio";
import { memberIdOf } from "./people-world";
import type { Read } from "./reads";
import { plainMember, plainName } from "./recheck-world";
import { canary, contactOf, nameOf, one } from "./world";

//                 AN AP OT MP MD XM RV RC XR CH AD AU SY
const itsPeople = "· · · Y Y · · · · · · · ·";
const evidence = "· · · · · · Y · · Y · Y ·";
const assesses = "· · · · · · Y · · Y · · ·";
const readers = "· · · · · · Y Y · Y · Y ·";
const withRole = "· · · · · · Y Y · Y Y Y ·";
const chairs = "· · · · · · · · · Y · · ·";

const nothing = "00000000-0000-4000-8000-000000000000";
const now = new Date();
const today = dayOf(now);
const reference = () => one<string>(sql`select reference as value from recheck where status = 'open'`);

export const recheckReads: readonly Read[] = [
  {
    name: "ownRecheck",
    rows: [30, 31],
    stage: "member",
    run: async (viewer) => ownRecheck(viewer, await memberIdOf("member"), now),
    nowhere: (viewer) => ownRecheck(viewer, nothing, now),
    word: canary("said", "member"),
    to: itsPeople,
  },
  {
    name: "ownRecheckDay",
    rows: [30],
    stage: "member",
    run: async (viewer) => ownRecheckDay(viewer, await memberIdOf("member"), now),
    nowhere: (viewer) => ownRecheckDay(viewer, nothing, now),
    word: nameOf("member"),
    to: itsPeople,
  },
  {
    name: "memberOfRecheck",
    rows: [30],
    stage: "member",
    run: async (viewer) => ({ found: (await memberOfRecheck(viewer, await reference())) !== null }),
    word: '"found":true',
    to: itsPeople,
  },
  {
    name: "ownAnswers",
    rows: [29],
    stage: "member",
    run: async (viewer) => ownAnswers(viewer, await memberIdOf("member")),
    nowhere: (viewer) => ownAnswers(viewer, nothing),
    word: canary("answer", "member"),
    to: itsPeople,
  },
  {
    name: "recheckBoard",
    rows: [31],
    stage: "member",
    run: (viewer) => recheckBoard(viewer, istio, { tab: "due", today }),
    word: contactOf("member").email,
    to: evidence,
  },
  { name: "boardCounts", rows: [31], stage: "member", run: (viewer) => boardCounts(viewer, istio, today), word: '"overdue":', to: readers },
  {
    name: "healthPicture",
    rows: [31],
    stage: "member",
    run: (viewer) => healthPicture(viewer, istio, today),
    word: nameOf("member"),
    to: evidence,
  },
  {
    name: "aliasResponsePicture",
    rows: [31],
    stage: "former",
    run: (viewer) => aliasResponsePicture(viewer, istio, today),
    word: '"askedOn":',
    to: evidence,
  },
  {
    name: "recheckForCommittee",
    rows: [31],
    stage: "member",
    run: async (viewer) => recheckForCommittee(viewer, istio, { reference: await reference(), now }),
    nowhere: (viewer) => recheckForCommittee(viewer, istio, { reference: "2099-999", now }),
    word: canary("call", "member"),
    to: evidence,
  },
  {
    name: "answersForCommittee",
    rows: [6, 31],
    stage: "member",
    run: async (viewer) => answersForCommittee(viewer, istio, await memberIdOf("member")),
    nowhere: (viewer) => answersForCommittee(viewer, istio, nothing),
    word: canary("answer", "member"),
    to: assesses,
  },
  {
    name: "memberToRecheck",
    rows: [32],
    stage: "member",
    run: (viewer) => memberToRecheck(viewer, istio, plainMember),
    nowhere: (viewer) => memberToRecheck(viewer, istio, nothing),
    word: plainName,
    to: chairs,
  },
  { name: "whatIfOn", rows: [23], stage: "member", run: (viewer) => whatIfOn(viewer, istio, { on: today }), word: plainName, to: withRole },
  {
    name: "ruleChangeProgress",
    rows: [23],
    stage: "member",
    run: async (viewer) => ({ progress: await ruleChangeProgress(viewer, istio, "2021-12-01") }),
    word: '"progress":[',
    to: withRole,
  },
];
