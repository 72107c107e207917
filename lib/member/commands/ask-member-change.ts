import { z } from "zod";
import { memberChange } from "@/db/schema";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { command, violatedConstraint } from "@/lib/kernel/command";
import { type Problem, Refusal, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines, singleLine } from "@/lib/kernel/text";
import { refuseUnlessMember } from "@/lib/organization/commands/contacts";
import { type LockedMember, loadMemberForUpdate } from "@/lib/organization/commands/load-member";
import { nextReference } from "@/lib/organization/commands/next-reference";
import { mayActForMember } from "@/lib/organization/permissions";
import { readDomains } from "../domains";
import { aboutChange, tellOfChange } from "./member-change";

const input = z.strictObject({
  member: z.uuid(),
  kind: z.enum(["rename", "merger"], { error: "Select what happened" }),
  name: singleLine(200, { name: "New name", empty: "Enter the new name" }),
  domains: manyLines(1000, { name: "New domains" }),
  product: manyLines(1000, { name: "Product" }),
  reason: manyLines(2000, { name: "Reason", empty: "Enter what happened, and where it was announced" }),
});

/**
 * A primary representative asks for another name on the roster, because the organization has one now or became part of another.
 * The committee reviews it; until two people there agree nothing changes. One request at a time. Returns its reference.
 */
export const askMemberChange = command("askMemberChange", input, async (work, { member: id, kind, name, domains, product, reason }) => {
  const { member, list, actor, subject } = await loadMemberForUpdate(work, id);
  work.authorize(mayActForMember(actor, subject));
  requireRecentSignIn(work, actor);
  refuseUnlessMember(member);
  const read = readDomains(domains);
  const problems = [...faultsOfName(member, name), ...read.problems];
  const [first] = problems;
  if (first !== undefined) throw new Refusal(`${first.message}.`, { kind: "input", problems });

  const reference = await nextReference(work);
  const change = await oneAtATime(() =>
    work.tx
      .insert(memberChange)
      .values({
        reference,
        list: member.list,
        memberId: id,
        kind,
        newName: name,
        oldName: member.name,
        newDomains: [...read.domains],
        product,
        reason,
        askedBy: actor.personId,
        askedAt: work.now,
      })
      .returning(),
  );
  if (change === undefined) throw new Error("The change was not stored");
  await tellOfChange(work, { member, list }, { change, person: actor.name ?? actor.email });
  work.audit("member_change.asked", aboutChange(change), { kind });
  return { reference };
});

/** Whether another member has the name is shown to those who review the change, and to nobody else. */
function faultsOfName(member: LockedMember, name: string): readonly Problem[] {
  return name === member.name ? [{ field: "name", message: "This is the name that the roster shows now" }] : [];
}

async function oneAtATime<Row>(store: () => Promise<readonly Row[]>): Promise<Row | undefined> {
  try {
    return (await store())[0];
  } catch (error) {
    refuseUnless(violatedConstraint(error) !== "one_open_change_per_member", "A change is already being reviewed.", "conflict");
    throw error;
  }
}
