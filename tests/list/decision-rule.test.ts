import { describe, expect, test } from "vitest";
import { type CountedVote, outcome } from "@/lib/list/decision-rule";

const counts = { approvals: 2, quorum: 3, objection: "counts" } as const;
const blocks = { approvals: 2, quorum: 3, objection: "blocks" } as const;
const strict = { approvals: 3, quorum: 3, objection: "counts" } as const;

/** Votes in one word: the first person's first. + accepts, - declines, 0 abstains, . has not voted. */
function votes(word: string): CountedVote[] {
  const choices = { "+": "accept", "-": "decline", "0": "abstain" } as const;
  return [...word].flatMap((sign, at) =>
    sign in choices ? [{ personId: `p${at + 1}`, choice: choices[sign as keyof typeof choices] }] : [],
  );
}

function people(number: number): string[] {
  return Array.from({ length: number }, (_, at) => `p${at + 1}`);
}

describe("a vote comes to", () => {
  const table: readonly [string, typeof counts | typeof blocks | typeof strict, string, boolean, string][] = [
    ["nothing before anybody voted", counts, "...", false, "open"],
    ["nothing without a quorum, however clear", counts, "++.", false, "open"],
    ["accept when all accept", counts, "+++", false, "accept"],
    ["accept against one, where an objection counts", counts, "++-", false, "accept"],
    ["an objection, where it blocks", blocks, "++-", false, "referred: objection"],
    ["accept when all accept and an objection would block", blocks, "+++", false, "accept"],
    ["accept with an abstention", counts, "++0", false, "accept"],
    ["accept with an abstention where an objection blocks", blocks, "++0", false, "accept"],
    ["decline when all decline", counts, "---", false, "decline"],
    ["decline with one against", counts, "--+", false, "decline"],
    ["decline with one against where an objection blocks", blocks, "--+", false, "decline"],
    ["decline by one, when nobody else took a side", counts, "-00", false, "decline"],
    ["nothing when all abstain", counts, "000", false, "referred: too-few-approvals"],
    ["too few approvals with one", counts, "+00", false, "referred: too-few-approvals"],
    ["a tie of one", counts, "+-0", false, "referred: tie"],
    ["a tie of two", counts, "++--", false, "referred: tie"],
    ["an objection in a tie, where it blocks", blocks, "++--", false, "referred: objection"],
    ["too few approvals for a stricter list", strict, "++0", false, "referred: too-few-approvals"],
    ["too few approvals though more accept than decline", strict, "++-", false, "referred: too-few-approvals"],
    ["open while one could still object", blocks, "+++.", false, "open"],
    ["accept early when one more cannot change it", counts, "+++.", false, "accept"],
    ["open while those still out could make a tie", counts, "++0..", false, "open"],
    ["accept early when the last one can no longer make a tie", counts, "++0.", false, "accept"],
    ["decline early when one more cannot change it", counts, "---.", false, "decline"],
    ["decline early where an objection blocks as well", blocks, "---.", false, "decline"],
    ["open when those still out could accept", counts, "---...", false, "open"],
    ["accept at the close with a quorum, though some did not vote", counts, "++0...", true, "accept"],
    ["accept at the close where nobody objected", blocks, "+++...", true, "accept"],
    ["decline at the close", counts, "---...", true, "decline"],
    ["no quorum at the close, though both accept", counts, "++...", true, "referred: no-quorum"],
    ["no quorum at the close, though both decline", counts, "--...", true, "referred: no-quorum"],
    ["no quorum at the close of a vote that nobody came to", counts, ".....", true, "referred: no-quorum"],
    ["too few people at once", counts, "++", false, "referred: too-few-people"],
    ["too few people, before anybody voted", blocks, "..", false, "referred: too-few-people"],
    ["nobody", counts, "", false, "referred: nobody-eligible"],
  ];
  test.each(table)("%s", (_name, rule, word, closed, expected) => {
    const found = outcome(rule, { votes: votes(word), eligible: people(word.length), recused: [], closed });
    expect(found.state === "referred" ? `referred: ${found.why}` : found.state).toBe(expected);
    expect(found.sentence).toMatch(/^.+\.$/);
  });
});

describe("those who recused", () => {
  const all = people(4);
  const table: readonly [string, string, readonly string[], string][] = [
    ["their vote does not count", "++.-", ["p4"], "open"],
    ["their vote makes no quorum", "++.+", ["p4"], "open"],
    ["their objection does not block", "+++-", ["p4"], "accept"],
    ["without them too few are left", "++++", ["p3", "p4"], "referred: too-few-people"],
    ["without them nobody is left", "++++", all, "referred: nobody-eligible"],
  ];
  test.each(table)("%s", (_name, word, recused, expected) => {
    const found = outcome(blocks, { votes: votes(word), eligible: all, recused, closed: false });
    expect(found.state === "referred" ? `referred: ${found.why}` : found.state).toBe(expected);
  });
});

test("votes of people who are not on the committee count for nothing", () => {
  const strangers: CountedVote[] = ["x", "y", "z"].map((personId) => ({ personId, choice: "accept" }));
  expect(outcome(counts, { votes: strangers, eligible: people(3), recused: [], closed: true })).toEqual({
    state: "referred",
    why: "no-quorum",
    sentence: "The vote closed with 0 votes; the quorum is 3.",
  });
});

test("a person counts once, with the last choice", () => {
  const changed: CountedVote[] = [...votes("-++"), { personId: "p1", choice: "accept" }];
  expect(outcome(blocks, { votes: changed, eligible: ["p1", "p1", "p2", "p3"], recused: [], closed: false }).state).toBe("accept");
});

test("while it is open, nobody can see how others voted", () => {
  const [mixed, agreed] = ["+-..", "++.."].map((word) =>
    outcome(counts, { votes: votes(word), eligible: people(4), recused: [], closed: false }),
  );
  expect(mixed).toEqual({
    state: "open",
    missing: { votes: 1, people: ["p3", "p4"] },
    sentence: "2 of 3 votes needed for a quorum are in.",
  });
  expect(agreed).toEqual(mixed);
});

test("the sentences contain the tally", () => {
  const say = (word: string) => outcome(blocks, { votes: votes(word), eligible: people(word.length), recused: [], closed: true }).sentence;
  expect(["+++", "--+", "++-", "+00", "+-0", "++.."].map(say)).toEqual([
    "The vote is to accept: 3 to accept, 0 to decline, 0 abstained.",
    "The vote is to decline: 1 to accept, 2 to decline, 0 abstained.",
    "An objection stops acceptance: 2 to accept, 1 to decline, 0 abstained.",
    "2 accepting votes are needed: 1 to accept, 0 to decline, 2 abstained.",
    "The vote is tied: 1 to accept, 1 to decline, 1 abstained.",
    "The vote closed with 2 votes; the quorum is 3.",
  ]);
});
