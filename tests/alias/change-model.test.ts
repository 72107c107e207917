import { afterAll, describe, expect, it } from "vitest";
import { after, beginning, type Event, events, type Model } from "./change-model";

/** Every state that any order of events leads to, and every step between two of them. */
function everyStep(): { readonly states: number; readonly steps: readonly (readonly [Model, Event, Model])[] } {
  const seen = new Set([JSON.stringify(beginning)]);
  const steps: (readonly [Model, Event, Model])[] = [];
  for (let open: Model[] = [beginning]; open.length > 0; ) {
    const found: Model[] = [];
    for (const state of open)
      for (const event of events) {
        const next = after(state, event);
        if (next === state) continue;
        steps.push([state, event, next]);
        const key = JSON.stringify(next);
        if (!seen.has(key)) {
          seen.add(key);
          found.push(next);
        }
      }
    open = found;
  }
  return { states: seen.size, steps };
}

const { states, steps } = everyStep();
afterAll(() => void process.stdout.write(`alias change: ${states} states, ${steps.length} steps between them, all visited\n`));

const wrong = (holds: (step: readonly [Model, Event, Model]) => boolean) => steps.filter((step) => !holds(step)).slice(0, 3);

/** Everything somebody who reads an address can do without signing in. */
const readers = ["answer", "answer-oddly", "disown", "replay-old-link"];

describe("in every order of events, of any length", () => {
  it("a member always has an address that people read, and who has left has none", () => {
    expect(wrong(([, , { member, aliases }]) => (member ? aliases.length > 0 : aliases.length === 0))).toEqual([]);
  });

  it("the new address receives only after its answer, the wait, and two agreements where they are needed", () => {
    expect(
      wrong(([before, event, next]) => {
        if (before.aliases.includes("new") || !next.aliases.includes("new")) return true;
        const { change } = before;
        const lastResponse = change?.email.lastResponse;
        return (
          event.do === "move" &&
          change?.status === "waiting" &&
          change.left <= 0 &&
          (lastResponse === "answered" || lastResponse === "odd") &&
          (!change.needsAgreement || change.agrees.length >= 2)
        );
      }),
    ).toEqual([]);
  });

  it("the old address goes only when the new one has answered once more, or with the member", () => {
    expect(
      wrong(([before, event, next]) => {
        if (!before.aliases.includes("old") || next.aliases.includes("old")) return true;
        if (event.do === "leave") return true;
        return (
          event.do === "follow" &&
          before.change?.status === "moving" &&
          before.change.email.lastResponse === "answered" &&
          next.aliases.includes("new")
        );
      }),
    ).toEqual([]);
  });

  it("a change that was stopped or expired leaves the address in use, alone", () => {
    expect(
      wrong(
        ([before, , next]) =>
          !["stopped", "expired"].includes(next.last ?? "") ||
          before.change === null ||
          JSON.stringify(next.aliases) === JSON.stringify(next.member ? ["old"] : []),
      ),
    ).toEqual([]);
  });

  it("readers of an address, by themselves, put none on the roster and take none away but the new one they stop", () => {
    expect(
      wrong(([before, event, next]) => {
        const alone = readers.includes(event.do) || (event.do === "stop" && event.who.endsWith("link"));
        return (
          !alone ||
          (next.aliases.every((each) => before.aliases.includes(each)) === true &&
            (!before.aliases.includes("old") || next.aliases.includes("old")))
        );
      }),
    ).toEqual([]);
  });

  it("only time, the worker and people who sign in change its status; nothing changes without an answer", () => {
    const further = steps.filter(([before, , next]) => before.change?.status !== next.change?.status && next.change !== null);
    expect(
      [
        ...new Set(further.map(([before, event, next]) => `${before.change?.status ?? "none"} -${event.do}-> ${next.change?.status}`)),
      ].toSorted(),
    ).toEqual(["asked -expire-> waiting", "asked -follow-> waiting", "none -ask-> asked", "waiting -move-> moving"]);
  });
});
