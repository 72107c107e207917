import { ConflictChoice } from "@/components/form/conflict-choice";
import type { ApplicantView } from "@/lib/application/applicant-view";
import type { ReadCriterion } from "@/lib/application/reading";
import type { Problem } from "@/lib/kernel/refusal";
import { rowsOfDraft } from "@/lib/list/answer";
import type { Draft } from "@/lib/list/kind";
import { pathOf } from "../../here";

/** Two texts of one answer, where they differ, and the choice between them. */
export function TwoTexts({
  view,
  found: { criterion },
  mine,
  problems,
}: {
  view: ApplicantView;
  found: ReadCriterion;
  mine: Draft;
  problems: readonly Problem[];
}) {
  const theirs = view.answers.find((each) => each.criterion === criterion.key);
  const [ours, others] = [rowsOfDraft(criterion, mine), rowsOfDraft(criterion, theirs?.draft ?? {})];
  const differences = ours.flatMap(({ label, text }, at) => {
    const other = others[at]?.text ?? "";
    return text === other ? [] : [{ label, mine: text, theirs: other }];
  });
  return (
    <ConflictChoice
      action={`${pathOf(view.reference, criterion.key)}/resolve`}
      version={theirs?.version ?? 0}
      who={theirs === undefined || theirs.editedByMe ? "You, in another window," : theirs.editedBy}
      at={theirs?.editedAt ?? view.now}
      differences={differences}
      draft={{}}
      problems={problems}
    />
  );
}
