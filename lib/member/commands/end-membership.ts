import { eq } from "drizzle-orm";
import { endOfMembership } from "@/db/schema";
import type { Day } from "@/lib/kernel/calendar";
import { addDays } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import { criterionByKey } from "@/lib/list/lookup";
import { aboutMember, writeToRepresentatives } from "@/lib/organization/commands/about-member";
import { endContactAliases } from "@/lib/organization/commands/contact-alias";
import { listOf } from "@/lib/organization/commands/list-of";
import type { LockedMember } from "@/lib/organization/commands/load-member";
import { changeMembership } from "@/lib/organization/commands/membership";

/** Why a member goes: by its own wish, on the day it named, or because a removal is carried out. `by` is a person's id, if one acts. */
export type EndingMembership =
  | { readonly kind: "left"; readonly on: Day; readonly by: string | null }
  | { readonly kind: "removed"; readonly removal: Removal; readonly by: string | null };

type Removal = {
  readonly id: string;
  readonly reference: string;
  /** Those that were not struck. */
  readonly reasons: readonly { readonly criterion: string; readonly reason: string; readonly whatWouldHelp: string }[];
};

/**
 * Ends a membership for good, in the caller's transaction and with the member locked (`loadMemberForUpdate`): the day it left, one
 * end of membership with one reason, its contact aliases, a last email to its people and its aliases, an audit event, and a job that ends
 * what was still open about it. A removal that is carried out first replaces an announced later leaving.
 * Does nothing if the member has left already: the caller records that in its own audit event.
 */
export async function endMembership(work: Work, member: LockedMember, how: EndingMembership): Promise<"ended" | "gone already"> {
  if (member.leftOn !== null) return "gone already";
  const on = how.kind === "left" ? how.on : work.today;
  await changeMembership(work, member.id, { leftOn: on });
  await keepReason(work, member, how, on);
  await sayFarewell(work, member, how, { on, aliases: await endContactAliases(work, member.id) });
  work.audit("member.left", aboutMember(member), { because: how.kind === "left" ? "own_wish" : "removal", on });
  work.enqueue("close-membership", { memberId: member.id });
  return "ended";
}

async function keepReason(work: Work, member: LockedMember, how: EndingMembership, on: Day): Promise<void> {
  const removalId = how.kind === "removed" ? how.removal.id : null;
  const row = { kind: how.kind, on, at: work.now, by: how.by, removalId };
  const insert = work.tx.insert(endOfMembership).values({ memberId: member.id, ...row });
  await (how.kind === "left" ? insert.onConflictDoNothing() : insert.onConflictDoUpdate({ target: endOfMembership.memberId, set: row }));
}

type Ending = { readonly on: Day; readonly aliases: readonly string[] };

async function sayFarewell(work: Work, member: LockedMember, how: EndingMembership, { on, aliases }: Ending): Promise<void> {
  if (how.kind === "left")
    return writeToRepresentatives(work, member, {
      kind: "farewell",
      about: aboutMember(member, "leaving"),
      data: { organization: member.name, on },
      also: aliases,
    });
  const list = listOf(member.list);
  const { id, reference, reasons } = how.removal;
  return writeToRepresentatives(work, member, {
    kind: "farewell-removed",
    about: { kind: "removal", id, list: member.list, thread: `${reference}.removal` },
    data: {
      organization: member.name,
      reference,
      on,
      appealBy: addDays(on, list.removal.appealDays),
      reasons: reasons.map(({ criterion, reason, whatWouldHelp }) => ({
        title: criterionByKey(list, criterion)?.title ?? "Embargo policy",
        reason,
        whatWouldHelp,
      })),
    },
    also: aliases,
  });
}

/** The membership goes on as if it had not ended. */
export async function takeBackEnd(work: Work, memberId: string): Promise<void> {
  await work.tx.delete(endOfMembership).where(eq(endOfMembership.memberId, memberId));
}
