import { isDeepStrictEqual } from "node:util";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { decisionDraft } from "@/db/schema";
import { referenceInput, versionInput } from "@/lib/application/commands/lock";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { criterionByKey } from "@/lib/list/lookup";
import { mayChair } from "../permissions";
import { decisionOutcomes, findingVerdicts } from "../words";
import { loadApplicationForUpdate } from "./load-application";
import { refuseUnlessOpen } from "./state";

const input = z.strictObject({
  reference: referenceInput,
  /** The version of the email that the form was rendered from; 0 when there was none. */
  version: versionInput,
  outcome: z.enum(decisionOutcomes, { error: "Select whether the application is accepted or declined" }),
  reasons: z
    .array(
      z.strictObject({
        criterion: z.string().max(60),
        verdict: z.enum(findingVerdicts, { error: "Select whether each criterion is met" }),
        reason: manyLines(2000, { name: "Reason" }),
        whatWouldHelp: manyLines(2000, { name: "What would help" }),
      }),
    )
    .max(60),
  opening: manyLines(2000, { name: "The first paragraph" }),
  closing: manyLines(2000, { name: "The last paragraph" }),
});

/** A chair works on the decision email. It is kept even when something is missing; nothing is decided by it. */
export const draftDecision = command("draftDecision", input, async (work, { reference, version, outcome, reasons, opening, closing }) => {
  const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayChair(actor, subject));
  if (!isPerson(actor) || reasons.some(({ criterion }) => criterionByKey(list, criterion) === undefined)) throw notAllowed();
  await refuseUnlessOpen(work, application);

  const [before] = await work.tx.select().from(decisionDraft).where(eq(decisionDraft.applicationId, application.id));
  refuseUnless(
    (before?.version ?? 0) === version,
    "Somebody else changed the email in the meantime. Your text is below; the page shows theirs.",
    "conflict",
  );
  const words = { outcome, reasons, opening, closing };
  if (
    before &&
    isDeepStrictEqual({ outcome: before.outcome, reasons: before.reasons, opening: before.opening, closing: before.closing }, words)
  ) {
    work.nothingToDo();
    return;
  }
  const row = { ...words, version: version + 1, editedBy: actor.personId, editedAt: work.now };
  await work.tx
    .insert(decisionDraft)
    .values({ applicationId: application.id, ...row })
    .onConflictDoUpdate({ target: decisionDraft.applicationId, set: row });
  work.audit("decision.drafted", { kind: "application", id: application.id, list: application.list }, {}, roleOf(actor, application.list));
});
