import { z } from "zod";
import { referenceInput } from "@/lib/application/commands/lock";
import { requireRecentSignIn } from "@/lib/identity/recent-sign-in";
import { personIdOf, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { mayChair } from "../permissions";
import { committeeOf } from "../queries/committee";
import { loadApplicationForUpdate } from "./load-application";
import { assign, openAssignments, route } from "./route";
import { refuseUnlessOpen } from "./state";

/** A chair assigns an application to a reviewer. Refuses people without a role and people with a conflict of interest. */
export const assignReviewer = command(
  "assignReviewer",
  z.strictObject({ reference: referenceInput, person: z.uuid({ error: "Choose a reviewer" }) }),
  async (work, { reference, person }) => {
    const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
    work.authorize(mayChair(actor, subject));
    requireRecentSignIn(work, actor);
    await refuseUnlessOpen(work, application);

    const member = (await committeeOf(work.tx, application.id)).find(({ personId }) => personId === person);
    refuseUnless(member !== undefined, "This person is not on the committee any more. Choose somebody else.");
    refuseUnless(!member.recused, `${member.name} has a conflict of interest with this application. Choose somebody else.`);
    const assigned = await openAssignments(work, application.id);
    if (assigned.some(({ personId }) => personId === person)) {
      work.nothingToDo();
      return;
    }
    await assign(work, application, member, personIdOf(actor) ?? undefined, roleOf(actor, application.list));
    await route(work, application, list);
  },
);
