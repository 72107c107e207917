import type { EmailCalendar } from "@/lib/email/data";
import { type PublishedDay, publishedDay } from "@/lib/kernel/icalendar";
import { type Block, type EmailContext, oneLine, page, paragraph } from "./email-text";

type Recheck = { readonly organization: string; readonly reference: string; readonly calendar: EmailCalendar };

/**
 * The day by which a re-check is answered, as a file for a representative's calendar: made of what is stored alone, so that the same
 * email always carries the same bytes.
 */
export function recheckCalendar({ organization, reference, calendar }: Recheck, context: EmailContext): string {
  const { on, sequence, stampedAt, cancelled } = calendar;
  const url = page(context, "membership", context.slug, "recheck", reference);
  const day: PublishedDay = {
    uid: `${reference}@${new URL(context.origin).hostname}`,
    sequence,
    on,
    stampedAt: new Date(stampedAt),
    summary: `${oneLine(context.name)}: answer the re-check of ${oneLine(organization)}`,
    description: `Answer re-check ${reference} by this day. If everything is still true, it takes less than 5 minutes.\n\n${url}`,
    url,
    organizer: organizerOf(context),
    cancelled,
  };
  return publishedDay(day);
}

/** What the file is called, with an email and as a download. */
export function calendarName({ reference }: Pick<Recheck, "reference">): string {
  return `re-check-${reference.replace(/[^A-Za-z0-9-]/g, "-")}.ics`;
}

/** Says that the file is there, in the email that carries one. */
export function inCalendar(calendar: EmailCalendar | undefined): readonly Block[] {
  if (calendar === undefined) return [];
  return [
    paragraph(
      calendar.cancelled
        ? "The attached file removes the due date from your calendar."
        : "The attached file adds the due date to your calendar. If the date changes, a new file replaces it.",
    ),
  ];
}

function organizerOf({ contact }: EmailContext): PublishedDay["organizer"] {
  if (contact === null) throw new Error("A re-check belongs to a list, and a list has a contact");
  return { name: oneLine(contact.name), email: contact.email };
}
