import { expect, test } from "vitest";
import { nameSkeleton } from "@/lib/evidence/name-skeleton";

test.each([
  ["a digit for a letter", "Gl0bex"],
  ["a legal form and capitals", "GLOBEX Inc."],
  ["a Cyrillic letter (U+043E)", "Gl\u043ebex"],
  ["a capital Cyrillic letter (U+0412) and a capital I", "GIo\u0412ex"],
  ["an accent", "Gl\u00f6bex"],
  ["full-width emails", "\uff27lobex"],
  ["spaces and a hyphen", "Glo-bex GmbH"],
])("a name with %s looks like Globex", (_what, name) => {
  expect(nameSkeleton(name)).toBe(nameSkeleton("Globex"));
});

test.each(["Globe", "Hooli", "Globex Labs", "Globus"])("%s does not look like Globex", (name) => {
  expect(nameSkeleton(name)).not.toBe(nameSkeleton("Globex"));
});
