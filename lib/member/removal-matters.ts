import { addDays, type Day, laterDay } from "@/lib/kernel/calendar";
import type { ListDefinition } from "@/lib/list/definition";
import { actions, answering, everybody, type Matter, type OpenMatters, type StatusFacts } from "./matter";

/** The first day on which a removal can be carried out, as far as is known today. */
function earliestRemovalDay(
  { removal: { noticeDays } }: ListDefinition,
  { carryOutOn, heardOn }: NonNullable<OpenMatters["removal"]>,
  today: Day,
): Day {
  const noticeOver = heardOn === null ? carryOutOn : laterDay(carryOutOn, addDays(heardOn, noticeDays));
  return laterDay(noticeOver, today);
}

/** Days after a letter by which it is usually known what became of it. */
const daysUntilDelivered = 2;

/** What a proposed or agreed removal asks: of the member, what cures it; of the committee, what comes next. */
export function removalMatters(list: ListDefinition, { open: { removal, recheck } }: StatusFacts, today: Day): readonly Matter[] {
  if (removal === null || removal.status === "carried-out") return [];
  const about = { kind: "removal", title: `Removal ${removal.reference}`, reference: removal.reference, wasDueOn: null } as const;
  const committee = (action: string, otherwise: string): Matter => ({
    ...about,
    actor: "committee",
    action,
    by: null,
    otherwise,
    ...seeRemoval,
  });
  const { toldOn, status, appeal, held, heardOn } = removal;
  const day = toldOn === null ? null : earliestRemovalDay(list, removal, today);
  const cure = cureMatters({ list, removal, recheck }, appeal === "open" || held ? null : day);
  const unheard = toldOn !== null && heardOn === null && addDays(toldOn, daysUntilDelivered) <= today;
  const reach = unheard ? [committee(actions.reachMember, "The day of the removal moves until it is known that the member was told.")] : [];
  if (appeal === "open") {
    const read = {
      ...committee(actions.readAppeal, "The organization is not removed before two people have read it."),
      kind: "appeal",
    } as const;
    return [read, ...cure, ...reach];
  }
  if (status === "proposed") {
    const next = toldOn === null ? actions.support : actions.agree;
    return [...cure, committee(next, "The organization stays on the list while no second person agrees."), ...reach];
  }
  if (held) return [committee(actions.letGo, "The organization stays on the list until a chair decides."), ...cure, ...reach];
  return [...cure, ...reach, ...carryOut({ ...about, ...seeRemoval }, cure, day)];
}

const seeRemoval = { mayAct: everybody, goTo: { page: "removal", words: "Read the grounds" } } as const;

/** What the member can do against a removal, or the committee has to read first. */
function cureMatters(
  { list, removal, recheck }: { list: ListDefinition; removal: NonNullable<OpenMatters["removal"]>; recheck: OpenMatters["recheck"] },
  by: Day | null,
): readonly Matter[] {
  const { status, toldOn, appeal } = removal;
  const otherwise =
    status === "agreed"
      ? by === null
        ? "It counts as long as the removal is not carried out."
        : "The organization is removed from the list on that day at the earliest."
      : toldOn === null
        ? `A removal is proposed. If two people agree, the organization is removed ${list.removal.noticeDays} days after it was told, at the earliest.`
        : "If a second person agrees, the organization is removed from the list on that day at the earliest.";
  if (removal.forSilence && recheck !== null && recheck.status !== "open") {
    const about = { kind: "recheck", title: `Re-check ${recheck.reference}`, reference: recheck.reference, wasDueOn: null } as const;
    if (recheck.status === "answered")
      return [
        {
          ...about,
          actor: "committee",
          action: actions.reviewAnswers,
          by,
          otherwise: "Nobody agrees to the removal before the answers are read.",
          mayAct: answering,
          goTo: { page: "recheck", words: "See the answers" },
        },
      ];
    return [
      {
        ...about,
        actor: "member",
        action: actions.answerRecheck,
        by,
        otherwise,
        mayAct: answering,
        goTo: { page: "recheck", words: actions.answerRecheck },
      },
    ];
  }
  if (removal.unreadEvidence)
    return [
      {
        ...{ kind: "removal", title: `Removal ${removal.reference}`, reference: removal.reference, wasDueOn: null, ...seeRemoval },
        actor: "committee",
        action: actions.readEvidence,
        by,
        otherwise: "Nobody agrees to the removal before it is read.",
      },
    ];
  return [
    {
      kind: "removal",
      title: `Removal ${removal.reference}`,
      reference: removal.reference,
      wasDueOn: null,
      actor: "member",
      action: status === "agreed" && appeal === null ? actions.cureOrAppeal : actions.cure,
      by,
      otherwise,
      ...seeRemoval,
      mayAct: answering,
    },
  ];
}

/** Where the committee still has to read what the member said, the day of the removal is named too. */
function carryOut(
  about: Omit<Matter, "actor" | "action" | "by" | "otherwise">,
  cure: readonly Matter[],
  day: Day | null,
): readonly Matter[] {
  if (cure.some(({ actor }) => actor === "member")) return [];
  return [
    {
      ...about,
      actor: "nobody",
      action: "The organization is removed from the list, at the earliest",
      by: day,
      otherwise: "The committee can stop it until then.",
    },
  ];
}

/** After it has left, a removed member can appeal for some days. */
export function departedRemoval(list: ListDefinition, { open: { removal } }: StatusFacts, today: Day): readonly Matter[] {
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
      otherwise: "The removal stands. The organization can apply again.",
      mayAct: answering,
    },
  ];
}

/** Whether a matter belongs to a removal: its own, and the re-check whose answer cures it. */
export function aboutRemoval({ open }: StatusFacts, reference: string): (matter: Matter) => boolean {
  const silence = open.removal?.reference === reference && open.removal.forSilence && open.recheck?.status !== "open";
  return (matter) => matter.reference === reference || (silence && matter.kind === "recheck");
}
