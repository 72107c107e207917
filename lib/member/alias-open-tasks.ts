import { agreeWithinDays } from "@/lib/alias/change-rules";
import { whyReviewed } from "@/lib/alias/rules";
import { addDays, type Day } from "@/lib/kernel/calendar";
import type { OpenItems } from "./open-items";
import { actions, ahead, answering, everybody, type OpenTask, type StatusFacts } from "./open-task";

/** Whether a reason of the open removal is that nobody confirms the contact alias: the open task of the alias is then shown with the removal. */
export function isAliasBesideRemoval({ removal }: Pick<OpenItems, "removal">): boolean {
  return removal !== null && removal.status !== "carried-out" && removal.received.reasons.some(({ basis }) => basis === "alias");
}

/** A contact alias in use that somebody disowned, or at which nobody has answered. While another address takes its place, only the latter. */
export function doubtfulAlias(facts: StatusFacts, today: Day): readonly OpenTask[] {
  const { aliasAnswered, open } = facts;
  if (open.alias.disowned && open.aliasChange === null)
    return [
      aliasOpenTask(facts, today, {
        title: aliasAnswered ? "The contact alias" : "No early notices arrive",
        otherwise: aliasAnswered
          ? "Early notices still go there, and the committee can pause delivery."
          : "Early notices do not start until somebody has answered at another address.",
      }),
    ];
  if (aliasAnswered) return [];
  return [
    aliasOpenTask(facts, today, {
      title: "No early notices arrive",
      otherwise: "Early notices do not start until somebody has answered there. You can also change the contact alias.",
    }),
  ];
}

/** What confirms the contact alias: the change that is open, another address, the email that was sent, or a new one. */
export function confirmingAlias(facts: StatusFacts, today: Day): readonly OpenTask[] {
  const { aliasChange } = facts.open;
  return aliasChange === null
    ? [aliasOpenTask(facts, today, { title: "The contact alias", otherwise: "" })]
    : changeOpenTasks(aliasChange, today);
}

function aliasOpenTask({ open: { alias } }: StatusFacts, today: Day, words: Pick<OpenTask, "title" | "otherwise">): OpenTask {
  const about = { kind: "alias", reference: null, by: null, wasDueOn: null, actor: "member", ...words } as const;
  const to = (says: string) => ({ page: "alias", words: says });
  if (alias.disowned) return { ...about, action: actions.changeAlias, mayAct: ["primary"], goTo: to("Change the contact alias") };
  // The link in the email is good for a day.
  if (alias.askedOn !== null && addDays(alias.askedOn, 1) >= today)
    return { ...about, action: actions.answerAlias, mayAct: everybody, goTo: to("Look at the contact alias") };
  return { ...about, action: actions.askAlias, mayAct: answering, goTo: to("Ask the contact alias again") };
}

/** A change of the contact alias. */
export function aliasOpenTasks({ open }: StatusFacts, today: Day): readonly OpenTask[] {
  return open.aliasChange === null || isAliasBesideRemoval(open) ? [] : changeOpenTasks(open.aliasChange, today);
}

function changeOpenTasks(change: NonNullable<OpenItems["aliasChange"]>, today: Day): readonly OpenTask[] {
  const { reference } = change;
  const about = {
    kind: "alias-change",
    title: `Alias change ${reference}`,
    reference,
    wasDueOn: null,
    mayAct: everybody,
    goTo: { page: "alias", words: "See the change" },
  } as const;
  const agree = (by: Day | null, otherwise: string): OpenTask => ({
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
          otherwise: "The change expires, and the current address stays.",
        },
        ...(change.awaitsAgreement ? [agree(null, "The current address stays until two people have agreed.")] : []),
      ];
    case "waiting": {
      const otherwise = "Anybody who was notified can stop it until then.";
      if (change.awaitsAgreement) return [agree(agreeByOn(change.waitsUntilOn), "The change expires, and the current address stays.")];
      return [{ ...about, actor: "nobody", action: actions.aliasStarts, by: ahead(change.waitsUntilOn, today), otherwise }];
    }
    case "moving":
      return [
        {
          ...about,
          actor: "member",
          action: actions.answerNewAliasAgain,
          by: null,
          otherwise: "Both addresses keep receiving emails.",
        },
      ];
  }
}

/** The last day for two people to agree to a change whose waiting period ends on a day. */
function agreeByOn(waitsUntilOn: Day | null): Day | null {
  return waitsUntilOn === null ? null : addDays(waitsUntilOn, agreeWithinDays);
}

const twoAgree = `Two people have to agree, because of how the new address answered. ${whyReviewed}`;
