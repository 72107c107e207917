import { Refusal } from "./refusal";

/** A journey as a table: one row an event, the states it may start from and the one it leads to. */
export type Lifecycle<Status extends string, Event extends string> = Readonly<
  Record<Event, { readonly from: readonly Status[]; readonly to: Status }>
>;

/**
 * The state that `event` leads to from `status`.
 * Refuses, in a sentence that names the thing and its state, when the table does not allow the step.
 */
export function nextStatus<Status extends string, Event extends string>(
  lifecycle: Lifecycle<Status, Event>,
  event: Event,
  { thing, status }: { thing: string; status: Status },
): Status {
  const step = lifecycle[event];
  if (!step.from.includes(status)) {
    throw new Refusal(`This is not possible any more: the ${thing} is ${words(status)}.`, { kind: "conflict" });
  }
  return step.to;
}

function words(status: string): string {
  return status.replaceAll("_", " ");
}
