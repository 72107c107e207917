import { expect, test } from "vitest";
import { aliasStops } from "@/lib/alias/change-lifecycle";
import type { AuditAction } from "@/lib/audit/actions";
import { sentenceOf } from "@/lib/audit/sentence";

const names = { person: (id: string) => `person ${id}`, criterion: (key: string) => `“${key}”` };

function said(action: AuditAction, data: Record<string, string | number>): string {
  const event = { position: 1, at: new Date("2026-11-22T05:15:00Z"), action, actorKind: "person", actorId: "ada", data } as const;
  return sentenceOf(event, names);
}

test("the sentence says through whom a change of the contact alias was stopped", () => {
  expect(aliasStops.map((through) => said("alias.change_stopped", { through: through.replaceAll("-", "_") }))).toEqual([
    "The change of the contact alias was stopped by a representative.",
    "The change of the contact alias was stopped by somebody who reads the current address.",
    "The change of the contact alias was stopped by somebody who reads the new address.",
    "The change of the contact alias was stopped by the committee.",
    "The change of the contact alias was stopped because the membership ended.",
  ]);
});

test.each([
  ["representative", "The access recovery was ended by a representative."],
  ["alias", "The access recovery was ended by somebody who reads the contact alias."],
  ["committee", "The access recovery was ended by the committee."],
  ["asker", "The access recovery was ended by the person who asked."],
])("an access recovery that was ended through %s says so", (through, sentence) => {
  expect(said("access_recovery.ended", { through })).toBe(sentence);
});

test.each<[AuditAction, Record<string, string | number>, string]>([
  ["removal.proposed", { because: "expired-recheck" }, "person ada proposed to remove the member: the re-check was not answered in time."],
  ["recheck.alias_answered", { minutes: 1 }, "A person answered at the contact alias after 1 minute."],
  ["recheck.alias_answered", { minutes: 119 }, "A person answered at the contact alias after 119 minutes."],
  ["recheck.alias_answered", { minutes: 150 }, "A person answered at the contact alias after 3 hours."],
  ["recheck.answer_saved", { criterion: "user-base", says: "still-true" }, "person ada responded to “user-base”: still true."],
  ["alert.raised", { kind: "mail-gone" }, "An alert was raised: mail gone."],
  ["application.withdrawn", {}, "person ada withdrew the application."],
])("%s %o", (action, data, sentence) => {
  expect(said(action, data)).toBe(sentence);
});

test("a vote names who opened it, or nobody where it opened because all findings were sent", () => {
  expect(said("vote.opened", { closesAt: "Friday", person: "cora" })).toBe("The vote was opened by person cora. It closes on Friday.");
  expect(said("vote.opened", { closesAt: "Friday" })).toBe("The vote was opened. It closes on Friday.");
});

test("a conflict of interest that was recorded without a reason names none", () => {
  expect(said("conflict.derived", { person: "rita" })).toBe("A conflict of interest was detected for person rita.");
  expect(said("conflict.derived", { person: "rita", because: "acts" })).toBe(
    "A conflict of interest was detected for person rita. Reason: they act for the organization or work on its application.",
  );
});
