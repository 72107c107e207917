import { beforeAll, describe, expect, it, vi } from "vitest";
import { testDatabase } from "./setup/database";
import { type Act, applicantActs } from "./visibility/acts";
import { faultsOfCommand, faultsOfDoor, givenFor, marksFor } from "./visibility/ask";
import { stateOfTheWorld } from "./visibility/asking";
import { type Cast, castOf, markOf, of, playersFor } from "./visibility/cast";
import { committeeActs } from "./visibility/committee-acts";
import type { Mark } from "./visibility/matrix";
import { makeWorld, type World } from "./visibility/world";

vi.mock("next/headers", () => import("./visibility/browser"));

let world: World;
let cast: Cast;
let sum: string;
const count = { cells: 0, refused: 0 };

beforeAll(async () => {
  await testDatabase();
  world = await makeWorld(new Date());
  cast = await castOf();
  sum = await stateOfTheWorld();
}, 120_000);

const acts = [...applicantActs, ...committeeActs];

/** Every player that an act is asked for, with the mark of the matrix. */
async function cellsOf(act: Act) {
  const given = await givenFor(act, world);
  const marks = marksFor(act);
  const asked = [...playersFor(cast, act.stage).map(({ player }) => player), ...(act.also ?? []).map((name) => of(cast, name))];
  return asked.map((player) => ({ act, player, mark: markOf(player, act.stage, marks), given }));
}

function counted({ mark }: { mark: Mark }): void {
  count.cells += 1;
  if (mark === "·") count.refused += 1;
}

describe("a command, called directly", () => {
  it.each(acts.map((act) => [act.command.commandName, act] as const))("%s asks who may", async (_name, act) => {
    const faults: string[] = [];
    for (const cell of await cellsOf(act)) {
      counted(cell);
      faults.push(...(await faultsOfCommand(cell)));
    }
    expect(faults).toEqual([]);
    expect(await stateOfTheWorld()).toBe(sum);
  });
});

describe("the address of a form", () => {
  it.each(acts.flatMap((act) => act.doors.map((door) => [door.file, act, door] as const)))("%s asks who may", async (_file, act, door) => {
    const faults: string[] = [];
    for (const cell of await cellsOf(act)) {
      if (cell.player.name === "worker") continue; // has no browser
      counted(cell);
      faults.push(...(await faultsOfDoor(cell, door)));
    }
    expect(faults).toEqual([]);
    expect(await stateOfTheWorld()).toBe(sum);
  });
});
