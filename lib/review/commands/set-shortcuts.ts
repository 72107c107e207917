import { z } from "zod";
import { storeShortcuts } from "@/lib/identity/person";
import { hasCommitteeRole, isPerson, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";

/** Switches a person's single-key shortcuts of the committee area on or off. They are off until asked for. */
export const setShortcuts = command(
  "setShortcuts",
  z.strictObject({ list: z.string().max(60), on: z.enum(["yes", "no"]) }),
  async (work, { list, on }) => {
    work.authorize(hasCommitteeRole(work.actor, list, "reviewer", "chair", "administrator", "auditor"));
    if (!isPerson(work.actor)) throw notAllowed();
    const { personId } = work.actor;
    await storeShortcuts(work, personId, on === "yes");
    work.audit(
      "review.shortcuts_set",
      { kind: "person", id: personId, list },
      { state: on === "yes" ? "on" : "off" },
      roleOf(work.actor, list),
    );
  },
);
