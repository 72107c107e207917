/** Numbers from 0 to 1 that look like chance and are the same in every run (Park and Miller's generator). */
export function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
