import type { EmailCalendar } from "@/lib/email/data";
import { type PublishedDay, publishedDay } from "@/lib/kernel/icalendar";
import { type EmailPlace, oneLine, type Paragraph, paragraph } from "./email-text";
import { recheckPage } from "./recheck-parts";

type Recheck = { readonly organization: string; readonly reference: string; readonly calendar: EmailCalendar };

/**
 * The day by which a re-check is answered, as a file for a representative's calendar: made of what is stored alone, so that the same
 * email always carries the same bytes.
 */
export function recheckCalendar({ organization, reference, calendar }: Recheck, place: EmailPlace): string {
  const { on, sequence, stampedAt, cancelled } = calendar;
  const { url } = recheckPage(place, { reference });
  const day: PublishedDay = {
    uid: `${reference}@${new URL(place.origin).hostname}`,
    sequence,
    on,
    stampedAt: new Date(stampedAt),
    summary: `${oneLine(place.name)}: answer the re-check of ${oneLine(organization)}`,
    description: `Re-check ${reference} is answered by this day. When everything is still true, this takes less than five minutes.\n\n${url}`,
    url,
    organizer: organizerOf(place),
    cancelled,
  };
  return publishedDay(day);
}

/** What the file is called, with an email and as a download. */
export function calendarName({ reference }: Pick<Recheck, "reference">): string {
  return `re-check-${reference.replace(/[^A-Za-z0-9-]/g, "-")}.ics`;
}

/** The sentence about the attached calendar file. */
export function inCalendar(calendar: EmailCalendar | undefined): readonly Paragraph[] {
  if (calendar === undefined) return [];
  return [
    paragraph(
      calendar.cancelled
        ? "The file with this email takes the day out of your calendar again."
        : "The file with this email puts the day into your calendar. When the day moves, another takes its place.",
    ),
  ];
}

function organizerOf({ contact }: EmailPlace): PublishedDay["organizer"] {
  if (contact === null) throw new Error("A re-check belongs to a list, and a list has a contact");
  return { name: oneLine(contact.name), email: contact.email };
}
