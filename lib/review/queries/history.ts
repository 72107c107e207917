import { eventsAbout } from "@/lib/audit/queries";
import { type SpokenEvent, sentenceOf } from "@/lib/audit/sentence";
import { namesIn } from "@/lib/identity/queries";
import type { Actor } from "@/lib/kernel/actor";
import { datesInWords } from "@/lib/kernel/dates-in-words";
import type { ListDefinition } from "@/lib/list/definition";
import { criterionByKey } from "@/lib/list/lookup";
import { mayReadAnswers, mayReadDiscussion, mayReadHistory } from "../permissions";
import { openForReview } from "./application";
import { roundState } from "./facts";

/** The most events on one page; `next` leads to older ones. */
const mostEvents = 100;

/** What administrators are told: how far it is, not what the committee found or wrote. */
const forAdministrators = /^(application|information|decision|review\.(assigned|released|unroutable)|vote\.(opened|closed))/;

/**
 * What happened to an application, newest first, in sentences with names. While a vote is open nobody is told who voted;
 * administrators are told how far it is. Null for everybody who may not read it, those who recused among them.
 */
export async function historyOf(
  viewer: Actor,
  list: ListDefinition,
  { reference, before }: { reference: string; before?: number },
): Promise<{ events: readonly SpokenEvent[]; next: number | null } | null> {
  const opened = await openForReview(viewer, list, reference);
  if (opened === null || !mayReadHistory(opened.viewer, opened.subject)) return null;
  const all = await eventsAbout(
    { kind: "application", id: opened.row.id },
    before === undefined ? { limit: mostEvents } : { limit: mostEvents, before },
  );
  const whole = mayReadAnswers(opened.viewer, opened.subject) || mayReadDiscussion(opened.viewer, opened.subject);
  const voting = roundState(opened.row) === "open";
  const events = all.filter(({ action }) => (whole || forAdministrators.test(action)) && !(voting && action === "vote.cast"));
  const names = await namesIn(events);
  const speak = {
    person: (id: string) => names.get(id) ?? "Somebody who is no longer on record",
    criterion: (key: string) => criterionByKey(list, key)?.title ?? key,
  };
  return {
    events: events.map((event) => ({
      position: event.position,
      at: event.at,
      action: event.action,
      sentence: sentenceOf({ ...event, data: datesInWords(event.data) }, speak),
    })),
    next: all.length < mostEvents ? null : (all.at(-1)?.position ?? null),
  };
}
