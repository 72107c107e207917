import { eq } from "drizzle-orm";
import { z } from "zod";
import { endOfMembership } from "@/db/schema";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { type Day, isDay } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { type Problem, Refusal } from "@/lib/kernel/refusal";
import { singleLine } from "@/lib/kernel/text";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { sameName } from "@/lib/organization/names";
import { mayActForMember } from "@/lib/organization/permissions";
import { lastLeavingDay } from "../rules";
import { endMembership } from "./end-membership";
import { tellOfLeaving } from "./tell-of-leaving";

const input = z.strictObject({
  member: z.uuid(),
  on: z.string(),
  /** Typed, so that nobody leaves with the wrong organization. */
  name: z.string(),
});

const nameInput = singleLine(200, { name: "Name", empty: "Enter the name of the organization" });

export type Leaving = { readonly outcome: "left" | "leaves" | "gone already" };

/**
 * A primary representative announces that the organization leaves the list, today or on a later day: today, it leaves at once. A later
 * day can be changed or withdrawn until then. When the organization has left already, because a removal was
 * carried out first, nothing changes and only the audit event records the request.
 */
export const announceLeaving = command("announceLeaving", input, async (work, { member: id, on, name }): Promise<Leaving> => {
  const { member, list, actor, subject } = await loadMemberForUpdate(work, id);
  work.authorize(mayActForMember(actor, subject));
  requireRecentSignIn(work, actor);
  const problems = [...wrongName(name, member.name), ...(member.leftOn === null ? wrongDay(on, work.today) : [])];
  if (problems.length > 0) throw new Refusal(`${problems[0]?.message}.`, { kind: "input", problems });
  if (member.leftOn !== null) {
    work.audit("leaving.too_late", aboutMember(member));
    return { outcome: "gone already" };
  }

  const [wished] = await work.tx.select({ on: endOfMembership.on }).from(endOfMembership).where(eq(endOfMembership.memberId, id));
  if (wished?.on === on && on > work.today) {
    work.nothingToDo();
    return { outcome: "leaves" };
  }
  const row = { on, at: work.now, by: actor.personId };
  await work.tx
    .insert(endOfMembership)
    .values({ memberId: id, kind: "left", ...row })
    .onConflictDoUpdate({ target: endOfMembership.memberId, set: row });
  await tellOfLeaving(
    work,
    { member, list },
    { kind: "leaving-announced", person: actor.name ?? actor.email, on, atOnce: on === work.today },
  );
  work.audit("leaving.announced", aboutMember(member), { on });
  if (on > work.today) return { outcome: "leaves" };
  await endMembership(work, member, { kind: "left", on, by: actor.personId });
  return { outcome: "left" };
});

function wrongName(typed: string, name: string): readonly Problem[] {
  const read = nameInput.safeParse(typed);
  if (!read.success) return [{ field: "name", message: read.error.issues[0]?.message ?? "" }];
  return sameName(read.data, name) ? [] : [{ field: "name", message: `Enter ${name}, the name of the organization that is leaving` }];
}

function wrongDay(on: string, today: Day): readonly Problem[] {
  const wrong = (message: string) => [{ field: "on", message }];
  if (!isDay(on)) return wrong("Enter a date, such as 2026-12-24");
  if (on < today) return wrong("The first day without membership must be today or later");
  return on > lastLeavingDay(today) ? wrong("The day must be within a year") : [];
}
