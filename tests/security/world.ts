import { beforeAll } from "vitest";
import { testDatabase } from "../setup/database";
import { type Cast, castOf } from "../visibility/cast";
import { makeWorld } from "../visibility/making";
import type { World } from "../visibility/world";

/** The world of the visibility tests, with everybody signed in. */
export function securityWorld(): { readonly world: () => World; readonly cast: () => Cast } {
  let made: { world: World; cast: Cast } | undefined;
  beforeAll(async () => {
    await testDatabase();
    made = { world: await makeWorld(new Date()), cast: await castOf() };
  }, 120_000);
  const here = () => {
    if (!made) throw new Error("The world is not made yet");
    return made;
  };
  return { world: () => here().world, cast: () => here().cast };
}
