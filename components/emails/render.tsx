import { render } from "@react-email/render";
import type { EmailData } from "@/lib/email/data";
import type { EmailAttachment } from "@/lib/email/headers";
import type { EmailKind } from "@/lib/email/kinds";
import { calendarType } from "@/lib/kernel/icalendar";
import type { ListDefinition } from "@/lib/list/definition";
import { emailTemplates } from "./";
import { asText } from "./as-text";
import { EmailLayout } from "./email-layout";
import type { EmailContext, EmailText } from "./email-text";
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
  const context = headerFields(list, origin);
  const template: (data: EmailData[K], context: EmailContext) => EmailText = emailTemplates[kind];
  const email = template(data, context);
  return {
    subject: subjectOf(context, email, to),
    text: asText(email, context),
    html: await render(<EmailLayout email={email} context={context} />),
    attachments: attachmentsOf(data, context),
  };
}

/** What goes with the words: a file for a calendar, where the email was written with a day for one. */
function attachmentsOf(data: EmailData[EmailKind], context: EmailContext): readonly EmailAttachment[] {
  if (!("calendar" in data) || data.calendar === undefined) return [];
  const its = { ...data, calendar: data.calendar };
  return [{ filename: calendarName(its), contentType: calendarType, content: recheckCalendar(its, context) }];
}

/** From where emails about a list come; null for emails of the portal itself. */
export function headerFields(list: ListDefinition | null, origin: string): EmailContext {
  if (list === null) return { origin, slug: "", name: "Forewarned", project: "", contact: null };
  return { origin, slug: list.slug, name: list.name, project: list.project, contact: list.contact };
}
