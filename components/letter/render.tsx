import { render } from "@react-email/render";
import type { LetterData } from "@/lib/letter/data";
import type { LetterKind } from "@/lib/letter/kinds";
import type { ListDefinition } from "@/lib/list/definition";
import { asText } from "./as-text";
import { letterTemplates } from "./index";
import { LetterFace } from "./letter-face";
import type { LetterPlace, LetterText } from "./letter-text";
import { subjectOf } from "./subject";

export type RenderedLetter = { readonly subject: string; readonly text: string; readonly html: string };

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
  };
}

function placeOf(list: ListDefinition | null, origin: string): LetterPlace {
  if (list === null) return { origin, slug: "", name: "Forewarned", project: "", contact: null };
  return { origin, slug: list.slug, name: list.name, project: list.project, contact: list.contact };
}
