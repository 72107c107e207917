import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { currentActor } from "@/lib/identity/current-actor";
import type { Person } from "@/lib/kernel/actor";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import { isId } from "@/lib/kernel/id";
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
 * The membership that a page is about: the one that `?member=` names, or the only one that the person has on the list; whoever has
 * several and comes from a letter chooses on the first page. Visitors sign in first; to everybody else it does not exist.
 */
export async function membershipHere(slug: string, page: string, { member: wanted }: MemberSearch): Promise<MembershipHere> {
  const list = listOr404(slug);
  const person = await personOrSignIn(pathOf(slug, page, wanted ? { member: wanted } : {}));
  const all = await held(slug);
  if (wanted === undefined && all.length > 1) redirect(pathOf(slug, "", {}));
  const member = wanted === undefined ? all[0] : all.find(({ memberId }) => memberId === wanted);
  if (member === undefined) notFound();
  const which: Readonly<Record<string, string>> = all.length > 1 ? { member: member.memberId } : {};
  return { list, person, member, today: dayOf(new Date()), at: (to, more = {}) => pathOf(slug, to, { ...which, ...more }) };
}

/** The address of a page of somebody's membership, as forms come back to it: with the membership they named. */
export function pathOf(list: string, page: string, search: Record<string, string> = {}): string {
  const query = new URLSearchParams(search).toString();
  return `/membership/${encodeURIComponent(list)}${page === "" ? "" : `/${page}`}${query === "" ? "" : `?${query}`}`;
}

/** The page of a form that names its membership in a hidden field. Only what can be an id is repeated in an address. */
export function backTo(page: string) {
  return (
    { list = "" }: Readonly<Record<string, string>>,
    { member = "" }: { readonly member?: string | undefined },
    more: Record<string, string> = {},
  ) => pathOf(list, page, { ...(isId(member) ? { member } : {}), ...more });
}

/** "[Error: ]Page – Membership – Istio early disclosure" */
export function titleOf(slug: string, page: string, { kept }: MemberSearch = {}): { title: string; robots: string } {
  return { title: `${kept ? "Error: " : ""}${page} – Membership – ${listOr404(slug).name}`, robots: "noindex" };
}
