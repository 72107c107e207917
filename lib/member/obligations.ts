import { type Day, dayOf } from "@/lib/kernel/calendar";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import type { MemberPlace } from "./place";
import { escalateOn } from "./rules";
import { criterionFlags, isOlder } from "./standing";

/** One thing that waits for somebody: whose move it is, what it is, by when, and the page with its one button. */
export type Obligation = {
  readonly whose: "yours" | "ours" | "nobody";
  /** Names the obligation in a list: "Re-check 2026-107". */
  readonly title: string;
  readonly sentence: string;
  readonly by: Day | null;
  /** The day on which something comes by itself, where nobody has to do anything by then. */
  readonly on?: Day | null;
  /** The page below the membership, and the words on the way there; null where there is nothing to open. */
  readonly goTo: { readonly page: string; readonly words: string } | null;
};

/**
 * What is open about a membership, the most pressing first: what would end it, what keeps letters from it, what is asked with a day,
 * what somebody else waits for. A colleague who only reads is told whose move it is within the organization. Empty: nothing to do.
 */
export function obligations(list: ListDefinition, place: MemberPlace, today: Day): readonly Obligation[] {
  if (place.facts.leftOn !== null && place.facts.leftOn <= today) return [];
  const { open } = place;
  return [
    ...removalOf(place, today),
    ...pauseOf(place),
    ...successionOf(place, today),
    ...recheckOf(place),
    ...criteriaOf(list, place, today),
    ...joinOf(list, place, today),
    ...aliasOf(place, today),
    ...leavingOf(place),
    ...(open.change === null
      ? []
      : [
          {
            whose: "ours" as const,
            title: `Change ${open.change.reference}`,
            sentence: `We review whether the roster shows ${open.change.newName}.`,
            by: null,
            goTo: { page: "name", words: "See the change" },
          },
        ]),
  ];
}

/** Whose move the whole page is: the first obligation, or the next re-check when there is none. */
export function bearingOf(list: ListDefinition, place: MemberPlace, today: Day): Pick<Obligation, "whose" | "sentence" | "by" | "on"> {
  const { facts, departure } = place;
  if (facts.leftOn !== null && facts.leftOn <= today) {
    const how = departure === "removed" ? "was removed from" : "left";
    return { whose: "nobody", sentence: `${place.name} ${how} the ${list.name} list.`, by: null };
  }
  const [first] = obligations(list, place, today);
  if (first !== undefined) return first;
  if (facts.nextRecheckOn <= today)
    return { whose: "ours", sentence: "The re-check is due. We write to you; until then nothing changes.", by: null };
  return { whose: "nobody", sentence: "The next re-check comes by itself.", by: null, on: facts.nextRecheckOn };
}

/** A day that is still ahead. What was possible until a day that has passed can still be done, until the committee or the worker acts. */
function ahead(day: Day | null, today: Day): Day | null {
  return day === null || day < today ? null : day;
}

function removalOf({ open: { removal } }: MemberPlace, today: Day): readonly Obligation[] {
  if (removal === null) return [];
  const agreed = removal.status === "agreed";
  return [
    {
      whose: "yours",
      title: `Removal ${removal.reference}`,
      sentence: agreed
        ? "Two people of the committee agreed to remove the organization. Read the grounds and the way back."
        : "The committee proposes to remove the organization. Read the grounds, and answer.",
      by: ahead(removal.carryOutOn, today),
      goTo: { page: "removal", words: "Read the grounds" },
    },
  ];
}

function pauseOf({ open: { pausedAt } }: MemberPlace): readonly Obligation[] {
  if (pausedAt === null) return [];
  return [
    {
      whose: "yours",
      title: "Delivery is paused",
      sentence: "Nothing is sent to the contact alias, because it may not be safe. Look after the alias, and speak with the committee.",
      by: null,
      goTo: { page: "alias", words: "Look at the contact alias" },
    },
  ];
}

function successionOf({ open: { succession } }: MemberPlace, today: Day): readonly Obligation[] {
  if (succession === null) return [];
  return [
    {
      whose: "yours",
      title: `Succession ${succession.reference}`,
      sentence: "Somebody asks to take over for the organization. If that is wrong, stop it.",
      by: succession.waitsUntil === null ? null : ahead(dayOf(succession.waitsUntil), today),
      goTo: { page: "succession", words: "See who asks" },
    },
  ];
}

function recheckOf(place: MemberPlace): readonly Obligation[] {
  const { recheck } = place.open;
  if (recheck === null) return [];
  const { reference, status, dueOn } = recheck;
  const title = `Re-check ${reference}`;
  const page = "recheck";
  if (status === "answered")
    return [
      { whose: "ours", title, sentence: "We read your answers to the re-check.", by: null, goTo: { page, words: "See the answers" } },
    ];
  if (!answers(place))
    return [
      { whose: "nobody", title, sentence: "A colleague answers the re-check.", by: dueOn, goTo: { page, words: "See the re-check" } },
    ];
  return [
    {
      whose: "yours",
      title,
      sentence: "Say for each criterion whether it still holds. It takes about five minutes.",
      by: dueOn,
      goTo: { page, words: "Open the re-check" },
    },
  ];
}

/**
 * What can be answered before a re-check asks for it: criteria that are announced or came while it was a member, a condition that is
 * tightened, a newer embargo policy. What counted when it was admitted is asked by the next re-check, and waits for nobody now.
 */
function criteriaOf(list: ListDefinition, place: MemberPlace, today: Day): readonly Obligation[] {
  const asked = place.open.recheck === null ? [] : (place.facts.recheck?.criteria ?? []);
  const flags = criterionFlags(list, place.facts, today)
    .filter(({ criterion, state }) => state === "not-yet" && !asked.includes(criterion) && cameSince(list, criterion, place.facts.since))
    .map(({ criterion, title, sentence, from }) => ({ criterion, title, sentence, by: from }));
  return [...flags, ...comingChanges(list, place, today)].map((each) => toAnswer(list, place, each));
}

/** Whether a criterion, or its last change, was announced and came after the organization had joined; an acceptance can always be given. */
function cameSince(list: ListDefinition, key: string, since: Day): boolean {
  const criterion = list.criteria.find((each) => each.key === key);
  if (criterion === undefined) return false;
  const changes = [
    { announcedOn: criterion.announcedOn, on: criterion.since },
    ...(criterion.tightened ?? []).map(({ announcedOn, on }) => ({ announcedOn: announcedOn ?? on, on })),
  ];
  return criterion.kind === "policy-acceptance" || changes.some(({ announcedOn, on }) => announcedOn < on && since < on);
}

type ToAnswer = { readonly criterion: string; readonly title: string; readonly sentence: string; readonly by: Day | null };

/** Announced changes of what was answered already: a tightened condition, a coming version of the embargo policy. */
function comingChanges(list: ListDefinition, { facts }: MemberPlace, today: Day): readonly ToAnswer[] {
  const answered = (key: string) => facts.answers.find(({ criterion }) => criterion === key);
  const tightened = criteriaInForce(list, today).flatMap(({ key, title, tightened: changes = [] }): readonly ToAnswer[] => {
    const next = changes.find(({ announcedOn, on }) => announcedOn !== undefined && announcedOn <= today && today < on);
    const answer = answered(key);
    if (next === undefined || answer === undefined || answer.version >= next.on) return [];
    return [{ criterion: key, title, sentence: `It is tightened: ${next.what}.`, by: next.on }];
  });
  const policy = list.embargoPolicy.find(({ announcedOn, since }) => announcedOn !== undefined && announcedOn <= today && today < since);
  const acceptance = criteriaInForce(list, today).find(({ kind }) => kind === "policy-acceptance");
  const accepted = acceptance && answered(acceptance.key)?.policyVersion;
  if (policy === undefined || acceptance === undefined || !accepted || !isOlder(list, accepted, policy.version)) return tightened;
  const { key: criterion, title } = acceptance;
  const sentence = `Version ${policy.version} of the embargo policy takes the place of the one before, and has to be accepted anew.`;
  return [...tightened, { criterion, title, sentence, by: policy.since }];
}

function toAnswer(list: ListDefinition, place: MemberPlace, { criterion, title, sentence, by }: ToAnswer): Obligation {
  const accepts = list.criteria.find(({ key }) => key === criterion)?.kind === "policy-acceptance";
  const may = accepts ? place.role === "primary" : answers(place);
  return {
    whose: may ? "yours" : "nobody",
    title,
    sentence: may ? sentence : `${sentence} A colleague who may answer does so.`,
    by,
    goTo: { page: `criteria/${criterion}`, words: accepts ? "Read and accept" : "Answer" },
  };
}

function joinOf(list: ListDefinition, { role, open: { joinAskedAt } }: MemberPlace, today: Day): readonly Obligation[] {
  if (joinAskedAt === null || role !== "primary") return [];
  return [
    {
      whose: "yours",
      title: "A request to join",
      sentence: "Somebody asks to act for the organization. Accept them with a role, or decline.",
      by: ahead(dayOf(escalateOn(list, joinAskedAt)), today),
      goTo: { page: "people", words: "Answer the request" },
    },
  ];
}

function aliasOf(place: MemberPlace, today: Day): readonly Obligation[] {
  const { aliasChange: change } = place.open;
  if (change === null) return [];
  const goTo = { page: "alias", words: "See the change" };
  const title = `Alias change ${change.reference}`;
  switch (change.status) {
    case "asked":
      return [
        {
          whose: "yours",
          title,
          sentence: `People at ${change.newAddress} have to answer the letter that went there.`,
          by: dayOf(change.answerBy),
          goTo,
        },
      ];
    case "waiting":
      return [
        {
          whose: "nobody",
          title,
          sentence: `${change.newAddress} becomes the contact alias, unless somebody who was told stops it.`,
          by: null,
          on: change.waitsUntil === null ? null : ahead(dayOf(change.waitsUntil), today),
          goTo,
        },
      ];
    case "moving":
      return [
        {
          whose: "nobody",
          title,
          sentence: `Both addresses receive until people at ${change.newAddress} have answered once more.`,
          by: null,
          goTo,
        },
      ];
  }
}

function leavingOf({ facts: { leavesOn } }: MemberPlace): readonly Obligation[] {
  if (leavesOn === null) return [];
  return [
    {
      whose: "nobody",
      title: "Leaving the list",
      sentence: "The organization leaves the list. It can take that back until the day.",
      by: null,
      on: leavesOn,
      goTo: { page: "leave", words: "See the leaving" },
    },
  ];
}

function answers({ role }: MemberPlace): boolean {
  return role === "primary" || role === "deputy";
}
