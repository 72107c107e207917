import { eq } from "drizzle-orm";
import { z } from "zod";
import { informationRequest } from "@/db/schema";
import { advance } from "@/lib/application/commands/advance";
import { referenceInput } from "@/lib/application/commands/lock";
import { closeQuestion } from "@/lib/application/commands/questions";
import { roleOf } from "@/lib/kernel/actor";
import { dayOf, laterDay } from "@/lib/kernel/calendar";
import { command } from "@/lib/kernel/command";
import { refuseUnless } from "@/lib/kernel/refusal";
import { decisionClock } from "@/lib/list/clock";
import { pausesOf } from "../clock";
import { mayReview } from "../permissions";
import { loadApplicationForUpdate } from "./load-application";

/** The committee continues without an answer on one criterion. With no other question open, the deadline continues with a later date. */
export const closeInformation = command(
  "closeInformation",
  z.strictObject({ reference: referenceInput, criterion: z.string().max(60) }),
  async (work, { reference, criterion }) => {
    const { application, list, actor, subject } = await loadApplicationForUpdate(work, { reference });
    work.authorize(mayReview(actor, subject));
    refuseUnless(application.status === "information_requested", "No question is open on this application any more.", "conflict");
    const closed = await closeQuestion(work, { applicationId: application.id, criterion });
    refuseUnless(closed, "This question has already been answered or closed.", "conflict");
    work.audit(
      "information.closed",
      { kind: "application", id: application.id, list: application.list },
      { criterion },
      roleOf(actor, application.list),
    );

    const requests = await work.tx.select().from(informationRequest).where(eq(informationRequest.applicationId, application.id));
    if (requests.some(({ answeredAt, closedAt }) => answeredAt === null && closedAt === null)) return;
    const clock = decisionClock({
      submittedOn: dayOf(application.submittedAt ?? work.now),
      today: work.today,
      stops: pausesOf(requests),
      rule: list.decision,
    });
    const promised = application.decisionDueOn ?? clock.dueOn; // a later date that was set is kept
    await advance(work, application, "resume", { decisionDueOn: laterDay(clock.dueOn, promised) });
  },
);
