import type { Problem } from "@/lib/kernel/refusal";
import { isStale } from "./rules";
import type { DecisionOutcome, FindingVerdict } from "./words";

/** The committee's reason for one criterion, in a decision and its email. */
export type DecisionReason = {
  readonly criterion: string;
  readonly verdict: FindingVerdict;
  readonly reason: string;
  readonly whatWouldHelp: string;
  /** A chair waived this criterion, seconded by another person. */
  readonly waived?: boolean;
};

/** A finding that was sent by somebody who may still decide. */
export type CountedFinding = { readonly criterion: string; readonly verdict: FindingVerdict; readonly answerVersion: number };

/** The state of the contact alias: nobody answered, an unusual answer has to be reviewed, or a person answered. */
export type AliasState = "not-answered" | "by-hand" | "answered";

export type DecisionInputs = {
  readonly outcome: DecisionOutcome;
  /** The criteria the applicant was asked, in order, with the newest version of each answer. */
  readonly asked: readonly { readonly key: string; readonly title: string; readonly number: number; readonly answerVersion: number }[];
  readonly reasons: readonly DecisionReason[];
  readonly findings: readonly CountedFinding[];
  /** Criteria waived by two people. */
  readonly waived: readonly string[];
  readonly alias: {
    readonly criterion: string;
    readonly state: AliasState;
    readonly confirmedByHand: boolean;
    readonly needsReason: boolean;
    readonly heldBy: "member" | "application" | null;
  };
};

/**
 * Everything that keeps a decision from being made, one sentence each, with the field of the email it belongs to.
 * To accept, every criterion is met by the decision's reasons and by more reviewers than not, or waived by two people; and a
 * person answered at the contact alias. To decline, at least one criterion is not met, and each such one has its reason.
 */
export function decisionFaults(decision: DecisionInputs): readonly Problem[] {
  return decision.outcome === "accepted" ? [...criterionFaults(decision), ...aliasFaults(decision)] : declineFaults(decision);
}

function criterionFaults({ asked, reasons, findings, waived }: DecisionInputs): readonly Problem[] {
  return asked.flatMap(({ key, title, number, answerVersion }) => {
    if (waived.includes(key)) return [];
    const field = `verdict.${key}`;
    if (reasons.find(({ criterion }) => criterion === key)?.verdict !== "met") {
      return [
        { field, message: `${number}. ${title} is not met according to this email. To accept without it, two people have to waive it` },
      ];
    }
    const fresh = findings.filter((each) => each.criterion === key && !isStale(each, { version: answerVersion }));
    return foundMet(fresh)
      ? []
      : [{ field, message: `${number}. ${title}: the reviewers did not find that it is met. Two people can waive it` }];
  });
}

function aliasFaults({ alias, reasons }: DecisionInputs): readonly Problem[] {
  const reason = reasons.find(({ criterion }) => criterion === alias.criterion)?.reason ?? "";
  return [
    ...(alias.state === "not-answered"
      ? [{ field: "", message: "Nobody has answered at the contact alias yet. The application can be accepted once somebody has" }]
      : []),
    ...(alias.heldBy === "member"
      ? [{ field: "", message: "The contact alias already belongs to another member. Ask for another address" }]
      : []),
    ...(alias.heldBy === "application"
      ? [
          {
            field: "",
            message: "Another application confirmed the same contact alias earlier. Decide that one first, or ask for another address",
          },
        ]
      : []),
    ...(alias.state === "by-hand" && !alias.confirmedByHand
      ? [{ field: "aliasByHand", message: "Confirm that you checked the answer from the contact alias" }]
      : []),
    ...(alias.needsReason && reason === ""
      ? [
          {
            field: `reason.${alias.criterion}`,
            message:
              "Enter why you accept this address as the organization's own. Its domain is shared, on a list of mail services, or can be mistaken for another",
          },
        ]
      : []),
  ];
}

function declineFaults({ asked, reasons }: DecisionInputs): readonly Problem[] {
  const open = asked.filter(({ key }) => reasons.find(({ criterion }) => criterion === key)?.verdict !== "met");
  if (open.length === 0)
    return [{ field: "", message: "According to this email every criterion is met. Say which one is not, or open another vote" }];
  return open
    .filter(({ key }) => (reasons.find(({ criterion }) => criterion === key)?.reason ?? "") === "")
    .map(({ key, title, number }) => ({
      field: `reason.${key}`,
      message: `${number}. ${title}: enter the reason. The applicant will read it`,
    }));
}

function foundMet(findings: readonly CountedFinding[]): boolean {
  const met = findings.filter(({ verdict }) => verdict === "met").length;
  return met > findings.filter(({ verdict }) => verdict === "not-met").length;
}

type Backer = { readonly personId: string; readonly choice: "accept" | "decline" | "abstain"; readonly counts: boolean };

/** The second person behind a decision: the first who voted for it, whose vote counts, and who is not the one who decides. */
export function secondApprover(outcome: DecisionOutcome, votes: readonly Backer[], decider: string): string | null {
  const choice = outcome === "accepted" ? "accept" : "decline";
  return votes.find((vote) => vote.counts && vote.choice === choice && vote.personId !== decider)?.personId ?? null;
}
