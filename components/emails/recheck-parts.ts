import type { Day } from "@/lib/kernel/calendar";
import { actions } from "@/lib/member/open-task";
import { actionSentence } from "./action-sentence";
import { type EmailPlace, type EmailText, type Link, oneLine, page } from "./email-text";

type About = { readonly organization: string; readonly reference: string };

/** The topic of everything that is written about one re-check. */
export function recheckTopic({ organization, reference }: About): string {
  return `${oneLine(organization)}: re-check ${reference}`;
}

/** The member's page of one re-check. */
export function recheckPage(place: EmailPlace, { reference }: Pick<About, "reference">): Link {
  return page(place, "membership", place.slug, "recheck", reference);
}

/** The committee's page of one re-check. */
export function recheckForCommittee(place: EmailPlace, { reference }: Pick<About, "reference">): Link {
  return page(place, "committee", place.slug, "rechecks", reference);
}

/** Why somebody of the member gets an email. */
export function standsFor({ organization }: Pick<About, "organization">): string {
  return `you stand for ${oneLine(organization)} on this list, or read its contact alias`;
}

/** For emails written before the next action was stored with them. */
export const reviewing = { actor: "committee", action: actions.reviewAnswers, by: null } as const;

type Beginning = Pick<EmailText, "lede" | "otherwise">;

/** How an email begins that asks for the answer: with the re-check's own day, or with that of a removal for not answering. */
export function besideRemoval(
  { organization, removalOn }: Pick<About, "organization"> & { readonly removalOn?: Day },
  own: Beginning,
): Beginning {
  if (removalOn === undefined) return own;
  return {
    lede: `${actionSentence({ actor: "member", action: actions.answerRecheck, by: removalOn }, "member")} A removal of ${oneLine(organization)} is open because a re-check was not answered.`,
    otherwise:
      "That is the earliest day of the removal. Once you have answered, the committee reads the answer before the removal continues.",
  };
}

export const onCommittee = "you are on the committee of this list";
