import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "./setup/database";
import { applicantActs } from "./visibility/acts";
import { faultsOfCommand, givenFor, marksFor } from "./visibility/ask";
import { stateOfTheWorld } from "./visibility/asking";
import { type Cast, castOf, markOf, of, playersFor } from "./visibility/cast";
import { committeeActs } from "./visibility/committee-acts";
import { makeWorld, type World } from "./visibility/world";

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

describe("a command, called directly", () => {
  it.each(acts.map((act) => [act.command.commandName, act] as const))("%s asks who may", async (_name, act) => {
    const given = await givenFor(act, world);
    const marks = marksFor(act);
    const faults: string[] = [];
    const asked = [...playersFor(cast, act.stage).map(({ player }) => player), ...(act.also ?? []).map((name) => of(cast, name))];
    for (const player of asked) {
      const mark = markOf(player, act.stage, marks);
      count.cells += 1;
      if (mark === "·") count.refused += 1;
      faults.push(...(await faultsOfCommand({ act, player, mark, given, sum })));
    }
    expect(faults).toEqual([]);
  });
});
