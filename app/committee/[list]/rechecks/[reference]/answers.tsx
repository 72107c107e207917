import { AnswerRows } from "@/components/application/answer-card";
import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import { Entry } from "@/components/ui/entry";
import { Flag } from "@/components/ui/flag";
import { QuotedText } from "@/components/ui/quoted-text";
import { longDate } from "@/lib/kernel/calendar";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import { rowsOfDraft } from "@/lib/list/answer";
import type { FullRecheck } from "@/lib/recheck/queries/for-committee";
import type { AskedAgain } from "@/lib/recheck/reading";

type AnswersProps = { view: FullRecheck; path: string; problems: readonly Problem[]; kept: Kept | null };

const faces = {
  "still-true": { shape: "met", word: "Still true" },
  changed: { shape: "reading", word: "Changed" },
  "no-longer-true": { shape: "not-met", word: "No longer true" },
} as const;

/** What the member said to each criterion; where it waits for the committee, with a verdict for whatever changed. */
export function Answers({ view, path, problems, kept }: AnswersProps) {
  const { again, recheck, mayReview } = view;
  const judging = recheck.status === "answered" && mayReview;
  const shown = again.map((each) => <Answer key={each.criterion.key} each={each} judging={judging} problems={problems} kept={kept} />);
  if (!judging) return shown;
  return (
    <Form action={`${path}/judge`} version={recheck.version} hidden={{ recheck: recheck.id }} label="Judge the answers">
      {shown}
      <p className="meta">
        Where nothing is not met, the re-check passes. Otherwise a removal is proposed and you stand behind it; a second person has to
        agree. “Cannot tell” counts against nobody.
      </p>
      <Actions>
        <Button>Send my verdict</Button>
      </Actions>
    </Form>
  );
}

function Answer({
  each: { criterion, number, said, statement, confirmedOn },
  judging,
  problems,
  kept,
}: {
  each: AskedAgain;
  judging: boolean;
  problems: readonly Problem[];
  kept: Kept | null;
}) {
  const changed = said?.says === "changed" ? said.draft : null;
  const face = said === null ? { shape: "not-yet" as const, word: "Not answered" } : faces[said.says];
  return (
    <Entry margin={<Flag shape={face.shape} word={face.word} />} title={`${number}. ${criterion.title}`}>
      {changed === null ? null : <AnswerRows rows={rowsOfDraft(criterion, changed)} />}
      {said === null || said.words === "" ? null : <QuotedText panel text={said.words} />}
      {statement === null ? null : (
        <Details
          summary={confirmedOn === null ? "What was said before" : `What was confirmed on ${longDate(confirmedOn)}`}
          open={changed === null && said?.says === "no-longer-true"}
        >
          <AnswerRows rows={rowsOfDraft(criterion, statement)} />
        </Details>
      )}
      {judging && said !== null && said.says !== "still-true" ? (
        <>
          <Radios
            name={`verdict.${criterion.key}`}
            label={`Is criterion ${number} met?`}
            options={[
              { value: "met", label: "Met" },
              { value: "not-met", label: "Not met" },
              { value: "cannot-tell", label: "Cannot tell" },
            ]}
            value={kept?.fields[`verdict.${criterion.key}`]}
            problems={problems}
          />
          <TextArea
            name={`reason.${criterion.key}`}
            label="Reason"
            hint="The member reads this if the criterion is not met"
            maxLength={2000}
            value={kept?.fields[`reason.${criterion.key}`]}
            problems={problems}
          />
        </>
      ) : null}
    </Entry>
  );
}
