import { render } from "@react-email/render";
import { calendarType } from "@/lib/kernel/icalendar";
import type { LetterData } from "@/lib/letter/data";
import type { LetterAttachment } from "@/lib/letter/headers";
import type { LetterKind } from "@/lib/letter/kinds";
import type { ListDefinition } from "@/lib/list/definition";
import { asText } from "./as-text";
import { letterTemplates } from "./index";
import { LetterFace } from "./letter-face";
import type { LetterPlace, LetterText } from "./letter-text";
import { calendarName, recheckCalendar } from "./recheck-calendar";
import { subjectOf } from "./subject";

export type RenderedLetter = {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly LetterAttachment[];
};

/**
 * The words of a letter as they are sent. `origin` is the portal's own ("https://portal.example.org"); `list` is null for
 * letters of the portal itself. Rendering is done once; what is sent again is what was stored.
 */
export async function renderLetter<K extends LetterKind>(
  { kind, data }: { readonly kind: K; readonly data: LetterData[K] },
  list: ListDefinition | null,
  origin: string,
): Promise<RenderedLetter> {
  const place = placeOf(list, origin);
  const template: (data: LetterData[K], place: LetterPlace) => LetterText = letterTemplates[kind];
  const letter = template(data, place);
  return {
    subject: subjectOf(place, letter.topic),
    text: asText(letter, place),
    html: await render(<LetterFace letter={letter} place={place} />),
    attachments: attachmentsOf(data, place),
  };
}

/** What goes with the words: a file for a calendar, where the letter was written with a day for one. */
function attachmentsOf(data: LetterData[LetterKind], place: LetterPlace): readonly LetterAttachment[] {
  if (!("calendar" in data) || data.calendar === undefined) return [];
  const its = { ...data, calendar: data.calendar };
  return [{ filename: calendarName(its), contentType: calendarType, content: recheckCalendar(its, place) }];
}

/** From where letters about a list come; null for letters of the portal itself. */
export function placeOf(list: ListDefinition | null, origin: string): LetterPlace {
  if (list === null) return { origin, slug: "", name: "Forewarned", project: "", contact: null };
  return { origin, slug: list.slug, name: list.name, project: list.project, contact: list.contact };
}
