import type { AuditAction } from "./actions";

/**
 * What versions 0.1 and 0.2 called actions, subjects and words of events. The trail is never rewritten, so their events keep these
 * names; whoever reads the trail asks for both and is given the current ones.
 */
const actions: Readonly<Record<string, AuditAction>> = {
  "seat.granted": "role.granted",
  "seat.revoked": "role.revoked",
  "application.conflict_settled": "application.conflict_resolved",
  "email.held_back": "email.rate_limited",
  "alias.change_lapsed": "alias.change_expired",
  "evidence.weighed": "evidence.correlated",
  "alarm.raised": "alert.raised",
  "alarm.closed": "alert.closed",
  "succession.asked": "access_recovery.asked",
  "succession.told": "access_recovery.told",
  "succession.alias_asked": "access_recovery.alias_asked",
  "succession.alias_proved": "access_recovery.alias_proved",
  "succession.domain_looked": "access_recovery.domain_checked",
  "succession.domain_asked": "access_recovery.domain_asked",
  "succession.waiting": "access_recovery.waiting",
  "succession.agreed": "access_recovery.agreed",
  "succession.ended": "access_recovery.ended",
  "succession.completed": "access_recovery.completed",
  "removal.clock_stopped": "removal.delivery_unconfirmed",
  "removal.held": "removal.put_on_hold",
  "delivery.pause_lapsed": "delivery.pause_expired",
  "letter.attempted": "email.attempted",
  "letter.accepted": "email.accepted",
  "letter.put_off": "email.put_off",
  "letter.sent_again": "email.sent_again",
  "letter.delivered": "email.delivered",
  "letter.bounced": "email.bounced",
  "letter.complained": "email.complained",
  "letter.suppressed": "email.suppressed",
  "letter.failed": "email.failed",
  "recheck.reacted": "recheck.alias_answered",
  "recheck.clock_stopped": "recheck.paused",
  "recheck.clock_started": "recheck.resumed",
  "recheck.lapsed": "recheck.expired",
  "criterion.unheard": "criterion.delivery_unconfirmed",
  "criterion.judged": "criterion.decided",
};

const subjects: Readonly<Record<string, string>> = { letter: "email", alarm: "alert", succession: "access-recovery" };

/** Fields of an event's data. */
const fields: Readonly<Record<string, string>> = { heldUntil: "undoUntil", alarm: "alert" };

/** Words of closed lists, by the field in which they stand. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  because: {
    "lapsed-recheck": "expired-recheck",
    "letters-wait": "emails-wait",
    "letters-failed": "emails-failed",
    "letters-bounce": "emails-bounce",
    "stepped-aside": "recused",
    "seat-ended": "role-ended",
  },
  kind: {
    "letters-bounce": "emails-bounce",
    "letters-suppressed": "emails-suppressed",
    "clock-stopped": "deadline-paused",
    "not-heard": "delivery-unconfirmed",
    "removals-held": "removals-on-hold",
    grace: "grace-period",
    "grace-ends": "grace-period-ends",
  },
  through: { departure: "end-of-membership" },
};

/** The name by which an action is known now. */
export function currentAction(action: string): string {
  return actions[action] ?? action;
}

/** All names under which the trail holds events of some actions. */
export function storedActions(current: readonly AuditAction[]): readonly string[] {
  const former = Object.keys(actions).filter((each) => current.some((action) => action === actions[each]));
  return [...current, ...former];
}

/** All names under which the trail holds events about a kind of subject. */
export function storedSubjects(kind: string): readonly string[] {
  return [kind, ...Object.keys(subjects).filter((former) => subjects[former] === kind)];
}

/** An event with the names of this version. */
export function byCurrentNames<E extends { readonly action: string; readonly data: Readonly<Record<string, unknown>> }>(event: E): E {
  const data = Object.entries(event.data).map(([field, value]) => [
    fields[field] ?? field,
    typeof value === "string" ? (words[field]?.[value] ?? value) : value,
  ]);
  return { ...event, action: currentAction(event.action), data: Object.fromEntries(data) };
}
