import type { EmailData } from "@/lib/email/data";
import type { WaitingKind } from "@/lib/email/waiting";
import { longDate, weekdayDate } from "@/lib/kernel/calendar";
import { byReference } from "@/lib/kernel/reference";
import { count } from "@/lib/list/words";
import { type Block, type EmailPlace, type EmailText, item, oneLine, page, paragraph } from "./email-text";

type Digest = EmailData["review-digest"];

/** What has to be done for each kind of open task, and the committee's page for it: its name and its address. */
const openTasks: Readonly<
  Record<WaitingKind, { readonly one: string; readonly many: string; readonly todo: string; readonly room: string; readonly path: string }>
> = {
  removal: { one: "removal", many: "removals", todo: "to agree to or to stop", room: "Removals", path: "removals" },
  appeal: { one: "appeal", many: "appeals", todo: "to read", room: "Removals", path: "removals" },
  evidence: { one: "removal with evidence", many: "removals with evidence", todo: "to review", room: "Removals", path: "removals" },
  answer: { one: "removal with a new answer", many: "removals with new answers", todo: "to review", room: "Removals", path: "removals" },
  recheck: { one: "answered re-check", many: "answered re-checks", todo: "to decide", room: "Re-checks", path: "rechecks" },
  pause: { one: "pause of delivery", many: "pauses of delivery", todo: "to confirm", room: "Members", path: "members" },
  "alias-change": {
    one: "change of a contact alias",
    many: "changes of contact aliases",
    todo: "to agree to",
    room: "Alias changes",
    path: "alias-changes",
  },
  "join-request": { one: "request to join", many: "requests to join", todo: "to answer", room: "Requests", path: "join-requests" },
  "access-recovery": { one: "access recovery", many: "access recoveries", todo: "to review", room: "Requests", path: "access-recoveries" },
  "member-change": { one: "change of name", many: "changes of name", todo: "to review", room: "Requests", path: "member-changes" },
  reinstatement: { one: "reinstatement", many: "reinstatements", todo: "to agree to", room: "Members", path: "members" },
};

/** One email a day about all that waits for one person: applications, nearest deadline first, then open tasks about members by kind. */
export function reviewDigest({ day, items, waiting = [], checkpoint }: Digest, place: EmailPlace): EmailText {
  return {
    topic: "what waits for you",
    lede: ledeOf({ day, items, waiting }),
    otherwise:
      items.length > 0
        ? "A decision that is not made in time is shown as overdue to the applicant and to the chair."
        : "Until somebody acts nothing of it happens, and some of it expires.",
    body: [
      paragraph(items.length > 0 ? "Your queue:" : "Where it waits:"),
      page(place, "committee", place.slug, ...roomOf(items, waiting)),
      ...byDay(items).map(({ organization, reference, move, dueOn }) =>
        item(`${reference} ${oneLine(organization)}: ${oneLine(move)}${dueOn === null ? "" : `, by ${longDate(dueOn)}`}`),
      ),
      ...openTasksOf(waiting),
      ...(checkpoint === undefined
        ? []
        : [paragraph("Keep this checkpoint of the audit trail. It shows later whether the trail was changed:"), paragraph(checkpoint)]),
    ],
    because: "you sit on the committee of this list",
  };
}

function ledeOf({ day, items, waiting }: Required<Omit<Digest, "checkpoint">>): string {
  const nearest = byDay(items)[0];
  const number = waiting.reduce((sum, each) => sum + each.count, 0);
  const those = number === 0 ? "" : `${count(number, "matter")} of members`;
  if (nearest !== undefined)
    return `Action needed: ${count(items.length, "application")} ${items.length === 1 ? "waits" : "wait"} for you${nearest.dueOn === null ? "" : `, the nearest by ${weekdayDate(nearest.dueOn)}`}${those === "" ? "" : `, and ${those}`}.`;
  return those === "" ? `No action needed on ${weekdayDate(day)}.` : `Action needed: ${those} ${number === 1 ? "waits" : "wait"} for you.`;
}

function byDay(items: Digest["items"]): Digest["items"] {
  return items.toSorted((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") || byReference(a.reference, b.reference));
}

/** An email has one link: to the queue, or to one page if all open tasks are on it. */
function roomOf(items: Digest["items"], waiting: Required<Digest>["waiting"]): readonly string[] {
  const rooms = new Set(waiting.map(({ kind }) => openTasks[kind].path));
  return items.length === 0 && rooms.size === 1 ? [...rooms] : [];
}

function openTasksOf(waiting: Required<Digest>["waiting"]): readonly Block[] {
  return waiting.map(({ kind, count: number }) => {
    const { one, many, todo, room } = openTasks[kind];
    return item(`${count(number, one, many)} ${todo}, under ${room}`);
  });
}
