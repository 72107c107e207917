import { type LetterPlace, type Link, oneLine, page } from "./letter-text";

type About = { readonly organization: string; readonly reference: string };

/** The topic of everything that is written about one re-check. */
export function recheckTopic({ organization, reference }: About): string {
  return `${oneLine(organization)}: re-check ${reference}`;
}

/** The member's page of one re-check. */
export function recheckPage(place: LetterPlace, { reference }: Pick<About, "reference">): Link {
  return page(place, "membership", place.slug, "recheck", reference);
}

/** The committee's page of one re-check. */
export function recheckForCommittee(place: LetterPlace, { reference }: Pick<About, "reference">): Link {
  return page(place, "committee", place.slug, "rechecks", reference);
}

/** Why somebody of the member gets a letter. */
export function standsFor({ organization }: Pick<About, "organization">): string {
  return `you stand for ${oneLine(organization)} on this list, or read its contact alias`;
}

export const onCommittee = "you are on the committee of this list";
