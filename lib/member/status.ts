import { type Day, longDate } from "@/lib/kernel/calendar";
import type { ContactRole } from "@/lib/kernel/roles";
import type { ListDefinition } from "@/lib/list/definition";
import { aliasOpenTasks } from "./alias-open-tasks";
import { everybody, inSentence, type OpenTask, type OpenTaskKind, type StatusFacts } from "./open-task";
import {
  accessRecoveryOpenTasks,
  criteriaOpenTasks,
  deliveryOpenTasks,
  joinOpenTasks,
  leavingOpenTasks,
  nameOpenTasks,
  pauseOpenTasks,
} from "./other-open-tasks";
import { recheckOpenTasks } from "./recheck-open-tasks";
import { removalOfFormerMember, removalOpenTasks } from "./removal-open-tasks";

/** Who has to act, what, by when and what happens otherwise: the most pressing open task, or what comes next; and everything that is open. */
export type MemberStatus = Pick<OpenTask, "actor" | "action" | "by" | "wasDueOn" | "otherwise" | "mayAct"> & {
  /** The most pressing first. */
  readonly openTasks: readonly OpenTask[];
};

/**
 * The one status of a membership on a day, for every page, email and export. Open tasks are ordered by their consequences: what would
 * end the membership, what prevents delivery to it, access recovery, what has a deadline, what others wait for.
 */
export function memberStatus(list: ListDefinition, facts: StatusFacts, today: Day): MemberStatus {
  const left = facts.leftOn !== null && facts.leftOn <= today;
  const openTasks = left
    ? removalOfFormerMember(list, facts, today)
    : [
        ...removalOpenTasks(list, facts, today),
        ...pauseOpenTasks(facts, today),
        ...deliveryOpenTasks(facts, today),
        ...accessRecoveryOpenTasks(facts, today),
        ...recheckOpenTasks(list, facts, today),
        ...criteriaOpenTasks(list, facts, today),
        ...joinOpenTasks(list, facts, today),
        ...aliasOpenTasks(facts, today),
        ...leavingOpenTasks(facts),
        ...nameOpenTasks(facts),
      ];
  const [first = nothingOpen(facts, { left, today })] = openTasks;
  const { actor, action, by, wasDueOn, otherwise, mayAct } = first;
  return { actor, action, by, wasDueOn, otherwise, mayAct, openTasks };
}

/** The open task that a page is about; the member's own part of it first. */
export function openTaskOf({ openTasks }: MemberStatus, ...kinds: readonly OpenTaskKind[]): OpenTask | undefined {
  return openTasks.find(({ kind }) => kinds.includes(kind));
}

/** An open task as a page about something else names it: "Removal 2026-061: read the appeal". */
export function withTitle<M extends OpenTask>(openTask: M): M {
  return { ...openTask, action: `${openTask.title}: ${inSentence(openTask.action)}` };
}

/** What of it the member's own people see. */
export function seenByMember(openTasks: readonly OpenTask[]): readonly OpenTask[] {
  return openTasks.filter(({ internal }) => internal !== true);
}

function nothingOpen({ nextRecheckOn, leavesOn }: StatusFacts, { left, today }: { left: boolean; today: Day }): MemberStatus {
  const nobody = { actor: "nobody", wasDueOn: null, mayAct: everybody, openTasks: [] } as const;
  if (left) return { ...nobody, action: "The organization is not on the list", by: null, otherwise: "It can apply again at any time." };
  const otherwise = leavesOn === null ? "Until then nothing changes." : "";
  if (nextRecheckOn <= today) return { ...nobody, action: "The re-check opens with the next daily run", by: null, otherwise };
  return { ...nobody, action: "The next re-check opens", by: nextRecheckOn, otherwise };
}

/** The status for one kind of reader: who has to act from their point of view, and what has to be done, in words. */
export type StatusView = {
  readonly waitingOn: "you" | "committee" | "member" | "nobody";
  readonly sentence: string;
} & Pick<OpenTask, "by" | "wasDueOn" | "otherwise"> & { readonly comes: boolean };

type ShownTask = Pick<OpenTask, "actor" | "action" | "by" | "wasDueOn" | "otherwise" | "mayAct">;

/** As somebody who acts for the member sees it. Who may not do it is told that a colleague has to. */
export function forMember(openTask: ShownTask, role: ContactRole): StatusView {
  const mine = openTask.mayAct.includes(role);
  const waitingOn = { member: mine ? "you" : "nobody", committee: "committee", nobody: "nobody" } as const;
  const sentence = openTask.actor === "member" && !mine ? `A colleague has to act: ${inSentence(openTask.action)}` : openTask.action;
  return view(openTask, waitingOn[openTask.actor], sentence);
}

/** As somebody on the committee sees it; `mine` when the committee's part waits for this very reader. */
export function forCommittee(openTask: ShownTask, { mine }: { readonly mine: boolean }): StatusView {
  const waitingOn = { member: "member", committee: mine ? "you" : "committee", nobody: "nobody" } as const;
  return view(openTask, waitingOn[openTask.actor], openTask.action);
}

function view({ actor, by, wasDueOn, otherwise }: ShownTask, waitingOn: StatusView["waitingOn"], words: string): StatusView {
  const comes = actor === "nobody";
  return { waitingOn, sentence: comes && by !== null ? words : `${words}.`, by, wasDueOn, otherwise, comes };
}

/** A status as files carry it. */
export function statusFields({ actor, action, by, otherwise }: MemberStatus): Pick<OpenTask, "actor" | "action" | "by" | "otherwise"> {
  return { actor, action, by, otherwise };
}

/** "Member: answer the re-check, by 4 December 2026": the status in one line, for tables, exports and the command line. */
export function statusLine({ actor, action, by }: Pick<OpenTask, "actor" | "action" | "by">): string {
  const words = { member: `Member: ${inSentence(action)}`, committee: `Committee: ${inSentence(action)}`, nobody: action };
  return `${words[actor]}${by === null ? "" : `${actor === "nobody" ? " on" : ", by"} ${longDate(by)}`}`;
}
