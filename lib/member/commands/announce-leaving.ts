import { eq } from "drizzle-orm";
import { z } from "zod";
import { departure } from "@/db/schema";
import { requireFresh } from "@/lib/identity/fresh";
import { isPerson } from "@/lib/kernel/actor";
import { type Day, isDay } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { notAllowed, type Problem, Refusal } from "@/lib/kernel/refusal";
import { singleLine } from "@/lib/kernel/text";
import { aboutMember } from "@/lib/organization/commands/about-member";
import { approachMember } from "@/lib/organization/commands/approach-member";
import { sameName } from "@/lib/organization/names";
import { mayActForMember } from "@/lib/organization/permissions";
import { lastLeavingDay } from "../rules";
import { depart } from "./depart";
import { tellOfLeaving } from "./tell-of-leaving";

const input = z.strictObject({
  member: z.uuid(),
  on: z.string(),
  /** Typed by hand, so that nobody leaves for the wrong organization. */
  name: z.string(),
});

const nameInput = singleLine(200, { name: "Name", empty: "Enter the name of the organization" });

export type Leaving = { readonly outcome: "left" | "leaves" | "gone already" };

/**
 * A primary representative says that the organization leaves the list, on a day from today on: today, it leaves at once. A later
 * day can be moved by saying another, and taken back until it comes. When the organization has left already, because a removal was
 * quicker, nothing changes and only the trace says that it was wanted.
 */
export const announceLeaving = command("announceLeaving", input, async (work, { member: id, on, name }): Promise<Leaving> => {
  const { member, list, actor, subject } = await approachMember(work, id);
  work.authorize(mayActForMember(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  requireFresh(work);
  const problems = [...wrongName(name, member.name), ...(member.leftOn === null ? wrongDay(on, work.today) : [])];
  if (problems.length > 0) throw new Refusal(`${problems[0]?.message}.`, { kind: "input", problems });
  if (member.leftOn !== null) {
    work.audit("leaving.too_late", aboutMember(member));
    return { outcome: "gone already" };
  }

  const [wished] = await work.tx.select({ on: departure.on }).from(departure).where(eq(departure.memberId, id));
  if (wished?.on === on && on > work.today) {
    work.nothingToDo();
    return { outcome: "leaves" };
  }
  const row = { on, at: work.now, by: actor.personId };
  await work.tx
    .insert(departure)
    .values({ memberId: id, kind: "left", ...row })
    .onConflictDoUpdate({ target: departure.memberId, set: row });
  await tellOfLeaving(
    work,
    { member, list },
    { kind: "leaving-announced", person: actor.name ?? actor.email, on, atOnce: on === work.today },
  );
  work.audit("leaving.announced", aboutMember(member), { on });
  if (on > work.today) return { outcome: "leaves" };
  await depart(work, member, { kind: "left", on, by: actor.personId });
  return { outcome: "left" };
});

function wrongName(typed: string, name: string): readonly Problem[] {
  const read = nameInput.safeParse(typed);
  if (!read.success) return [{ field: "name", message: read.error.issues[0]?.message ?? "" }];
  return sameName(read.data, name) ? [] : [{ field: "name", message: `Enter ${name}, the name of the organization that leaves` }];
}

function wrongDay(on: string, today: Day): readonly Problem[] {
  const wrong = (message: string) => [{ field: "on", message }];
  if (!isDay(on)) return wrong("Enter a date, like 2026-12-24");
  if (on < today) return wrong("The last day must be today or later");
  return on > lastLeavingDay(today) ? wrong("The day must be within a year") : [];
}
