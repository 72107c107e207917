import { agreeWithinDays } from "@/lib/alias/change-rules";
import { addDays, type Day } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { criteriaToAnswer } from "./coming-criteria";
import { actions, ahead, answering, everybody, type Matter, type StatusFacts } from "./matter";

/** A pause of delivery, while it holds. */
export function pauseMatters({ open: { pause } }: StatusFacts, today: Day): readonly Matter[] {
  if (pause === null || (!pause.confirmed && pause.confirmByOn < today)) return [];
  const about = {
    kind: "pause",
    title: "Delivery is paused",
    reference: null,
    wasDueOn: null,
    goTo: { page: "alias", words: "Look at the contact alias" },
  } as const;
  const secure: Matter = {
    ...about,
    actor: "member",
    action: "Make the contact alias safe, and write to the committee",
    by: null,
    otherwise: "Delivery stays paused until the committee resumes it.",
    mayAct: answering,
  };
  if (pause.confirmed) return [secure];
  return [
    { ...secure, otherwise: "Delivery is paused; without a second person of the committee the pause ends." },
    {
      ...about,
      actor: "committee",
      action: "Confirm the pause of delivery, or end it",
      by: pause.confirmByOn,
      otherwise: "Without a second person the pause ends.",
      mayAct: everybody,
    },
  ];
}

/** Somebody asks to take over for the organization. */
export function successionMatters({ open: { succession } }: StatusFacts, today: Day): readonly Matter[] {
  if (succession === null) return [];
  const { reference, waitsUntilOn } = succession;
  const about = { kind: "succession", title: `Succession ${reference}`, reference, wasDueOn: null, mayAct: everybody } as const;
  const goTo = { page: "succession", words: "See who asks" };
  const stop = {
    ...about,
    actor: "member",
    action: "Stop the succession, if it is wrong",
    by: ahead(waitsUntilOn, today),
    otherwise:
      waitsUntilOn === null
        ? "It goes on once the contact alias and the domain are proved."
        : "From that day on somebody else can take over for the organization.",
    goTo,
  } as const;
  if (waitsUntilOn === null) return [stop];
  return [
    stop,
    {
      ...about,
      actor: "committee",
      action: "Agree to the succession, or decline it",
      by: null,
      otherwise: "The request stays open.",
      goTo,
    },
  ];
}

/** Criteria that can be answered before a re-check asks. */
export function criteriaMatters(list: ListDefinition, facts: StatusFacts, today: Day): readonly Matter[] {
  return criteriaToAnswer(list, facts, today).map(({ criterion, title, accepts, by }) => ({
    kind: "criterion",
    title,
    reference: null,
    wasDueOn: null,
    actor: "member",
    action: accepts ? `Read and accept “${title}”` : `Answer “${title}”`,
    by,
    otherwise:
      by === null
        ? "A removal can be proposed to the committee."
        : "It counts from that day on, and for members that have not shown it a removal is proposed to the committee.",
    mayAct: accepts ? ["primary"] : answering,
    goTo: { page: `criteria/${criterion}`, words: accepts ? "Read and accept" : "Answer" },
  }));
}

/** Somebody asks to act for the organization. */
export function joinMatters({ people }: ListDefinition, { open: { join } }: StatusFacts, today: Day): readonly Matter[] {
  if (join === null) return [];
  const about = {
    kind: "join-request",
    title: "A request to join",
    reference: null,
    wasDueOn: null,
    action: "Answer the request to join",
    mayAct: ["primary"],
    goTo: { page: "people", words: "Answer the request" },
  } as const;
  if (join.escalated) return [{ ...about, actor: "committee", by: null, otherwise: "The request stays open." }];
  const by = ahead(addDays(join.askedOn, people.joinAnswerDays), today);
  return [{ ...about, actor: "member", by, otherwise: "After that the committee is asked." }];
}

/** A change of the contact alias. */
export function aliasMatters({ open: { aliasChange: change } }: StatusFacts, today: Day): readonly Matter[] {
  if (change === null) return [];
  const { reference } = change;
  const about = {
    kind: "alias-change",
    title: `Alias change ${reference}`,
    reference,
    wasDueOn: null,
    mayAct: everybody,
    goTo: { page: "alias", words: "See the change" },
  } as const;
  switch (change.status) {
    case "asked":
      return [
        {
          ...about,
          actor: "member",
          action: "Have somebody at the new contact alias answer the letter that went there",
          by: change.answerByOn,
          otherwise: "The change lapses, and the address in use stays.",
        },
      ];
    case "waiting": {
      const otherwise = "Everybody who was told can stop it until then.";
      const starts = "The new contact alias starts to receive";
      if (!change.awaitsAgreement) return [{ ...about, actor: "nobody", action: starts, by: ahead(change.waitsUntilOn, today), otherwise }];
      const action = "Agree to the alias change, or stop it";
      const by = change.waitsUntilOn === null ? null : addDays(change.waitsUntilOn, agreeWithinDays);
      return [{ ...about, actor: "committee", action, by, otherwise: "The change lapses, and the address in use stays." }];
    }
    case "moving":
      return [
        {
          ...about,
          actor: "member",
          action: "Have somebody at the new contact alias answer one more letter",
          by: null,
          otherwise: "Both addresses receive until then.",
        },
      ];
  }
}

/** The organization leaves by its own wish. */
export function leavingMatters({ leavesOn }: StatusFacts): readonly Matter[] {
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
      otherwise: "It can take that back until the day.",
      mayAct: everybody,
      goTo: { page: "leave", words: "See the leaving" },
    },
  ];
}

/** A change of the name that the committee reviews. */
export function nameMatters({ open: { change } }: StatusFacts): readonly Matter[] {
  if (change === null) return [];
  return [
    {
      kind: "name-change",
      title: `Change ${change.reference}`,
      reference: change.reference,
      wasDueOn: null,
      actor: "committee",
      action: "Review the change of the name",
      by: null,
      otherwise: "The roster shows the name as it is.",
      mayAct: everybody,
      goTo: { page: "name", words: "See the change" },
    },
  ];
}
