import { AnswerRows } from "@/components/application/answer-card";
import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Details } from "@/components/ui/details";
import { Entry } from "@/components/ui/entry";
import { QuotedText } from "@/components/ui/quoted-text";
import { StatusIcon } from "@/components/ui/status-icon";
import { answeredQuickly } from "@/lib/alias/rules";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import { rowsOfDraft } from "@/lib/list/answer";
import { confirmedWords } from "@/lib/member/standing";
import { type AskedAgain, choiceNeeded, fieldChanges } from "@/lib/recheck/reading";
import type { FullRecheck } from "@/lib/views/recheck-for-committee";

import { chairFindsMet } from "../chair-finds-met";

type AnswersProps = { view: FullRecheck; path: string; problems: readonly Problem[]; kept: Kept | null };

const icons = {
  "still-true": { shape: "met", word: "Still true" },
  changed: { shape: "reading", word: "Changed" },
  "no-longer-true": { shape: "not-met", word: "No longer true" },
} as const;

/** The member's answer to each criterion; while it waits for the committee, with a verdict for each that changed or was not answered. */
export function Answers({ view, path, problems, kept }: AnswersProps) {
  const { again, recheck, mayReview } = view;
  const deciding = recheck.status === "answered" && mayReview;
  const answerList = again.map((each) => (
    <Answer
      key={each.criterion.key}
      each={each}
      unsent={view.unsent.includes(each.criterion.key)}
      choice={deciding ? choiceNeeded(each, view.aliasResponse.is) : null}
      withoutMet={view.chairOnly.includes(each.criterion.key)}
      problems={problems}
      kept={kept}
    />
  ));
  if (!deciding) return answerList;
  return (
    <Form action={`${path}/decide`} version={recheck.version} hidden={{ recheck: recheck.id }} label="Review the answers">
      {answerList}
      <p className="meta">
        You have to decide on criteria that were not answered or were not met before. If you decide that a criterion is not met, a removal
        is proposed with you as the first approver, and a second person has to approve it. Otherwise the re-check passes. “Cannot tell” does
        not count against the member.
      </p>
      <Actions>
        <Button>Send my decision</Button>
      </Actions>
    </Form>
  );
}

function Answer({
  each: { criterion, number, response, statement, confirmedOn, confirmedBy },
  unsent,
  choice,
  withoutMet,
  problems,
  kept,
}: {
  each: AskedAgain;
  unsent: boolean;
  choice: ReturnType<typeof choiceNeeded>;
  withoutMet: boolean;
  problems: readonly Problem[];
  kept: Kept | null;
}) {
  const changed = response?.says === "changed" ? response.draft : null;
  const icon = response === null ? { shape: "not-yet" as const, word: unsent ? "Not sent yet" : "Not answered" } : icons[response.says];
  return (
    <Entry margin={<StatusIcon shape={icon.shape} word={icon.word} />} title={`${number}. ${criterion.title}`}>
      {unsent ? (
        <p className="meta">The member has saved an answer but has not sent it. The committee can read it once it is sent.</p>
      ) : null}
      {changed === null ? null : statement === null ? (
        <AnswerRows rows={rowsOfDraft(criterion, changed)} />
      ) : (
        <Difference {...fieldChanges(criterion, statement, changed)} />
      )}
      {response === null || response.words === "" ? null : <QuotedText panel text={response.words} />}
      {statement === null ? null : (
        <Details
          summary={confirmedOn === null || confirmedBy === null ? "Previous answer" : confirmedWords({ confirmedOn, confirmedBy })}
          open={changed === null && response?.says === "no-longer-true"}
        >
          <AnswerRows rows={rowsOfDraft(criterion, statement)} />
        </Details>
      )}
      {choice === null ? null : (
        <>
          {choice === "unanswered" ? <p>{response === null ? "The member did not answer this." : notRead}</p> : null}
          {choice === "check-by-hand" ? <p>{answeredQuickly}. Decide whether the address is monitored.</p> : null}
          {choice === "disowned" ? (
            <p>Somebody who reads the contact alias said that the address does not belong to the organization.</p>
          ) : null}
          {choice === "not-met" ? (
            <p>The committee decided earlier that this criterion is not met. The member says that it is met.</p>
          ) : null}
          {withoutMet ? <p>{chairFindsMet}</p> : null}
          <Radios
            name={`verdict.${criterion.key}`}
            label={`Is criterion ${number} met?`}
            options={[
              ...(withoutMet ? [] : [{ value: "met", label: "Met" }]),
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
                ? "Needed for “Met” and “Not met”, because nobody answered. The member will read this"
                : choice === "disowned"
                  ? "Needed for “Met” and “Not met”. The member will read this"
                  : "The member will read this if the criterion is not met"
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

const notRead = "Nobody has answered from the contact alias, so we do not know whether it is monitored.";

/** A changed answer beside the one before it, field by field. */
function Difference({ changed, same }: ReturnType<typeof fieldChanges>) {
  return (
    <>
      {changed.length === 0 ? (
        <p>The fields of the answer have not changed.</p>
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
