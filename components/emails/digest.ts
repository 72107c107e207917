import type { EmailData } from "@/lib/email/data";
import type { WaitingKind } from "@/lib/email/waiting";
import { longDate, weekdayDate } from "@/lib/kernel/calendar";
import { byReference } from "@/lib/kernel/reference";
import { count } from "@/lib/list/words";
import { inSentence } from "@/lib/member/open-task";
import { type EmailTemplates, item, link, oneLine, page, paragraph } from "./email-text";
import { onCommittee, threadAbout } from "./parts";

/** What the committee is told of all members at once: the daily digest, and alerts. */
export const digestEmails = {
  /** One email a day about all that waits for one person: applications, nearest deadline first, then tasks about members by kind. */
  "review-digest": ({ day, items, waiting = [], checkpoint }, context) => {
    const tasks = items.length + waiting.reduce((sum, each) => sum + each.count, 0);
    const nearest = byDay(items)[0]?.dueOn ?? null;
    const hasTasks = tasks > 0;
    return {
      thread: { name: "daily digest", organization: "", reference: "" },
      about: `daily digest, ${hasTasks ? count(tasks, "open task") : "no open tasks"}`,
      lede: hasTasks
        ? `Action needed: ${count(tasks, "open task")}${nearest === null ? "" : `, ${tasks === 1 ? "due" : "the first due"} by ${weekdayDate(nearest)}`}.`
        : `No action needed on ${weekdayDate(day)}.`,
      otherwise:
        items.length > 0
          ? "A late decision is shown as overdue to the applicant and to the committee."
          : "Nothing happens until somebody acts, and some requests expire.",
      body: [
        ...byDay(items).map(({ organization, reference, action, dueOn }) =>
          item(`${oneLine(organization)} ${reference}: ${inSentence(oneLine(action))}${dueOn === null ? "" : `, by ${longDate(dueOn)}`}`),
        ),
        ...waiting.map(({ kind, count: number }) => {
          const { one, many, tab } = openTasks[kind];
          return item(`${count(number, one, many)}, under ${tab}`);
        }),
        link("See your open tasks", page(context, "committee", context.slug, ...pageOf(items, waiting))),
        ...(checkpoint === undefined
          ? []
          : [
              paragraph("Keep this checkpoint of the audit trail. You can use it to show later whether the trail was changed:"),
              paragraph(checkpoint),
            ]),
      ],
      because: onCommittee,
    };
  },

  "alert-raised": (data, context) => {
    const title = inSentence(data.title);
    return {
      thread: threadAbout(`alert, ${title}`, data.organization ?? ""),
      about: title,
      lede: `Action needed today: check this alert${data.organization === null ? "" : ` about ${oneLine(data.organization)}`}.`,
      why: `${data.title}. ${data.sentence.replace(/\s+/g, " ")}`.trim(),
      otherwise: "An alert changes nothing by itself.",
      body: [
        link(
          data.mayClose === false ? "See what was found" : "See what was found, and close the alert with a reason",
          page(context, "committee", context.slug, "alerts"),
        ),
      ],
      because: onCommittee,
    };
  },
} satisfies Partial<EmailTemplates>;

type Digest = EmailData["review-digest"];

/** What has to be done with each open task, and the committee's page on which it is listed: its name and its address. */
const openTasks: Readonly<
  Record<WaitingKind, { readonly one: string; readonly many: string; readonly tab: string; readonly path: string }>
> = {
  removal: { one: "removal to approve or stop", many: "removals to approve or stop", tab: "Removals", path: "removals" },
  appeal: { one: "appeal to read", many: "appeals to read", tab: "Removals", path: "removals" },
  evidence: { one: "removal with evidence to review", many: "removals with evidence to review", tab: "Removals", path: "removals" },
  answer: { one: "removal with a new answer to review", many: "removals with new answers to review", tab: "Removals", path: "removals" },
  recheck: { one: "answered re-check to review", many: "answered re-checks to review", tab: "Re-checks", path: "rechecks" },
  pause: { one: "delivery pause to confirm", many: "delivery pauses to confirm", tab: "Members", path: "members" },
  "alias-change": {
    one: "alias change to review",
    many: "alias changes to review",
    tab: "Alias changes",
    path: "alias-changes",
  },
  "join-request": { one: "join request to answer", many: "join requests to answer", tab: "Requests", path: "join-requests" },
  "access-recovery": { one: "access recovery to review", many: "access recoveries to review", tab: "Requests", path: "access-recoveries" },
  "member-change": { one: "change of name to review", many: "changes of name to review", tab: "Requests", path: "member-changes" },
  reinstatement: { one: "reinstatement to review", many: "reinstatements to review", tab: "Members", path: "members" },
};

function byDay(items: Digest["items"]): Digest["items"] {
  return items.toSorted((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") || byReference(a.reference, b.reference));
}

/** An email has one link: to the queue, or straight to the page that lists all that waits. */
function pageOf(items: Digest["items"], waiting: Required<Digest>["waiting"]): readonly string[] {
  const paths = new Set(waiting.map(({ kind }) => openTasks[kind].path));
  return items.length === 0 && paths.size === 1 ? [...paths] : [];
}
