import { Refusal } from "./refusal";

/** How long a second press of one button is taken for the first. */
const momentMs = 10_000;

type Press = { readonly sent: string; readonly at: number; readonly leadsTo: Promise<string> };

/** The last press of each person, in the memory of this process: where it is missing, a refusal is shown as any other. */
const lastPresses = new Map<string, Press>();

/**
 * Runs what a person's press of a button does, and says where it leads. A double click sends the same form twice: when the second is
 * refused because the first has done it, it leads to where the first one led. `sent` stands for the address and every field.
 */
export async function asOnePress(personId: string, sent: string, run: () => Promise<string>): Promise<string> {
  const at = performance.now();
  for (const [person, press] of lastPresses) if (at - press.at > momentMs) lastPresses.delete(person);
  const last = lastPresses.get(personId);
  const first = last?.sent === sent ? last : null;
  const leadsTo = run();
  if (first === null) lastPresses.set(personId, { sent, at, leadsTo });
  return leadsTo.catch((error: unknown) => {
    if (first === null || !(error instanceof Refusal) || (error.kind !== "conflict" && error.kind !== "rule")) throw error;
    return first.leadsTo.catch(() => Promise.reject(error));
  });
}
