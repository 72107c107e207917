import { addDays, type Day } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { doubtfulAlias, isAliasBesideRemoval } from "./alias-open-tasks";
import { criteriaToAnswer } from "./coming-criteria";
import { actions, ahead, answerCriterion, answering, everybody, type OpenTask, type StatusFacts } from "./open-task";

/** Whether a delivery pause holds on a day: confirmed, or still to be confirmed. */
function pauseApplies(pause: StatusFacts["open"]["pause"], today: Day): pause is NonNullable<StatusFacts["open"]["pause"]> {
  return pause !== null && (pause.confirmed || pause.confirmByOn >= today);
}

/** A delivery pause, while it holds. It takes effect when the addresses are removed from the mailing list; until then notices can arrive. */
export function pauseOpenTasks({ open: { pause } }: StatusFacts, today: Day): readonly OpenTask[] {
  if (!pauseApplies(pause, today)) return [];
  const about = {
    kind: "pause",
    title: pause.inEffect ? "Delivery is paused" : "A delivery pause was decided",
    reference: null,
    wasDueOn: null,
    goTo: { page: "alias", words: "Look at the contact alias" },
  } as const;
  const secure: OpenTask = {
    ...about,
    actor: "member",
    action: actions.secureAlias,
    by: null,
    otherwise: pause.inEffect
      ? "Delivery stays paused until the committee resumes it."
      : `${takesEffect} It lasts until the committee ends it.`,
    mayAct: answering,
  };
  if (pause.confirmed) return [secure];
  return [
    {
      ...secure,
      otherwise: `${pause.inEffect ? "Delivery is paused." : takesEffect} If no second person on the committee confirms it, the pause ends.`,
    },
    {
      ...about,
      actor: "committee",
      action: actions.confirmPause,
      by: pause.confirmByOn,
      otherwise: "If no second person confirms it, the pause ends.",
      mayAct: everybody,
    },
  ];
}

const takesEffect = "The pause takes effect when the address is removed from the mailing list.";

/** Why no early notices arrive although delivery is not paused: nobody has answered at the contact alias, or it is not on the mailing list again. */
export function deliveryOpenTasks(facts: StatusFacts, today: Day): readonly OpenTask[] {
  const { aliasAnswered, open } = facts;
  if (pauseApplies(open.pause, today)) return [];
  const trouble = isAliasBesideRemoval(open) ? [] : doubtfulAlias(facts, today);
  if (trouble.length > 0 || !aliasAnswered || !open.offList) return trouble;
  return [
    {
      kind: "delivery",
      title: "No early notices arrive",
      reference: null,
      wasDueOn: null,
      actor: "committee",
      action: actions.putOnList,
      by: null,
      otherwise: "No early notices arrive until then.",
      mayAct: everybody,
      goTo: { page: "alias", words: "Look at the contact alias" },
    },
  ];
}

/** Somebody asks to take over for the organization. */
export function accessRecoveryOpenTasks({ open: { accessRecovery } }: StatusFacts, today: Day): readonly OpenTask[] {
  if (accessRecovery === null) return [];
  const { reference, waitsUntilOn } = accessRecovery;
  const about = { kind: "access-recovery", title: `Access recovery ${reference}`, reference, wasDueOn: null, mayAct: everybody } as const;
  const goTo = { page: "access-recovery", words: "See who is asking" };
  const stop = {
    ...about,
    actor: "member",
    action: actions.stopAccessRecovery,
    by: ahead(waitsUntilOn, today),
    otherwise:
      waitsUntilOn === null
        ? "It continues once control of the contact alias and the domain has been proved."
        : "From that date on, somebody else can take over the membership.",
    goTo,
  } as const;
  if (waitsUntilOn === null) return [stop];
  return [
    stop,
    {
      ...about,
      actor: "committee",
      action: actions.agreeToAccessRecovery,
      by: null,
      otherwise: "The request stays open.",
      goTo,
    },
  ];
}

/** Criteria that can be answered before a re-check asks. */
export function criteriaOpenTasks(list: ListDefinition, facts: StatusFacts, today: Day): readonly OpenTask[] {
  return criteriaToAnswer(list, facts, today).map(({ criterion, title, accepts, by }) => ({
    kind: "criterion",
    title,
    reference: null,
    wasDueOn: null,
    actor: "member",
    action: answerCriterion(title, { accepts }),
    by,
    otherwise:
      by === null
        ? "A removal can be proposed to the committee."
        : "It takes effect on that date. For members that have not shown that they meet it, a removal will be proposed to the committee.",
    mayAct: accepts ? ["primary"] : answering,
    goTo: { page: `criteria/${criterion}`, words: accepts ? "Read and accept" : "Answer" },
  }));
}

/** Somebody has asked to act for the organization. */
export function joinOpenTasks({ people }: ListDefinition, { open: { join } }: StatusFacts, today: Day): readonly OpenTask[] {
  if (join === null) return [];
  const about = {
    kind: "join-request",
    title: "A request to join",
    reference: null,
    wasDueOn: null,
    action: actions.answerJoin,
    mayAct: ["primary"],
    goTo: { page: "people", words: "Answer the request" },
  } as const;
  if (join.escalated) return [{ ...about, actor: "committee", by: null, otherwise: "The request stays open." }];
  const by = ahead(addDays(join.askedOn, people.joinAnswerDays), today);
  return [{ ...about, actor: "member", by, otherwise: "The committee will be asked to answer it." }];
}

/** The organization leaves by its own wish. */
export function leavingOpenTasks({ leavesOn }: StatusFacts): readonly OpenTask[] {
  if (leavesOn === null) return [];
  return [
    {
      kind: "leaving",
      title: "Leaving the list",
      reference: null,
      wasDueOn: null,
      actor: "nobody",
      action: actions.leave,
      by: leavesOn,
      otherwise: "It can cancel this until that date.",
      mayAct: everybody,
      goTo: { page: "leave", words: "See the details" },
    },
  ];
}

/** A change of name that the committee reviews. */
export function nameOpenTasks({ open: { change } }: StatusFacts): readonly OpenTask[] {
  if (change === null) return [];
  return [
    {
      kind: "name-change",
      title: `Change ${change.reference}`,
      reference: change.reference,
      wasDueOn: null,
      actor: "committee",
      action: actions.reviewName,
      by: null,
      otherwise: "The roster keeps the current name.",
      mayAct: everybody,
      goTo: { page: "name", words: "See the change" },
    },
  ];
}
