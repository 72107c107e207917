import { render } from "@react-email/render";
import type { EmailData } from "@/lib/email/data";
import type { EmailAttachment } from "@/lib/email/headers";
import type { EmailKind } from "@/lib/email/kinds";
import { calendarType } from "@/lib/kernel/icalendar";
import type { ListDefinition } from "@/lib/list/definition";
import { emailTemplates } from "./";
import { asText } from "./as-text";
import { EmailLayout } from "./email-layout";
import type { EmailPlace, EmailText } from "./email-text";
import { calendarName, recheckCalendar } from "./recheck-calendar";
import { type Mailbox, subjectOf } from "./subject";

export type RenderedEmail = {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly EmailAttachment[];
};

/**
 * The words of an email as they are sent. `origin` is the portal's own ("https://portal.example.org"); `list` is null for
 * emails of the portal itself. `to` is whose mailbox it goes to, for the subject. Rendering is done once; what is sent again is what was
 * stored.
 */
export async function renderEmail<K extends EmailKind>(
  { kind, data, to = "person" }: { readonly kind: K; readonly data: EmailData[K]; readonly to?: Mailbox },
  list: ListDefinition | null,
  origin: string,
): Promise<RenderedEmail> {
  const place = headerFields(list, origin);
  const template: (data: EmailData[K], place: EmailPlace) => EmailText = emailTemplates[kind];
  const email = template(data, place);
  return {
    subject: subjectOf(place, email, to),
    text: asText(email, place),
    html: await render(<EmailLayout email={email} place={place} />),
    attachments: attachmentsOf(data, place),
  };
}

/** What goes with the words: a file for a calendar, where the email was written with a day for one. */
function attachmentsOf(data: EmailData[EmailKind], place: EmailPlace): readonly EmailAttachment[] {
  if (!("calendar" in data) || data.calendar === undefined) return [];
  const its = { ...data, calendar: data.calendar };
  return [{ filename: calendarName(its), contentType: calendarType, content: recheckCalendar(its, place) }];
}

/** From where emails about a list come; null for emails of the portal itself. */
export function headerFields(list: ListDefinition | null, origin: string): EmailPlace {
  if (list === null) return { origin, slug: "", name: "Forewarned", project: "", contact: null };
  return { origin, slug: list.slug, name: list.name, project: list.project, contact: list.contact };
}
