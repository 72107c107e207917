import { notFound } from "next/navigation";
import { cache } from "react";
import { currentActor } from "@/lib/identity/current-actor";
import type { Person } from "@/lib/kernel/actor";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { type HeldMembership, membershipsHeld } from "@/lib/member/queries";
import { listOr404, personOrSignIn } from "../portal-page";

export type MemberSearch = Readonly<Record<string, string | undefined>>;

/** A page about one membership, for somebody who acts for the organization. */
export type MembershipHere = {
  readonly list: ListDefinition;
  readonly person: Person;
  readonly member: HeldMembership;
  readonly today: Day;
  /** The address of one of the membership's pages: `at("alias")`; names the membership where the person has several on the list. */
  readonly at: (page: string, more?: Readonly<Record<string, string>>) => string;
};

const held = cache(async (list: string) => membershipsHeld(await currentActor(), list));

/**
 * The membership that a page is about: the one that `?member=` names, or the only one that the person has on the list. Visitors
 * sign in first; to everybody else it does not exist.
 */
export async function membershipHere(slug: string, page: string, { member: wanted }: MemberSearch): Promise<MembershipHere> {
  const list = listOr404(slug);
  const person = await personOrSignIn(pathOf(slug, page, wanted ? { member: wanted } : {}));
  const all = await held(slug);
  const member = wanted === undefined ? (all.length === 1 ? all[0] : undefined) : all.find(({ memberId }) => memberId === wanted);
  if (member === undefined) notFound();
  const which: Readonly<Record<string, string>> = all.length > 1 ? { member: member.memberId } : {};
  return { list, person, member, today: dayOf(new Date()), at: (to, more = {}) => pathOf(slug, to, { ...which, ...more }) };
}

function pathOf(list: string, page: string, search: Record<string, string>): string {
  const query = new URLSearchParams(search).toString();
  return `/membership/${list}${page === "" ? "" : `/${page}`}${query === "" ? "" : `?${query}`}`;
}
