import { expect, test } from "vitest";
import { outageSafeguardTrips } from "@/lib/evidence/rules";

test.each([
  ["two of three: too few to be our fault", 2, 3, false],
  ["three of fifteen: not more than a fifth", 3, 15, false],
  ["three of fourteen", 3, 14, true],
  ["all three", 3, 3, true],
  ["sixty of three hundred: not more than a fifth", 60, 300, false],
  ["sixty-one of three hundred", 61, 300, true],
])("many checks that fail at once are taken for a fault of ours: %s", (_, failing, asked, trips) => {
  expect(outageSafeguardTrips({ failing, asked })).toBe(trips);
});
