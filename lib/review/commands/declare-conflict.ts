import { z } from "zod";
import { referenceInput } from "@/lib/application/commands/lock";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { mayRecuse } from "../permissions";
import { loadApplicationForUpdate } from "./load-application";
import { recuse } from "./recuse";

/**
 * A reviewer or chair declares a conflict of interest regarding the organization. From then on they see of its
 * applications only that they exist; their vote does not count, and the application is assigned to somebody else.
 */
export const declareConflict = command("declareConflict", z.strictObject({ reference: referenceInput }), async (work, { reference }) => {
  const { application, list, actor } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayRecuse(actor, application.list));
  if (!isPerson(actor)) throw notAllowed();
  const recused = await recuse(work, { application, list }, { personId: actor.personId, origin: "declared" });
  if (recused)
    work.audit(
      "conflict.declared",
      { kind: "application", id: application.id, list: application.list },
      {},
      roleOf(actor, application.list),
    );
  else work.nothingToDo();
});
