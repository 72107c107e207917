import type { Day } from "@/lib/kernel/calendar";
import type { Work } from "@/lib/kernel/command";
import { aboutMember, writeToEach, writeToRepresentatives } from "@/lib/organization/commands/about-member";
import type { LockedMemberContext } from "@/lib/organization/commands/load-member";
import { committeeFor } from "@/lib/organization/commands/people-of";

type Told =
  /** A member that leaves at once gets the last email instead; the committee gets the same email in both cases. */
  | { readonly kind: "leaving-announced"; readonly person: string; readonly on: Day; readonly atOnce: boolean }
  | { readonly kind: "leaving-taken-back"; readonly person: string };

/** Tells everybody who acts for the organization, and the committee, that it leaves or stays after all. */
export async function tellOfLeaving(work: Work, { member, list }: Pick<LockedMemberContext, "member" | "list">, told: Told): Promise<void> {
  const about = aboutMember(member, "leaving");
  const committee = await committeeFor(work, { member, list });
  const data = { organization: member.name, person: told.person };
  if (told.kind === "leaving-taken-back") {
    await writeToRepresentatives(work, member, { kind: told.kind, about, data: { ...data, reader: "member" } });
    return writeToEach(work, { kind: told.kind, about, data: { ...data, reader: "committee" }, to: committee });
  }
  const { kind, on, atOnce } = told;
  if (!atOnce) await writeToRepresentatives(work, member, { kind, about, data: { ...data, on, reader: "member" } });
  await writeToEach(work, { kind, about, data: { ...data, on, reader: "committee" }, to: committee });
}
