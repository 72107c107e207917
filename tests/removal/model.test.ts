import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { dayOf } from "@/lib/kernel/calendar";
import { randomFrom } from "../alias/random";
import { testDatabase } from "../setup/database";
import { expectStatusKept } from "./kept-status";
import { type Event, events, isCured, type Model, nextStep, openRemoval, reachable, start, stateAfter } from "./model";
import { ModelMember } from "./model-member";
import { type Committee, committee, forget } from "./world";

/** REMOVAL_SEQUENCES runs more of them (2,000 take about ten minutes), REMOVAL_SEED others; a failure names the seed and the events that lead to it. */
const sequences = Number(process.env.REMOVAL_SEQUENCES ?? 200);
const firstSeed = Number(process.env.REMOVAL_SEED ?? 1);
const atOnce = 8;
const longest = 7;

const states = reachable();
/** Of the states that only a contact alias leads to, the database sees those of an open re-check; sequences come through the others. */
const visited = states.filter(
  ({ model: { removal, recheck }, path }) =>
    !path.some((event) => event.includes("alias")) || (removal?.basis === "alias" && recheck === "open"),
);
const keyOf = (model: Model) => JSON.stringify(model);

describe("the model", () => {
  test("removes nobody while no reason applies", () => {
    for (const { model, path } of states) {
      if (openRemoval(model) !== null) expect(isCured(model), path.join(", ")).toBe(false);
      const next = stateAfter(model, "day of removal");
      if (next.removal?.status === "carried-out" && model.removal?.status === "agreed") expect(isCured(model), path.join(", ")).toBe(false);
    }
  });

  test("leaves no removal without a next step, and each such step changes something", () => {
    for (const { model, path } of states) {
      const step = nextStep(model);
      expect(step === null, path.join(", ")).toBe(openRemoval(model) === null);
      for (const event of step?.by ?? []) expect(keyOf(stateAfter(model, event)), `${path.join(", ")}: ${event}`).not.toBe(keyOf(model));
    }
  });

  test("ends every open removal when its steps are taken, whatever is decided", () => {
    for (const { model, path } of states) {
      let current = model;
      for (let steps = 0; nextStep(current) !== null; steps += 1) {
        expect(steps, path.join(", ")).toBeLessThan(20); // what waited for its end follows it
        current = stateAfter(current, nextStep(current)?.by.at(-1) ?? "leave");
      }
    }
  });
});

describe("the commands on PostgreSQL", () => {
  let who: Committee;

  beforeAll(async () => {
    await testDatabase();
    await forget();
    who = await committee();
  });

  /** Runs a sequence on a member of its own, and compares with the model after each event. */
  async function agrees(name: string, path: readonly Event[]): Promise<void> {
    const one = await ModelMember.make(who, name);
    let model = start;
    for (const [index, event] of path.entries()) {
      await one.takes(event);
      model = stateAfter(model, event);
      const label = `${name}: ${path.slice(0, index + 1).join(", ")}`;
      const { member: isMember, recheck: status, removal: newest } = model;
      expect({ label, ...(await one.state()) }).toEqual({ label, member: isMember, recheck: status, removal: newest });
      await expectStatusKept(one.of.memberId, dayOf(one.now), label);
    }
  }

  async function all(jobs: readonly (() => Promise<void>)[]): Promise<void> {
    let next = 0;
    const run = async () => {
      for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) await job();
    };
    await Promise.all(Array.from({ length: atOnce }, run));
  }

  /** Mostly what changes something, sometimes what is refused. */
  function sequence(seed: number): readonly Event[] {
    const random = randomFrom(seed);
    const pick = (from: readonly Event[]) => from[Math.floor(random() * from.length)] ?? "expire";
    let model = start;
    return Array.from({ length: 3 + Math.floor(random() * (longest - 2)) }, () => {
      const moving = events.filter((event) => event !== "leave" && keyOf(stateAfter(model, event)) !== keyOf(model));
      const event = random() < 0.85 && moving.length > 0 ? pick(moving) : pick(events);
      model = stateAfter(model, event);
      return event;
    });
  }

  test(`reach each of ${visited.length} states of the model, by the shortest way`, { timeout: 1_500_000 }, async () => {
    expect(z.int().min(40).safeParse(states.length).success).toBe(true);
    await all(
      visited.map(
        ({ path }, index) =>
          () =>
            agrees(`State ${index}`, path),
      ),
    );
  });

  test(`agree with the model on ${sequences} sequences from seed ${firstSeed}`, { timeout: 3_600_000 }, async () => {
    await all(Array.from({ length: sequences }, (_, index) => () => agrees(`Seed ${firstSeed + index}`, sequence(firstSeed + index))));
  });
});
