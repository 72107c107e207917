import { and, eq, gt } from "drizzle-orm";
import { z } from "zod";
import { emailMessage } from "@/db/schema";
import { writeEmail } from "@/lib/email/write";
import { isPerson } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { notAllowed, refuseUnless } from "@/lib/kernel/refusal";
import { listOf } from "@/lib/organization/commands/list-of";
import { mayEdit } from "../permissions";
import { openPoints } from "../rules";
import { aboutApplication } from "./emails";
import { aliasChecks } from "./follow-alias";
import { lockApplication, referenceInput } from "./lock";
import { readApplication } from "./stored-answers";

const input = z.strictObject({ reference: referenceInput });

/** One such email an hour is enough, however often the button is pressed. */
const quietMinutes = 60;

/** Writes the person an email to come back to: where the draft is, what is still open, and when it expires. */
export const saveForLater = command("saveForLater", input, async (work, { reference }) => {
  const application = await lockApplication(work, { reference });
  work.authorize(mayEdit(work.actor, application));
  if (!isPerson(work.actor)) throw notAllowed();
  refuseUnless(application.status === "draft", "The application has already been sent.", "conflict");

  const about = aboutApplication(application);
  const since = new Date(work.now.getTime() - quietMinutes * 60_000);
  const [recent] = await work.tx
    .select({ id: emailMessage.id })
    .from(emailMessage)
    .where(
      and(
        eq(emailMessage.subjectKind, about.kind),
        eq(emailMessage.subjectId, about.id),
        eq(emailMessage.kind, "application-saved"),
        eq(emailMessage.recipient, work.actor.email),
        gt(emailMessage.createdAt, since),
      ),
    )
    .limit(1);
  if (recent !== undefined) return work.nothingToDo();

  const { disowned } = await aliasChecks(work, application.id);
  const read = await readApplication(work, { id: application.id, list: listOf(application.list), day: work.today });
  const open = read.filter((each) => openPoints(each, { conflicts: [], disowned }).length > 0).map(({ criterion }) => criterion.title);
  await writeEmail(work, "application-saved", work.actor.email, about, {
    organization: application.organizationName,
    reference,
    open,
    draftEndsOn: application.draftEndsOn,
  });
  work.audit("application.saved_for_later", about);
});
