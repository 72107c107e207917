import { agreeWithinDays } from "@/lib/alias/change-rules";
import { whyLooked } from "@/lib/alias/rules";
import { addDays, type Day } from "@/lib/kernel/calendar";
import { actions, ahead, answering, everybody, type Matter, type OpenMatters, type StatusFacts } from "./matter";

/** Whether a reason of the open removal is that nobody confirms the contact alias: what the alias asks for stands beside the removal then. */
export function isAliasBesideRemoval({ removal }: Pick<OpenMatters, "removal">): boolean {
  return removal !== null && removal.status !== "carried-out" && removal.received.grounds.some(({ basis }) => basis === "alias");
}

/** A contact alias in use that somebody disowned, or at which nobody has answered. While another address takes its place, only the latter. */
export function doubtfulAlias(facts: StatusFacts, today: Day): readonly Matter[] {
  const { aliasAnswered, open } = facts;
  if (open.alias.disowned && open.aliasChange === null)
    return [
      aliasMatter(facts, today, {
        title: aliasAnswered ? "The contact alias" : "No early notices arrive",
        otherwise: aliasAnswered
          ? "Early notices still go there, and the committee can pause delivery."
          : "Early notices start once somebody has answered at another address.",
      }),
    ];
  if (aliasAnswered) return [];
  return [
    aliasMatter(facts, today, {
      title: "No early notices arrive",
      otherwise: "Early notices start once somebody has answered there. You can also change the contact alias.",
    }),
  ];
}

/** What confirms the contact alias: the change that is open, another address, the letter that was sent, or a new one. */
export function confirmingAlias(facts: StatusFacts, today: Day): readonly Matter[] {
  const { aliasChange } = facts.open;
  return aliasChange === null
    ? [aliasMatter(facts, today, { title: "The contact alias", otherwise: "" })]
    : changeMatters(aliasChange, today);
}

function aliasMatter({ open: { alias } }: StatusFacts, today: Day, words: Pick<Matter, "title" | "otherwise">): Matter {
  const about = { kind: "alias", reference: null, by: null, wasDueOn: null, actor: "member", ...words } as const;
  const to = (says: string) => ({ page: "alias", words: says });
  if (alias.disowned) return { ...about, action: actions.changeAlias, mayAct: ["primary"], goTo: to("Change the contact alias") };
  // The link in the letter is good for a day.
  if (alias.askedOn !== null && addDays(alias.askedOn, 1) >= today)
    return { ...about, action: actions.answerAlias, mayAct: everybody, goTo: to("Look at the contact alias") };
  return { ...about, action: actions.askAlias, mayAct: answering, goTo: to("Ask the contact alias again") };
}

/** A change of the contact alias. */
export function aliasMatters({ open }: StatusFacts, today: Day): readonly Matter[] {
  return open.aliasChange === null || isAliasBesideRemoval(open) ? [] : changeMatters(open.aliasChange, today);
}

function changeMatters(change: NonNullable<OpenMatters["aliasChange"]>, today: Day): readonly Matter[] {
  const { reference } = change;
  const about = {
    kind: "alias-change",
    title: `Alias change ${reference}`,
    reference,
    wasDueOn: null,
    mayAct: everybody,
    goTo: { page: "alias", words: "See the change" },
  } as const;
  const agree = (by: Day | null, otherwise: string): Matter => ({
    ...about,
    actor: "committee",
    action: actions.agreeAlias,
    by,
    otherwise: change.oddAnswer ? `${otherwise} ${twoAgree}` : otherwise,
  });
  switch (change.status) {
    case "asked":
      return [
        {
          ...about,
          actor: "member",
          action: actions.answerNewAlias,
          by: change.answerByOn,
          otherwise: "The change lapses, and the address in use stays.",
        },
        ...(change.awaitsAgreement ? [agree(null, "The address in use stays until two people have agreed.")] : []),
      ];
    case "waiting": {
      const otherwise = "Everybody who was told can stop it until then.";
      if (change.awaitsAgreement) return [agree(agreeByOn(change.waitsUntilOn), "The change lapses, and the address in use stays.")];
      return [{ ...about, actor: "nobody", action: actions.aliasStarts, by: ahead(change.waitsUntilOn, today), otherwise }];
    }
    case "moving":
      return [
        {
          ...about,
          actor: "member",
          action: actions.answerNewAliasAgain,
          by: null,
          otherwise: "Both addresses receive until then.",
        },
      ];
  }
}

/** The last day for two people to agree to a change whose waiting time ends on a day. */
function agreeByOn(waitsUntilOn: Day | null): Day | null {
  return waitsUntilOn === null ? null : addDays(waitsUntilOn, agreeWithinDays);
}

const twoAgree = `Two people have to agree, because of how the new address answered. ${whyLooked}`;
