import { eq } from "drizzle-orm";
import { z } from "zod";
import { informationRequest } from "@/db/schema";
import { writeToContacts } from "@/lib/application/commands/emails";
import { dayOf, isDay } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { firstTime } from "@/lib/kernel/first-time";
import { decisionClock } from "@/lib/list/clock";
import { pausesOf } from "../clock";
import { isWorker } from "../permissions";
import { committeeOf } from "../queries/committee";
import { writeToChairs } from "./chairs";
import { loadApplicationForUpdate } from "./load-application";
import { standingDecision } from "./state";

/**
 * Tells the chairs, once a day, that a decision is overdue, and the applicant, once, before they have to ask. While the
 * applicant is asked something the deadline is paused and nobody is told. Only for the worker.
 */
export const tellOverdue = command(
  "tellOverdue",
  z.strictObject({ applicationId: z.uuid(), day: z.string().refine(isDay) }),
  async (work, { applicationId, day }) => {
    work.authorize(isWorker(work.actor));
    const { application, list } = await loadApplicationForUpdate(work, { id: applicationId });
    if (application.status !== "submitted" || application.submittedAt === null || (await standingDecision(work, application.id)) !== null)
      return work.nothingToDo();
    const questions = await work.tx.select().from(informationRequest).where(eq(informationRequest.applicationId, application.id));
    const clock = decisionClock({
      submittedOn: dayOf(application.submittedAt),
      today: day,
      stops: pausesOf(questions),
      rule: list.decision,
    });
    if (clock.overdueBy === 0 || !(await firstTime(work, `overdue:${application.id}:${day}`))) return work.nothingToDo();

    const about = { organization: application.organizationName, reference: application.reference, dueOn: clock.dueOn };
    const committee = await committeeOf(work.tx, application.id);
    await writeToChairs(work, { application, list, committee }, "decision-overdue", { ...about, daysLate: clock.overdueBy });
    if (await firstTime(work, `delayed:${application.id}:${clock.dueOn}`)) {
      await writeToContacts(work, application, "decision-delayed", { ...about, newDueOn: null, reason: "" });
    }
    work.audit("review.overdue_told", { kind: "application", id: application.id, list: application.list }, { day });
  },
);
