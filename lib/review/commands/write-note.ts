import { z } from "zod";
import { discussionNote } from "@/db/schema";
import { referenceInput } from "@/lib/application/commands/lock";
import { isPerson, roleOf } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed } from "@/lib/kernel/refusal";
import { manyLines } from "@/lib/kernel/text";
import { mayReview } from "../permissions";
import { loadApplicationForUpdate } from "./load-application";

const input = z.strictObject({
  reference: referenceInput,
  /** Made with the form, so that a repeated request is the same note. */
  key: z.uuid(),
  text: manyLines(5000, { name: "Note", empty: "Enter a note" }),
});

/** Writes a line into the committee's own discussion, which the applicant never sees. */
export const writeNote = command("writeNote", input, async (work, { reference, key, text }) => {
  const { application, actor, subject } = await loadApplicationForUpdate(work, { reference });
  work.authorize(mayReview(actor, subject));
  if (!isPerson(actor)) throw notAllowed();
  const written = await work.tx
    .insert(discussionNote)
    .values({ applicationId: application.id, personId: actor.personId, text, at: work.now, key })
    .onConflictDoNothing()
    .returning({ id: discussionNote.id });
  if (written.length === 0) work.nothingToDo();
  else
    work.audit(
      "review.note_written",
      { kind: "application", id: application.id, list: application.list },
      {},
      roleOf(actor, application.list),
    );
});
