import type { Task, TaskList } from "graphile-worker";
import { z } from "zod";
import { endDraft } from "@/lib/application/commands/end-draft";
import { remindDraft } from "@/lib/application/commands/remind-draft";
import { remindInformation } from "@/lib/application/commands/remind-information";
import { worker } from "@/lib/kernel/actor";
import type { Command } from "@/lib/kernel/command";
import { log } from "@/lib/kernel/log";
import type { TaskName, Tasks } from "@/lib/kernel/outbox";
import { Refusal } from "@/lib/kernel/refusal";
import { closeVote } from "@/lib/review/commands/close-vote";
import { releaseDecision } from "@/lib/review/commands/release-decision";
import { routeApplication } from "@/lib/review/commands/route-application";
import { tellOverdue } from "@/lib/review/commands/tell-overdue";
import { writeDigest } from "@/lib/review/commands/write-digest";
import { catchUp, morningSweep } from "./sweep";
import { deliverLetter } from "./tasks/deliver-letter";
import { followAliasAnswer } from "./tasks/follow-alias-answer";

const id = z.uuid();
const ofApplication = z.object({ applicationId: id });

/** Letters have workers of their own: a slow mail provider keeps nobody else waiting. */
export const letterTasks: TaskList = {
  "deliver-letter": bare("deliver-letter", (payload) => deliverLetter(z.object({ letterId: id }).parse(payload))),
};

/** Everything else that a story can ask for; a task without a handler does not compile. */
const storyTasks: Record<Exclude<TaskName, "deliver-letter">, Task> = {
  "end-draft": runs("end-draft", ofApplication, endDraft),
  "remind-draft": runs("remind-draft", ofApplication, remindDraft),
  "remind-information": runs("remind-information", z.object({ requestId: id }), remindInformation),
  "close-vote": runs("close-vote", z.object({ roundId: id }), closeVote),
  "release-decision": runs("release-decision", z.object({ decisionId: id }), releaseDecision),
  "route-application": runs("route-application", ofApplication, routeApplication),
  "tell-overdue": runs("tell-overdue", z.object({ applicationId: id, day: z.string() }), tellOverdue),
  "follow-alias-answer": bare("follow-alias-answer", (payload) => followAliasAnswer(z.object({ checkId: id }).parse(payload))),
  "write-digest": runs("write-digest", z.object({ list: z.string(), personId: id, day: z.string() }), writeDigest),
};

/** What the worker does beside letters: for stories, and by the schedule. */
export const otherTasks: TaskList = {
  ...storyTasks,
  "morning-sweep": bare("morning-sweep", () => morningSweep()),
  "catch-up": bare("catch-up", () => catchUp()),
};

/**
 * A task that parses ids and runs a command. Fields that only a newer version knows are left aside, so that workers of two
 * versions can share a queue. A refusal is an answer, not a fault: what was to be done is no longer asked for.
 */
function runs<T extends TaskName>(name: T, schema: z.ZodType<Tasks[T]>, command: Command<Tasks[T], unknown>): Task {
  return bare(name, async (payload) => {
    try {
      await command({ actor: worker }, schema.parse(payload));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      log.info("task.refused", { task: name, kind: error.kind });
    }
  });
}

/** The queue stores the text of an error, and prints it; so it gets one that repeats nothing anybody wrote. */
function bare(name: string, handle: (payload: unknown) => Promise<void>): Task {
  return async (payload) => {
    try {
      await handle(payload);
    } catch (error) {
      log.error("task.failed", { task: name, error });
      throw new Error(`${name} failed`);
    }
  };
}
