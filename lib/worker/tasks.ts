import type { Task, TaskList } from "graphile-worker";
import { z } from "zod";
import { expireAliasChange } from "@/lib/alias/commands/expire-alias-change";
import { moveAliasChange } from "@/lib/alias/commands/move-alias-change";
import { remindAliasChange } from "@/lib/alias/commands/remind-alias-change";
import { endDraft } from "@/lib/application/commands/end-draft";
import { remindDraft } from "@/lib/application/commands/remind-draft";
import { remindInformation } from "@/lib/application/commands/remind-information";
import type { Transport } from "@/lib/email/transport/transport";
import { applyProviderEvents } from "@/lib/evidence/commands/apply-provider-events";
import { checkCorrelatedFailures } from "@/lib/evidence/commands/check-correlated-failures";
import { tellUnknownEvents } from "@/lib/evidence/commands/tell-unknown-events";
import type { LookupOptions } from "@/lib/evidence/gateways/lookup";
import { worker } from "@/lib/kernel/actor";
import type { Command, Context, Unparsed } from "@/lib/kernel/command";
import { log } from "@/lib/kernel/log";
import type { TaskName, Tasks } from "@/lib/kernel/outbox";
import { Refusal } from "@/lib/kernel/refusal";
import { beginAccessRecovery } from "@/lib/member/commands/begin-access-recovery";
import { carryOutLeaving } from "@/lib/member/commands/carry-out-leaving";
import { completeAccessRecovery } from "@/lib/member/commands/complete-access-recovery";
import { escalateJoinRequest } from "@/lib/member/commands/escalate-join-request";
import { openDueRechecks } from "@/lib/recheck/commands/open-due-rechecks";
import { remindRuleChange } from "@/lib/recheck/commands/remind-rule-change";
import { tellRuleChange } from "@/lib/recheck/commands/tell-rule-change";
import { testAliasResponse } from "@/lib/recheck/commands/test-alias-response";
import { carryOutRemoval } from "@/lib/removal/commands/carry-out-removal";
import { closeRuleChanges } from "@/lib/removal/commands/close-rule-changes";
import { endPause } from "@/lib/removal/commands/end-pause";
import { reviewRemoval } from "@/lib/removal/commands/review-reasons";
import { stepRecheck } from "@/lib/removal/commands/step-recheck";
import { watchPeople } from "@/lib/removal/commands/watch-people";
import { writeDigest } from "@/lib/removal/commands/write-digest";
import { closeVote } from "@/lib/review/commands/close-vote";
import { releaseDecision } from "@/lib/review/commands/release-decision";
import { routeApplication } from "@/lib/review/commands/route-application";
import { tellOverdue } from "@/lib/review/commands/tell-overdue";
import { watchRoster } from "@/lib/roster/commands/watch-roster";
import { catchUp, morningSweep } from "./sweep";
import { askProvider } from "./tasks/ask-provider";
import { checkAccessRecoveryDomain } from "./tasks/check-access-recovery-domain";
import { checkEvidence, checkEvidencePayload } from "./tasks/check-evidence";
import { checkMembers } from "./tasks/check-members";
import { closeMembership } from "./tasks/close-membership";
import { deliverEmail } from "./tasks/deliver-email";
import { followAliasAnswer } from "./tasks/follow-alias-answer";
import { trailWatch } from "./tasks/verify-trail";

const id = z.uuid();
const ofApplication = z.object({ applicationId: id });
const ofChange = z.object({ changeId: id });
const ofRuleChange = z.object({ list: z.string(), criterion: z.string(), version: z.string() });

/** From where tasks are run. Left out, the database's clock decides and emails go out by the entry point that the settings name. */
export type TaskContext = { readonly now?: () => Date; readonly via?: Transport; readonly lookup?: LookupOptions };

/**
 * What tasks were called before version 0.3. Jobs that wait in the queue while the portal is upgraded keep their old name, and some wait
 * for weeks; they run as those of the new one.
 */
export const renamedTasks = {
  "deliver-letter": "deliver-email",
  "check-succession-domain": "check-access-recovery-domain",
  "begin-succession": "begin-access-recovery",
  "complete-succession": "complete-access-recovery",
  "weigh-checks": "check-correlated-failures",
  "lapse-alias-change": "expire-alias-change",
  "test-reaction": "test-alias-response",
  "tell-campaign": "tell-rule-change",
  "remind-campaign": "remind-rule-change",
  "close-campaigns": "close-rule-changes",
} as const satisfies Readonly<Record<string, TaskName>>;

/** What the same jobs call the fields of their payload. */
const renamedFields: Readonly<Record<string, string>> = { letterId: "emailId", successionId: "accessRecoveryId" };

type MailTask = "deliver-email" | "ask-provider";
type LookupTask = "check-evidence" | "check-access-recovery-domain";

/** What speaks to the mail provider has workers of its own: a slow one keeps nobody else waiting. */
export function emailTasks({ now, via, lookup }: TaskContext = {}): TaskList {
  return withOldNames<MailTask>({
    "deliver-email": bare("deliver-email", (payload) =>
      deliverEmail(z.object({ emailId: id }).parse(payload), {
        ...(via && { via }),
        ...(lookup && { lookup }),
        ...(now && { now: now() }),
      }),
    ),
    "ask-provider": bare("ask-provider", (payload) =>
      askProvider(z.object({ emailId: id }).parse(payload), { ...(via && { via }), ...(now && { now: now() }) }),
    ),
  });
}

/** So have lookups outside: a name server that does not answer delays nothing else. */
export function evidenceTasks({ now, lookup }: TaskContext = {}): TaskList {
  return withOldNames<LookupTask>({
    "check-evidence": bare("check-evidence", (payload) =>
      checkEvidence(checkEvidencePayload.parse(payload), { ...lookup, ...(now && { now: now() }) }),
    ),
    "check-access-recovery-domain": bare("check-access-recovery-domain", (payload) =>
      checkAccessRecoveryDomain(z.object({ accessRecoveryId: id }).parse(payload), contextOf(now), {
        ...(lookup?.dns && { dns: lookup.dns }),
      }),
    ),
  });
}

/** The worker's tasks other than emails and lookups: queued by commands, and by the schedule. */
export function otherTasks({ now }: TaskContext = {}): TaskList {
  const runs = running(now);
  const watchTrail = trailWatch();
  /** Everything that a handler can ask for; a task without a handler does not compile. */
  const handlerTasks: Record<Exclude<TaskName, MailTask | LookupTask>, Task> = {
    "end-draft": runs("end-draft", ofApplication, endDraft),
    "remind-draft": runs("remind-draft", ofApplication, remindDraft),
    "remind-information": runs("remind-information", z.object({ requestId: id }), remindInformation),
    "close-vote": runs("close-vote", z.object({ roundId: id }), closeVote),
    "release-decision": runs("release-decision", z.object({ decisionId: id }), releaseDecision),
    "route-application": runs("route-application", ofApplication, routeApplication),
    "carry-out-removal": runs("carry-out-removal", z.object({ removalId: id, day: z.string() }), carryOutRemoval),
    "review-removal": runs("review-removal", z.object({ removalId: id }), reviewRemoval),
    "end-pause": runs("end-pause", z.object({ pauseId: id }), endPause),
    "watch-people": runs("watch-people", z.object({ list: z.string() }), watchPeople),
    "watch-roster": runs("watch-roster", z.object({ list: z.string() }), watchRoster),
    "apply-provider-events": runs("apply-provider-events", z.object({ emailId: id }), applyProviderEvents),
    "check-members": bare("check-members", (payload) =>
      checkMembers(z.object({ list: z.string(), memberIds: z.array(id) }).parse(payload), { ...(now && { now: now() }) }),
    ),
    "tell-unknown-events": runs("tell-unknown-events", z.object({ list: z.string(), day: z.string() }), tellUnknownEvents),
    "check-correlated-failures": runs("check-correlated-failures", z.object({ checkId: id }), checkCorrelatedFailures),
    "tell-overdue": runs("tell-overdue", z.object({ applicationId: id, day: z.string() }), tellOverdue),
    "follow-alias-answer": bare("follow-alias-answer", (payload) =>
      followAliasAnswer(z.object({ checkId: id }).parse(payload), contextOf(now)),
    ),
    "move-alias-change": runs("move-alias-change", ofChange, moveAliasChange),
    "expire-alias-change": runs("expire-alias-change", ofChange, expireAliasChange),
    "remind-alias-change": runs("remind-alias-change", ofChange, remindAliasChange),
    "escalate-join-request": runs("escalate-join-request", z.object({ requestId: id }), escalateJoinRequest),
    "begin-access-recovery": runs("begin-access-recovery", z.object({ accessRecoveryId: id, at: z.string() }), beginAccessRecovery),
    "complete-access-recovery": runs("complete-access-recovery", z.object({ accessRecoveryId: id }), completeAccessRecovery),
    "carry-out-leaving": runs("carry-out-leaving", z.object({ memberId: id }), carryOutLeaving),
    "close-membership": bare("close-membership", (payload) => closeMembership(z.object({ memberId: id }).parse(payload), contextOf(now))),
    "open-due-rechecks": runs(
      "open-due-rechecks",
      z.object({ list: z.string(), day: z.string(), after: z.object({ on: z.string(), id }).optional() }),
      openDueRechecks,
    ),
    "test-alias-response": runs("test-alias-response", z.object({ recheckId: id }), testAliasResponse),
    "step-recheck": runs("step-recheck", z.object({ recheckId: id, day: z.string() }), stepRecheck),
    "tell-rule-change": runs("tell-rule-change", ofRuleChange, tellRuleChange),
    "remind-rule-change": runs("remind-rule-change", ofRuleChange, remindRuleChange),
    "close-rule-changes": runs("close-rule-changes", z.object({ memberId: id, day: z.string() }), closeRuleChanges),
    "write-digest": runs("write-digest", z.object({ list: z.string(), personId: id, day: z.string() }), writeDigest),
  };
  return {
    ...withOldNames(handlerTasks),
    "morning-sweep": bare("morning-sweep", () => morningSweep(now?.())),
    "catch-up": bare("catch-up", () => catchUp(now?.())),
    "verify-trail": bare("verify-trail", () => watchTrail(contextOf(now), now?.() ?? new Date())),
  };
}

/** Adds the tasks once more under the names that they had before. */
function withOldNames<T extends TaskName>(tasks: Record<T, Task>): TaskList {
  const tasksByName = new Map<string, Task>(Object.entries(tasks));
  const old = Object.entries(renamedTasks).flatMap(([before, now]) => {
    const task = tasksByName.get(now);
    return task === undefined ? [] : [[before, task] as const];
  });
  return { ...Object.fromEntries(tasksByName), ...Object.fromEntries(old) };
}

/** The actor of a command in a task, and its time if one is given. */
function contextOf(now: TaskContext["now"]): Context {
  return { actor: worker, ...(now && { now: now() }) };
}

/**
 * Makes tasks that parse ids and run a command. Fields that only a newer version knows are ignored, so that workers of two
 * versions can share a queue. A refusal is not an error here: the work is no longer needed.
 */
function running(now: TaskContext["now"]) {
  return <T extends TaskName>(name: T, schema: z.ZodType<Unparsed<Tasks[T]>>, command: Command<Tasks[T], unknown>): Task =>
    bare(name, async (payload) => {
      try {
        await command(contextOf(now), schema.parse(payload));
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
      await handle(currentFields(payload));
    } catch (error) {
      log.error("task.failed", { task: name, error });
      throw new Error(`${name} failed`);
    }
  };
}

/** The payload of a job with the names that its fields have now. */
function currentFields(payload: unknown): unknown {
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return payload;
  return Object.fromEntries(Object.entries(payload).map(([field, value]) => [renamedFields[field] ?? field, value]));
}
