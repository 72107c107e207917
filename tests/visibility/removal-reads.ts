import type { Actor } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { ownRemoval } from "@/lib/removal/queries/own";
import { removalForCommittee } from "@/lib/removal/queries/removal";
import { committeeRemovals, removalsOnHold } from "@/lib/removal/queries/removals";
import { effectiveOf } from "@/lib/roster/queries/effective";
import { rosterPlanFor } from "@/lib/roster/queries/plan";
import { memberForCommittee } from "@/lib/views/member";
import { memberDelivery } from "@/lib/views/member-delivery";
import { memberEmails, memberLog } from "@/lib/views/member-log";
import { committeeMembers, memberCounts } from "@/lib/views/members";
import { istio } from "@/lists/istio";
import { nobodysReference } from "./acts";
import { memberIdOf } from "./people-world";
import type { Read } from "./reads";
import { aliasOfRung, removalOf, rungId, rungName } from "./removal-world";
import { canary, contactOf, domainOf, nameOf } from "./world";

const nothing = "00000000-0000-4000-8000-000000000000";
//                  AN AP OT MP MD XM RV RC XR CH AD AU SY
const withRole = "· · · · · · Y Y · Y Y Y ·";
const known = "· · · · · · Y · · Y Y Y ·";
const whole = "· · · · · · Y · · Y · Y ·";
const chairs = "· · · · · · · · · Y · · ·";
const addresses = "· · · · · · · · · Y · Y ·";
const postRoom = "· · · · · · · · · Y Y Y ·";
const itsPeople = "· · · Y Y · · · · · · · ·";

const now = () => new Date();
const today = () => dayOf(now());
const alias = `security@${domainOf("member")}`;
const about = { stage: "member" } as const;
const members = (viewer: Actor) => committeeMembers(viewer, istio, { filter: "all", find: nameOf("member"), today: today(), now: now() });
const one = (viewer: Actor, id: string) => memberForCommittee(viewer, istio, id, today());

/** Queries of the committee about members, removals and the mailing list, and of a member about its own removal. */
export const removalReads: readonly Read[] = [
  { ...about, name: "committeeMembers", rows: [23], run: members, word: nameOf("member"), to: withRole },
  { ...about, name: "committeeMembers (dates)", rows: [23], run: members, word: '"nextRecheckOn"', to: known },
  { ...about, name: "committeeMembers (people)", rows: [23], run: members, word: contactOf("member").name, to: whole },
  { ...about, name: "committeeMembers (addresses)", rows: [23, 38], run: members, word: alias, to: addresses },
  {
    ...about,
    name: "committeeMembers (filtered)",
    rows: [23],
    run: (viewer) => committeeMembers(viewer, istio, { filter: "removal", today: today(), now: now() }),
    word: rungName("proposed"),
    to: known,
  },
  { ...about, name: "memberCounts", rows: [23], run: (viewer) => memberCounts(viewer, istio), word: '"paused"', to: withRole },
  {
    ...about,
    name: "memberForCommittee",
    rows: [23],
    run: async (viewer) => one(viewer, await memberIdOf("member")),
    nowhere: (viewer) => one(viewer, nothing),
    word: nameOf("member"),
    to: withRole,
  },
  {
    ...about,
    name: "memberForCommittee (whole)",
    rows: [23],
    run: async (viewer) => one(viewer, await memberIdOf("member")),
    word: alias,
    to: whole,
  },
  {
    ...about,
    name: "memberLog",
    rows: [23, 54],
    run: async (viewer) => memberLog(viewer, istio, { memberId: await memberIdOf("member") }),
    nowhere: (viewer) => memberLog(viewer, istio, { memberId: nothing }),
    word: '"events"',
    to: known,
  },
  {
    ...about,
    name: "memberEmails",
    rows: [50],
    run: async (viewer) => memberEmails(viewer, istio, { memberId: await rungId("proposed"), now: now() }),
    nowhere: (viewer) => memberEmails(viewer, istio, { memberId: nothing, now: now() }),
    word: '"recipient"',
    to: postRoom,
  },
  {
    ...about,
    name: "memberEmails (contact aliases)",
    rows: [38, 50],
    run: async (viewer) => memberEmails(viewer, istio, { memberId: await rungId("proposed"), now: now() }),
    word: "security@rung-proposed.example",
    to: "· · · · · · · · · Y · Y ·",
  },
  {
    ...about,
    name: "committeeRemovals",
    rows: [33, 34],
    run: (viewer) => committeeRemovals(viewer, istio, { which: "open", today: today() }),
    word: rungName("proposed"),
    to: withRole,
  },
  {
    ...about,
    name: "committeeRemovals (dates)",
    rows: [33, 34],
    run: (viewer) => committeeRemovals(viewer, istio, { which: "open", today: today() }),
    word: '"earliestOn"',
    to: known,
  },
  {
    ...about,
    name: "removalsOnHold",
    rows: [34],
    run: async (viewer) => ({ held: await removalsOnHold(viewer, istio) }),
    word: '"held":1',
    to: chairs,
  },
  {
    ...about,
    name: "removalForCommittee",
    rows: [33, 34],
    run: async (viewer) => removalForCommittee(viewer, istio, { reference: (await removalOf("proposed")).reference, today: today() }),
    nowhere: (viewer) => removalForCommittee(viewer, istio, { reference: nobodysReference, today: today() }),
    word: canary("reason-of-removal", "member"),
    to: whole,
  },
  {
    ...about,
    name: "removalForCommittee (appeal)",
    rows: [36],
    run: async (viewer) => removalForCommittee(viewer, istio, { reference: (await removalOf("appealed")).reference, today: today() }),
    word: canary("appeal", "member"),
    to: whole,
  },
  {
    ...about,
    name: "removalForCommittee (evidence)",
    rows: [33],
    run: async (viewer) => removalForCommittee(viewer, istio, { reference: "2025-902", today: today() }),
    word: canary("evidence", "member"),
    to: whole,
  },
  {
    ...about,
    name: "ownRemoval",
    rows: [22],
    run: async (viewer) => ownRemoval(viewer, istio, await memberIdOf("member")),
    nowhere: (viewer) => ownRemoval(viewer, istio, nothing),
    word: canary("reason-of-removal", "member"),
    to: itsPeople,
  },
  {
    ...about,
    name: "effectiveOf",
    rows: [23, 38],
    run: async (viewer) => effectiveOf(viewer, await rungId("appealed")),
    nowhere: (viewer) => effectiveOf(viewer, nothing),
    word: '"decidedAt"',
    to: withRole,
  },
  {
    ...about,
    name: "memberDelivery",
    rows: [23],
    run: async (viewer) => memberDelivery(viewer, istio, await rungId("paused"), now()),
    nowhere: (viewer) => memberDelivery(viewer, istio, nothing, now()),
    word: '"remove":1',
    to: whole,
  },
  {
    ...about,
    name: "memberDelivery (addresses)",
    rows: [38],
    run: async (viewer) => memberDelivery(viewer, istio, await rungId("paused"), now()),
    word: aliasOfRung("paused"),
    to: addresses,
  },
  { ...about, name: "rosterPlanFor", rows: [38, 40], run: (viewer) => rosterPlanFor(viewer, istio, now()), word: '"plan"', to: withRole },
  {
    ...about,
    name: "rosterPlanFor (addresses)",
    rows: [38],
    run: (viewer) => rosterPlanFor(viewer, istio, now()),
    word: alias,
    to: addresses,
  },
];

export const removalQueriesWithoutRow: Readonly<Record<string, string>> = {
  behindOn: "a part of other queries",
  planCovers: "a part of other queries",
  removalColumns: "a part of other queries",
  appealView: "a part of other queries",
  removalView: "a part of other queries",
  receivedFor: "a part of other queries",
  momentText: "a part of other queries",
  lastAppliedToList: "public",
};
