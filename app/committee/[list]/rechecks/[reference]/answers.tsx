import { AnswerRows } from "@/components/application/answer-card";
import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Details } from "@/components/ui/details";
import { Entry } from "@/components/ui/entry";
import { Flag } from "@/components/ui/flag";
import { QuotedText } from "@/components/ui/quoted-text";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import { rowsOfDraft } from "@/lib/list/answer";
import { confirmedWords } from "@/lib/member/standing";
import type { FullRecheck } from "@/lib/recheck/queries/for-committee";
import { type AskedAgain, choiceNeeded, fieldChanges } from "@/lib/recheck/reading";

type AnswersProps = { view: FullRecheck; path: string; problems: readonly Problem[]; kept: Kept | null };

const faces = {
  "still-true": { shape: "met", word: "Still true" },
  changed: { shape: "reading", word: "Changed" },
  "no-longer-true": { shape: "not-met", word: "No longer true" },
} as const;

/** What the member said to each criterion; where it waits for the committee, with a verdict for whatever changed or was not answered. */
export function Answers({ view, path, problems, kept }: AnswersProps) {
  const { again, recheck, mayReview } = view;
  const judging = recheck.status === "answered" && mayReview;
  const shown = again.map((each) => (
    <Answer
      key={each.criterion.key}
      each={each}
      choice={judging ? choiceNeeded(each, view.reaction.is) : null}
      problems={problems}
      kept={kept}
    />
  ));
  if (!judging) return shown;
  return (
    <Form action={`${path}/judge`} version={recheck.version} hidden={{ recheck: recheck.id }} label="Judge the answers">
      {shown}
      <p className="meta">
        What was not answered needs your choice. Where nothing is not met, the re-check passes. Otherwise a removal is proposed and you
        stand behind it; a second person has to agree. “Cannot tell” counts against nobody.
      </p>
      <Actions>
        <Button>Send my verdict</Button>
      </Actions>
    </Form>
  );
}

function Answer({
  each: { criterion, number, said, statement, confirmedOn, confirmedBy },
  choice,
  problems,
  kept,
}: {
  each: AskedAgain;
  choice: ReturnType<typeof choiceNeeded>;
  problems: readonly Problem[];
  kept: Kept | null;
}) {
  const changed = said?.says === "changed" ? said.draft : null;
  const face = said === null ? { shape: "not-yet" as const, word: "Not answered" } : faces[said.says];
  return (
    <Entry margin={<Flag shape={face.shape} word={face.word} />} title={`${number}. ${criterion.title}`}>
      {changed === null ? null : statement === null ? (
        <AnswerRows rows={rowsOfDraft(criterion, changed)} />
      ) : (
        <Difference {...fieldChanges(criterion, statement, changed)} />
      )}
      {said === null || said.words === "" ? null : <QuotedText panel text={said.words} />}
      {statement === null ? null : (
        <Details
          summary={confirmedOn === null || confirmedBy === null ? "What was said before" : confirmedWords({ confirmedOn, confirmedBy })}
          open={changed === null && said?.says === "no-longer-true"}
        >
          <AnswerRows rows={rowsOfDraft(criterion, statement)} />
        </Details>
      )}
      {choice === null ? null : (
        <>
          {choice === "unanswered" ? <p>{said === null ? "The member did not answer this." : notRead}</p> : null}
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
            label={`Reason: ${criterion.title}`}
            hint={
              choice === "unanswered"
                ? "Needed for “Met” and “Not met”: nobody answered. The member reads it"
                : "The member reads this if the criterion is not met"
            }
            maxLength={2000}
            value={kept?.fields[`reason.${criterion.key}`]}
            problems={problems}
          />
        </>
      )}
    </Entry>
  );
}

const notRead = "Nobody has answered from the contact alias, so nobody knows whether people read it.";

/** A changed answer beside the one before it, field by field. */
function Difference({ changed, same }: ReturnType<typeof fieldChanges>) {
  return (
    <>
      {changed.length === 0 ? (
        <p>No field of the answer changed.</p>
      ) : (
        <DataTable
          caption="What changed"
          columns={[{ head: "Field", names: true }, { head: "Before" }, { head: "Now" }]}
          rows={changed.map(({ label, before, now }) => ({
            key: label,
            cells: [label, <QuotedText key="before" text={before} />, <QuotedText key="now" text={now} />],
          }))}
        />
      )}
      {same.length === 0 ? null : <p className="meta">Unchanged: {same.join(", ")}.</p>}
    </>
  );
}
