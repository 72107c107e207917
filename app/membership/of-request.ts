import { currentActor } from "@/lib/identity/current-actor";
import type { Actor } from "@/lib/kernel/actor";
import { type CurrentMembership, currentMemberships } from "@/lib/member/queries";

/** The membership on a list that a request without a page is about: the one that `?member=` names, or the only one that its sender holds. */
export async function membershipOf(
  request: Request,
  list: string,
): Promise<{ readonly viewer: Actor; readonly member?: CurrentMembership }> {
  const viewer = await currentActor();
  const wanted = new URL(request.url).searchParams.get("member");
  const all = await currentMemberships(viewer, list);
  const member = wanted === null ? (all.length === 1 ? all[0] : undefined) : all.find(({ memberId }) => memberId === wanted);
  return member === undefined ? { viewer } : { viewer, member };
}
