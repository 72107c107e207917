import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { worker } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import type { Context } from "@/lib/kernel/command";
import type { ListDefinition } from "@/lib/list/definition";
import { openDueRechecks } from "@/lib/recheck/commands/open-due-rechecks";
import { remindRuleChange } from "@/lib/recheck/commands/remind-rule-change";
import { tellRuleChange } from "@/lib/recheck/commands/tell-rule-change";
import { testAliasResponse } from "@/lib/recheck/commands/test-alias-response";
import { ruleChangesOn } from "@/lib/recheck/rule-changes";
import { type Closed, closeRuleChanges } from "@/lib/removal/commands/close-rule-changes";
import { type Stepped, stepRecheck } from "@/lib/removal/commands/step-recheck";
import { closingRuleChanges, dueSteps } from "./due-recheck";

/** What one day's run did, counted. */
export type DayDone = Readonly<
  Record<
    | "opened"
    | "asked"
    | "reminded"
    | "escalated"
    | "paused"
    | "resumed"
    | "expired"
    | "passed"
    | "toCommittee"
    | "calledOff"
    | "told"
    | "unconfirmed"
    | "proposed",
    number
  >
>;

const counts: Readonly<Record<Stepped, keyof DayDone | null>> = {
  remind: "reminded",
  escalate: "escalated",
  pause: "paused",
  resume: "resumed",
  expire: "expired",
  "called-off": "calledOff",
  "asked-alias-again": "asked",
  passed: "passed",
  told: "toCommittee",
  wait: null,
};

const closedCounts: Readonly<Record<Closed, keyof DayDone | null>> = {
  proposed: "proposed",
  unconfirmed: "unconfirmed",
  "told-late": "escalated",
  met: null,
  nothing: null,
};

/**
 * Does at once what the morning's sweep would queue as jobs: opens what is due, asks at contact aliases, takes the steps of a day,
 * announces rule changes and reminds of them, and closes those that have taken effect. Running the same day again does nothing more.
 */
export async function runRechecksOfDay(
  lists: readonly ListDefinition[],
  { day, now }: { readonly day: Day; readonly now: Date },
): Promise<DayDone> {
  const context: Context = { actor: worker, now };
  const done: Record<keyof DayDone, number> = {
    opened: 0,
    asked: 0,
    reminded: 0,
    escalated: 0,
    paused: 0,
    resumed: 0,
    expired: 0,
    passed: 0,
    toCommittee: 0,
    calledOff: 0,
    told: 0,
    unconfirmed: 0,
    proposed: 0,
  };
  for (const list of lists) {
    const { slug } = list;
    for (let opened = 1; opened > 0; done.opened += opened) opened = await openDueRechecks(context, { list: slug, day });
    for (const recheckId of await unasked(slug)) if (await testAliasResponse(context, { recheckId })) done.asked += 1;
    for (const { id } of await due(dueSteps(day), slug))
      for (const step of await stepRecheck(context, { recheckId: id, day })) count(done, counts[step]);
    for (const { criterion, version } of ruleChangesOn(list, day))
      for (let told = 1; told > 0; done.told += told) told = await tellRuleChange(context, { list: slug, criterion, version });
    for (const { criterion, version } of ruleChangesOn(list, day))
      for (let checked = 1; checked > 0; ) {
        const { checked: more, ...did } = await remindRuleChange(context, { list: slug, criterion, version });
        for (const key of ["reminded", "escalated", "unconfirmed"] as const) done[key] += did[key];
        checked = more;
      }
    for (const { id } of await due(closingRuleChanges([list], day), slug))
      count(done, closedCounts[await closeRuleChanges(context, { memberId: id, day })]);
  }
  return done;
}

function count(done: Record<keyof DayDone, number>, key: keyof DayDone | null): void {
  if (key !== null) done[key] += 1;
}

/** Open re-checks at whose contact alias nobody has been asked yet. */
async function unasked(list: string): Promise<readonly string[]> {
  const { rows } = await database().execute<{ id: string }>(sql`
    select r.id from recheck r where r.list = ${list} and r.status in ('open', 'answered')
      and not exists (select 1 from alias_check k where k.subject_kind = 'recheck' and k.subject_id = r.id) order by r.id`);
  return rows.map(({ id }) => id);
}

async function due(query: ReturnType<typeof dueSteps>, list: string): Promise<readonly { id: string }[]> {
  const { rows } = await database().execute<{ id: string }>(sql`select id from (${query}) due where list = ${list} order by id`);
  return rows;
}
