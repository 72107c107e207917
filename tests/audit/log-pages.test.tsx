import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { History } from "@/components/audit/history";
import { sentenceOf } from "@/lib/audit/sentence";

const names = { person: (id: string) => id, criterion: (key: string) => key };
const written = (data: Record<string, unknown>, action = "evidence.checked") => ({
  position: 1,
  at: new Date("2026-11-28T10:00:00Z"),
  action,
  actorKind: "person",
  actorId: "Eve",
  data,
});

test.each([
  ["HTML", "</li><li>The vote was closed: accepted.<script>alert(1)</script>"],
  ["a line break", "yes.\nThe vote was closed: accepted."],
  ["a bidi control", "yes \u202e detpecca \u2066"],
  ["a control character", "yes\u0000\u001b[2K\u0085"],
  ["an invisible character", "y\u200bes\ufeff"],
])("HC-AUD-009: %s in an event's data cannot hide or imitate a row of a log page", (_, hostile) => {
  const sentence = sentenceOf(written({ name: "mail-domain", result: hostile }), names);
  const page = renderToStaticMarkup(<History events={[{ key: "1", at: new Date("2026-11-28T10:00:00Z"), sentence }]} />);
  expect(page.match(/<li[ >]/g)).toHaveLength(1);
  expect(page).not.toContain("<script");
  expect(sentence).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
  const unknown = sentenceOf(written({}, hostile), names);
  expect(unknown).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
});
