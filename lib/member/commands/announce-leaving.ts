import { eq } from "drizzle-orm";
import { z } from "zod";
import { departure } from "@/db/schema";
import { requireFresh } from "@/lib/identity/fresh";
import { isPerson } from "@/lib/kernel/actor";
import { isDay } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { notAllowed, Refusal } from "@/lib/kernel/refusal";
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
  on: z.string().refine(isDay, "Enter a date, like 2026-12-24"),
  /** Typed by hand, so that nobody leaves for the wrong organization. */
  name: singleLine(200, { name: "Name", empty: "Enter the name of the organization" }),
});

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
  const wrong = (field: string, message: string) => new Refusal(`${message}.`, { kind: "input", problems: [{ field, message }] });
  if (!sameName(name, member.name)) throw wrong("name", `Enter ${member.name}, the name of the organization that leaves`);
  if (member.leftOn !== null) {
    work.audit("leaving.too_late", aboutMember(member));
    return { outcome: "gone already" };
  }
  if (on < work.today) throw wrong("on", "The last day must be today or later");
  if (on > lastLeavingDay(work.today)) throw wrong("on", "The day must be within a year");

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
