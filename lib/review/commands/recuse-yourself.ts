import { z } from "zod";
import { referenceInput } from "@/lib/application/commands/lock";
import { personIdOf, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { mayReview } from "../permissions";
import { loadApplicationForUpdate } from "./load-application";
import { openAssignments, release, route } from "./route";
import { refuseUnlessOpen } from "./state";

/** A reviewer gives an application back, without a conflict of interest. It goes on to somebody else by itself, never back to them. */
export const recuseYourself = command("recuseYourself", z.strictObject({ reference: referenceInput }), async (work, { reference }) => {
  const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayReview(actor, subject));
  await refuseUnlessOpen(work, application);

  const mine = (await openAssignments(work, application.id)).find(({ personId }) => personId === personIdOf(actor));
  if (mine === undefined) {
    work.nothingToDo();
    return;
  }
  await release(work, application, mine, "recused", roleOf(actor, application.list));
  await route(work, application, list);
});
