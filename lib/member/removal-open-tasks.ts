import { addDays, type Day, laterDay } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { confirmingAlias, isAliasBesideRemoval } from "./alias-open-tasks";
import type { OpenItems } from "./open-items";
import { actions, answering, everybody, type OpenTask, type OpenTaskKind, type StatusFacts } from "./open-task";
import { isBesideRemoval, newestRecheckOpenTasks } from "./recheck-open-tasks";
import { type Unread, unreadIn } from "./unread";

/** The first day on which a removal can be carried out, as far as is known today. */
function earliestRemovalDay(
  { removal: { noticeDays } }: ListDefinition,
  { carryOutOn, notifiedOn }: NonNullable<OpenItems["removal"]>,
  today: Day,
): Day {
  const noticeOver = notifiedOn === null ? carryOutOn : laterDay(carryOutOn, addDays(notifiedOn, noticeDays));
  return laterDay(noticeOver, today);
}

/** The first day on which an open removal can be carried out; null where none is known: nobody was told, or it waits for people. */
export function removalDay(list: ListDefinition, removal: NonNullable<OpenItems["removal"]>, today: Day): Day | null {
  const { toldOn, appeal, held } = removal;
  return toldOn === null || appeal === "open" || held ? null : earliestRemovalDay(list, removal, today);
}

/** Days after an email by which it is usually known what became of it. */
const daysUntilDelivered = 2;

/** What a proposed or agreed removal asks: of the member, what cures it; of the committee, what comes next. */
export function removalOpenTasks(list: ListDefinition, facts: StatusFacts, today: Day): readonly OpenTask[] {
  const { removal } = facts.open;
  if (removal === null || removal.status === "carried-out") return [];
  const about = { kind: "removal", title: `Removal ${removal.reference}`, reference: removal.reference, wasDueOn: null } as const;
  const committee = (action: string, otherwise: string): OpenTask => ({
    ...about,
    actor: "committee",
    action,
    by: null,
    otherwise,
    ...seeRemoval,
  });
  const { toldOn, status, appeal, held, notifiedOn } = removal;
  const day = removalDay(list, removal, today);
  const unread = unreadIn(removal.received, list);
  const cure = cureOpenTasks(list, facts, { removal, unread, by: day, today });
  const unconfirmed = toldOn !== null && notifiedOn === null && addDays(toldOn, daysUntilDelivered) <= today;
  const unconfirmedSentence = unconfirmed
    ? [
        {
          ...committee(actions.reachMember, "The date of the removal is postponed until the member is known to have been notified."),
          internal: true,
        },
      ]
    : [];
  if (appeal === "open") {
    const read = {
      ...committee(actions.readAppeal, "The organization is not removed until two people have read it."),
      kind: "appeal",
    } as const;
    return [read, ...cure, ...unconfirmedSentence];
  }
  if (status === "proposed") {
    const next = toldOn === null ? actions.support : actions.agree;
    const agree = unread.length > 0 ? [] : [committee(next, "The organization stays on the list unless a second person agrees.")];
    return [...cure, ...agree, ...unconfirmedSentence];
  }
  if (held)
    return [committee(actions.letGo, "The organization stays on the list until the committee decides."), ...cure, ...unconfirmedSentence];
  return [...cure, ...unconfirmedSentence, ...carryOut({ ...about, ...seeRemoval }, cure, day)];
}

const seeRemoval = { mayAct: everybody, goTo: { page: "removal", words: "Read the reasons" } } as const;

/** What the committee has to read first, and what the member can do against a removal. */
function cureOpenTasks(list: ListDefinition, facts: StatusFacts, { removal, unread, by, today }: CureOf): readonly OpenTask[] {
  const { nextRecheckOn, open } = facts;
  const { recheck } = open;
  const { status, appeal, forSilence } = removal;
  const about = {
    kind: "removal",
    title: `Removal ${removal.reference}`,
    reference: removal.reference,
    wasDueOn: null,
    ...seeRemoval,
  } as const;
  const unreadOtherwise =
    status === "agreed"
      ? "The organization is not removed until it has been read."
      : "Nobody can approve the removal until it has been read.";
  const toRead = (kind: Unread["kind"], action: string): readonly OpenTask[] =>
    unread.some((each) => each.kind === kind) ? [{ ...about, actor: "committee", action, by, otherwise: unreadOtherwise }] : [];
  const reading = [...toRead("evidence", actions.readEvidence), ...toRead("answer", actions.readAnswer)];
  // The newest re-check is the one to answer, also where the silence was in an older one.
  const asked =
    recheck !== null && isBesideRemoval({ recheck, removal }) ? newestRecheckOpenTasks(list, { nextRecheckOn, recheck }, today) : [];
  const otherwise = otherwiseOf(list, removal, by);
  const [confirm, ...confirmMore] = isAliasBesideRemoval(open) ? confirmingAlias(facts, today) : [];
  const alias = confirm === undefined ? [] : [confirm.actor === "member" ? { ...confirm, by, otherwise } : confirm, ...confirmMore];
  const forAliasOnly = confirm !== undefined && removal.received.reasons.every(({ basis }) => basis === "alias");
  const cure = [...alias, ...(forAliasOnly ? [] : [cureOpenTask()])];
  if (recheck?.status === "answered") {
    const answers = asked.map((openTask) => (openTask.actor === "committee" ? { ...openTask, by, otherwise: unreadOtherwise } : openTask));
    if (forSilence || reading.length > 0) return [...answers, ...reading, ...alias];
    return [...answers, ...cure];
  }
  const [answer, ...more] = asked;
  if (answer !== undefined)
    return [...reading, { ...answer, by: by ?? (recheck?.status === "open" ? answer.by : null), otherwise }, ...more, ...alias];
  return reading.length > 0 ? [...reading, ...alias] : cure;

  function cureOpenTask(): OpenTask {
    const action = status === "agreed" && appeal === null ? actions.cureOrAppeal : actions.cure;
    return { ...about, actor: "member", action, by, otherwise, mayAct: answering };
  }
}

type CureOf = {
  readonly removal: NonNullable<OpenItems["removal"]>;
  readonly unread: readonly Unread[];
  readonly by: Day | null;
  readonly today: Day;
};

/** What happens if the member does nothing. */
function otherwiseOf(list: ListDefinition, { status, toldOn }: NonNullable<OpenItems["removal"]>, by: Day | null): string {
  if (status === "agreed")
    return by === null
      ? "The removal can be carried out. Answers and evidence are accepted until then."
      : "The organization will be removed from the list on that day at the earliest.";
  return toldOn === null
    ? `A removal has been proposed. If two people agree, the organization will be removed at the earliest ${list.removal.noticeDays} days after it has been notified.`
    : "If a second person agrees, the organization will be removed from the list on that day at the earliest.";
}

/** While the committee still has to read something from the member, the date of the removal is named too. */
function carryOut(
  about: Omit<OpenTask, "actor" | "action" | "by" | "otherwise">,
  cure: readonly OpenTask[],
  day: Day | null,
): readonly OpenTask[] {
  if (cure.some(({ actor }) => actor === "member")) return [];
  return [
    {
      ...about,
      actor: "nobody",
      action: "The organization can be removed from the list, starting",
      by: day,
      otherwise: "The committee can stop the removal until then.",
    },
  ];
}

/** After it has left, a removed member can appeal for some days. */
export function removalOfFormerMember(list: ListDefinition, { open: { removal } }: StatusFacts, today: Day): readonly OpenTask[] {
  if (removal === null || removal.carriedOutOn === null) return [];
  const about = {
    kind: "appeal",
    title: `Removal ${removal.reference}`,
    reference: removal.reference,
    wasDueOn: null,
    ...seeRemoval,
  } as const;
  if (removal.appeal === "open")
    return [{ ...about, actor: "committee", action: actions.readAppeal, by: null, otherwise: "The organization stays off the list." }];
  const until = addDays(removal.carriedOutOn, list.removal.appealDays);
  if (removal.appeal === "decided" || until < today) return [];
  return [
    {
      ...about,
      actor: "member",
      action: actions.appeal,
      by: until,
      otherwise: "The removal remains in force. The organization can apply again.",
      mayAct: answering,
    },
  ];
}

/** Whether an open task belongs to a removal: its own, and those of the re-check and the contact alias that are shown with it. */
export function aboutRemoval({ open }: StatusFacts, reference: string): (openTask: OpenTask) => boolean {
  const its = open.removal?.reference === reference;
  const beside: readonly OpenTaskKind[] = [
    ...(its && isBesideRemoval(open) ? (["recheck"] as const) : []),
    ...(its && isAliasBesideRemoval(open) ? aliasKinds : []),
  ];
  return ({ reference: of, kind }) => of === reference || beside.includes(kind);
}

const aliasKinds = ["alias", "alias-change"] as const;

/** The kinds of open tasks of a removal, and those that can be shown with it, for the next action in emails. */
export const removalKinds = ["removal", "appeal", "recheck", ...aliasKinds] as const;
