import { z } from "zod";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { command } from "@/lib/kernel/command";
import { Refusal } from "@/lib/kernel/refusal";
import { isLastToAct, lastToActSentence } from "../people";
import { mayActForMember } from "../permissions";
import { aboutMember, writeToRepresentatives } from "./about-member";
import { aboutPeople, endInvitationsBy, giveRole, refuseUnlessMember, representativeNow } from "./contacts";
import { roleInput } from "./invite-representative";
import { loadMemberForUpdate } from "./load-member";
import { confirmOutsidePrimary, elsewhereInput } from "./outside-primary";
import { refuseAliasAsPerson } from "./person-address";

const input = z.strictObject({ member: z.uuid(), person: z.uuid(), role: roleInput, elsewhere: elsewhereInput });

const aliasOnlyReads = "This address is a contact alias: anybody who signs in with it can only be a reader";

/**
 * Gives one of an organization's people another role. The last one who can act for it keeps theirs: of two such changes at once
 * the second waits for the first, and is refused. The same role again is nothing.
 */
export const changeRepresentative = command("changeRepresentative", input, async (work, { member: id, person, role, elsewhere }) => {
  const { member, list, actor, subject } = await loadMemberForUpdate(work, id);
  work.authorize(mayActForMember(actor, subject));
  requireRecentSignIn(work, actor);
  refuseUnlessMember(member);
  const { all, one } = await representativeNow(work, member.organizationId, person);
  if (one.role === role) return work.nothingToDo();
  if (isLastToAct(all, person)) throw new Refusal(lastToActSentence, { problems: [{ field: "role", message: lastToActSentence }] });
  if (role !== "reader") await refuseAliasAsPerson(work, { address: one.email, ...member }, { message: aliasOnlyReads, field: "role" });
  await confirmOutsidePrimary(work, { member, list }, { address: one.email, role, elsewhere });
  await giveRole(work, { organizationId: member.organizationId, personId: person, role });
  if (role !== "primary") await endInvitationsBy(work, { organizationId: member.organizationId, personId: person });
  await writeToRepresentatives(work, member, {
    kind: "people-changed",
    about: aboutMember(member, "people"),
    data: {
      organization: member.name,
      person: one.name ?? one.email,
      change: "role",
      role,
      through: "representative",
      on: work.today,
    },
  });
  work.audit("representative.role_changed", aboutPeople(member), { person, role });
});
