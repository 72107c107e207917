import { aliasChangeOf, aliasChangeOfStopLink, assessedWish, contactAliasesOf } from "@/lib/alias/queries/change";
import { aliasChangeForCommittee, memberToAskFor, openAliasChanges } from "@/lib/alias/queries/committee";
import type { Actor } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/refusal";
import { aliasCheckOfLink } from "@/lib/views/alias-check-page";
import { istio } from "@/lists/istio";
import { nobodysReference, nobodysToken } from "./acts";
import { factsOfChange, memberIdOf, wantedAddress, wish } from "./alias-making";
import type { Read } from "./reads";
import { domainOf, lastToken, nameOf } from "./world";

const nothing = "00000000-0000-4000-8000-000000000000";
//                   AN AP OT MP MD XM RV RC XR CH AD AU SY
const everybody = "Y Y Y Y Y Y Y Y Y Y Y Y Y";
const itsPeople = "· · · Y Y · · · · · · · ·";
const itsAssesses = "· · · · · · Y · · Y · Y ·";
const itsPeopleAndAssesses = "· · · Y Y · Y · · Y · Y ·";
const withRole = "· · · · · · Y Y · Y Y Y ·";

const stopToken = () => lastToken("alias-change-asked", `security@${domainOf("member")}`);
const change = async (viewer: Actor, reference: string) => aliasChangeForCommittee(viewer, istio, { reference, now: new Date() });
const about = { stage: "member" } as const;

/** What a wish would lead to; null where it is refused. */
async function assessedWishAs(viewer: Actor, member: string) {
  try {
    return await assessedWish(viewer, member, { ...wish, address: `soc@${domainOf("member")}` }, new Date());
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** Queries about contact aliases and their changes. */
export const aliasReads: readonly Read[] = [
  {
    ...about,
    name: "contactAliasesOf",
    rows: [22, 23],
    run: async (viewer) => contactAliasesOf(viewer, await memberIdOf("member")),
    word: `security@${domainOf("member")}`,
    to: itsPeopleAndAssesses,
  },
  {
    ...about,
    name: "aliasChangeOf",
    rows: [22, 25],
    run: async (viewer) => aliasChangeOf(viewer, await memberIdOf("member"), new Date()),
    nowhere: (viewer) => aliasChangeOf(viewer, nothing, new Date()),
    word: wantedAddress,
    to: itsPeople,
  },
  {
    ...about,
    name: "assessedWish",
    rows: [25],
    run: async (viewer) => assessedWishAs(viewer, await memberIdOf("member")),
    nowhere: (viewer) => assessedWishAs(viewer, nothing),
    word: `soc@${domainOf("member")}`,
    to: "· · · Y · · · · · Y · · ·",
  },
  {
    ...about,
    name: "aliasChangeOfStopLink",
    rows: [27],
    run: async (viewer) => aliasChangeOfStopLink(viewer, await stopToken()),
    nowhere: (viewer) => aliasChangeOfStopLink(viewer, nobodysToken),
    word: wantedAddress,
    to: everybody,
    expectedFor: "member",
  },
  {
    ...about,
    name: "aliasCheckOfLink (change)",
    rows: [26],
    run: async (viewer) => aliasCheckOfLink(viewer, await lastToken("alias-check", wantedAddress)),
    nowhere: (viewer) => aliasCheckOfLink(viewer, nobodysToken),
    word: nameOf("member"),
    to: everybody,
    expectedFor: "member",
  },
  {
    ...about,
    name: "openAliasChanges",
    rows: [23, 27],
    run: (viewer) => openAliasChanges(viewer, istio),
    word: wantedAddress,
    to: itsAssesses,
  },
  {
    ...about,
    name: "openAliasChanges (name)",
    rows: [23],
    run: (viewer) => openAliasChanges(viewer, istio),
    word: nameOf("member"),
    to: withRole,
  },
  {
    ...about,
    name: "aliasChangeForCommittee",
    rows: [23, 27, 28],
    run: async (viewer) => change(viewer, (await factsOfChange()).change ?? ""),
    nowhere: (viewer) => change(viewer, nobodysReference),
    word: wantedAddress,
    to: itsAssesses,
  },
  {
    ...about,
    name: "memberToAskFor",
    rows: [25],
    run: async (viewer) => memberToAskFor(viewer, istio, await memberIdOf("member")),
    nowhere: (viewer) => memberToAskFor(viewer, istio, nothing),
    word: nameOf("member"),
    to: "· · · · · · · · · Y · · ·",
  },
];

/** Parts of these queries, and of others. */
export const aliasQueriesWithoutRow: Readonly<Record<string, string>> = {
  actsFor: "a part of other queries",
  aliasShown: "reads no database",
  aliasesInUse: "asked by commands and queries that have asked who may",
  sitsFor: "a part of other queries",
  endOf: "a part of other queries",
  changeOf: "a part of other queries",
  firstRow: "a part of other queries",
  iso: "a part of other queries",
};
