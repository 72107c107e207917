import { z } from "zod";
import { referenceInput } from "@/lib/application/commands/lock";
import { roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { askOrAgree } from "./conflict-change";
import { loadApplicationForUpdate } from "./load-application";
import { recuse } from "./recuse";

/** Sets a conflict of interest for somebody else: a chair asks, and a second, different person who does the same agrees. */
export const setConflict = command(
  "setConflict",
  z.strictObject({ reference: referenceInput, person: z.uuid({ error: "Choose a person" }) }),
  async (work, { reference, person }): Promise<"asked" | "agreed"> => {
    const locked = await loadApplicationForUpdate(work, { reference });
    const agreed = await askOrAgree(work, locked, "set", person);
    if (agreed === null) return "asked";
    const { application } = agreed;
    work.audit(
      "conflict.set",
      { kind: "application", id: application.id, list: application.list },
      { person },
      roleOf(locked.actor, application.list),
    );
    await recuse(work, agreed, { personId: person, origin: "set", setBy: agreed.askedBy });
    return "agreed";
  },
);
