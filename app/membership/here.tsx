import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { memberStatusBanner } from "@/components/membership/status";
import type { StatusBannerProps } from "@/components/ui/status-banner";
import { currentActor } from "@/lib/identity/current-actor";
import type { Person } from "@/lib/kernel/actor";
import { type Day, dayOf } from "@/lib/kernel/calendar";
import { isId } from "@/lib/kernel/id";
import type { ListDefinition } from "@/lib/list/definition";
import type { Membership } from "@/lib/member/membership";
import type { OpenTaskKind } from "@/lib/member/open-task";
import type { CurrentMembership } from "@/lib/member/queries";
import { membershipsOf } from "@/lib/member/queries/memberships";
import { forMember, type MemberStatus, memberStatus, openTaskOf, withTitle } from "@/lib/member/status";
import { listOr404, personOrSignIn } from "../portal-page";

export type MemberSearch = Readonly<Record<string, string | undefined>>;

/** A page about one membership, for somebody who acts for the organization. */
export type MembershipHere = {
  readonly list: ListDefinition;
  readonly person: Person;
  readonly member: CurrentMembership;
  readonly today: Day;
  readonly membership: Membership;
  readonly status: MemberStatus;
  /** Who has to act: in the open task that the page is about, or else in the most pressing one, with its name. */
  readonly statusBanner: (...about: readonly OpenTaskKind[]) => StatusBannerProps;
  /** The address of one of the membership's pages: `at("alias")`; names the membership where the person has several on the list. */
  readonly at: (page: string, more?: Readonly<Record<string, string>>) => string;
};

/** The memberships of the signed-in person, read once per page. */
export const membershipsHere = cache(async (list: string) => membershipsOf(await currentActor(), list));

/**
 * The membership that a page is about: the one that `?member=` names, or the only one that the person has on the list; a person with
 * several who comes from an email chooses on the first page. Visitors sign in first; for everybody else it does not exist.
 */
export async function membershipHere(slug: string, page: string, { member: wanted }: MemberSearch): Promise<MembershipHere> {
  const list = listOr404(slug);
  const person = await personOrSignIn(pathOf(slug, page, wanted ? { member: wanted } : {}));
  const all = await membershipsHere(slug);
  if (wanted === undefined && all.length > 1) redirect(pathOf(slug, "", {}));
  const membership = wanted === undefined ? all[0] : all.find(({ memberId }) => memberId === wanted);
  if (membership === undefined) notFound();
  const { memberId, organizationId, name, role, facts } = membership;
  const member = { memberId, organizationId, name, role, since: facts.since, leftOn: facts.leftOn };
  const today = dayOf(new Date());
  const status = memberStatus(list, facts, today);
  const [pressing] = status.openTasks;
  const elsewhere = pressing === undefined ? status : withTitle(pressing);
  const statusBanner = (...about: readonly OpenTaskKind[]) =>
    memberStatusBanner(forMember(openTaskOf(status, ...about) ?? elsewhere, role), today);
  const which: Readonly<Record<string, string>> = all.length > 1 ? { member: member.memberId } : {};
  return { list, person, member, membership, today, status, statusBanner, at: (to, more = {}) => pathOf(slug, to, { ...which, ...more }) };
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
