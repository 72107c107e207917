import type { DecisionRule } from "./definition";
import { count } from "./words";

/** A vote as it counts: one a person. */
export type CountedVote = { readonly personId: string; readonly choice: "accept" | "decline" | "abstain" };

type Ballot = {
  readonly votes: readonly CountedVote[];
  /** The people of the committee without a conflict of interest. */
  readonly eligible: readonly string[];
  /** Those who recused or were set aside; never counted, even when they are named as eligible or have voted. */
  readonly recused: readonly string[];
  /** Whether the time for voting is over. */
  readonly closed: boolean;
};

/** Why people have to settle it. */
type Referral = "nobody-eligible" | "too-few-people" | "no-quorum" | "objection" | "tie" | "too-few-approvals";

export type Outcome =
  | { readonly state: "open"; readonly missing: { readonly votes: number; readonly people: readonly string[] }; readonly sentence: string }
  | { readonly state: "accept"; readonly sentence: string }
  | { readonly state: "decline"; readonly sentence: string }
  | { readonly state: "referred"; readonly why: Referral; readonly sentence: string };

/**
 * What a vote comes to. Abstaining counts for the quorum and for neither side; votes of people who may not vote count for nothing.
 *
 * A vote is complete when everyone eligible has voted or its time is over. Complete, and with a quorum, it comes to
 * - accept, when the accepting votes reach `approvals` and no objection stops them: under "blocks" no vote declines, under
 *   "counts" more accept than decline;
 * - decline, when more decline than accept;
 * - referred, in every other case. A chair then extends the vote or settles it with a second person. Nothing happens by itself.
 *
 * It is decided before that, with a quorum, as soon as the votes still out cannot change it:
 * - accept, only under "counts": `approvals` is reached, and more accept than would decline if everyone still out declined.
 *   Under "blocks" anyone still out could object, so acceptance waits for all of them or for the close;
 * - decline: more decline than would accept if everyone still out accepted.
 *
 * Without a quorum nothing is ever accepted or declined: at the close it is referred. It is referred at once when nobody is
 * eligible, or fewer people than the quorum. While it is open, the sentence says how many people voted, never how.
 */
export function outcome(rule: Pick<DecisionRule, "approvals" | "quorum" | "objection">, ballot: Ballot): Outcome {
  const people = [...new Set(ballot.eligible)].filter((person) => !ballot.recused.includes(person));
  if (people.length === 0) return referred("nobody-eligible", "Nobody who is free of a conflict of interest can vote on this.");
  if (people.length < rule.quorum) {
    return referred("too-few-people", `${count(people.length, "person", "people")} can vote on this; the quorum is ${rule.quorum}.`);
  }

  const choices = new Map(ballot.votes.map(({ personId, choice }) => [personId, choice]));
  const out = people.filter((person) => !choices.has(person));
  const tally = tallyOf(people.flatMap((person) => choices.get(person) ?? []));
  const votes = people.length - out.length;

  if (votes < rule.quorum) {
    if (ballot.closed) return referred("no-quorum", `The vote closed with ${count(votes, "vote")}; the quorum is ${rule.quorum}.`);
    return open(rule.quorum - votes, out, `${votes} of ${rule.quorum} votes needed for a quorum are in.`);
  }
  if (ballot.closed || out.length === 0) return completed(rule, tally);
  if (rule.objection === "counts" && tally.accept >= rule.approvals && tally.accept > tally.decline + out.length) return accepted(tally);
  if (tally.decline > tally.accept + out.length) return declined(tally);
  return open(0, out, `A quorum of ${rule.quorum} is reached. ${count(out.length, "person", "people")} can still vote.`);
}

type Tally = Readonly<Record<CountedVote["choice"], number>>;

function completed({ approvals, objection }: Pick<DecisionRule, "approvals" | "objection">, tally: Tally): Outcome {
  const enough = tally.accept >= approvals;
  if (enough && (objection === "blocks" ? tally.decline === 0 : tally.accept > tally.decline)) return accepted(tally);
  if (tally.decline > tally.accept) return declined(tally);
  if (objection === "blocks" && enough) return referred("objection", `An objection stops acceptance: ${inWords(tally)}.`);
  if (tally.decline > 0 && tally.decline === tally.accept) return referred("tie", `The vote is tied: ${inWords(tally)}.`);
  return referred("too-few-approvals", `${count(approvals, "accepting vote is", "accepting votes are")} needed: ${inWords(tally)}.`);
}

function tallyOf(choices: readonly CountedVote["choice"][]): Tally {
  const of = (choice: CountedVote["choice"]) => choices.filter((each) => each === choice).length;
  return { accept: of("accept"), decline: of("decline"), abstain: of("abstain") };
}

function open(votes: number, people: readonly string[], sentence: string): Outcome {
  return { state: "open", missing: { votes, people }, sentence };
}

function accepted(tally: Tally): Outcome {
  return { state: "accept", sentence: `The vote is to accept: ${inWords(tally)}.` };
}

function declined(tally: Tally): Outcome {
  return { state: "decline", sentence: `The vote is to decline: ${inWords(tally)}.` };
}

function referred(why: Referral, sentence: string): Outcome {
  return { state: "referred", why, sentence };
}

function inWords({ accept, decline, abstain }: Tally): string {
  return `${accept} to accept, ${decline} to decline, ${abstain} abstained`;
}
