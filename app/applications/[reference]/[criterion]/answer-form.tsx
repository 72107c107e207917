import { CommitteeQuestion } from "@/components/application/committee-question";
import { Checkbox } from "@/components/form/choices";
import { CriterionFields } from "@/components/form/criterion-fields";
import { messagesFor } from "@/components/form/field-parts";
import { FinishedQuestion, SaveActions, saveAndContinue } from "@/components/form/finished-question";
import { Form } from "@/components/form/form";
import { RichForm } from "@/components/form/rich-form";
import { withAnotherRow } from "@/components/form/row-count";
import { PolicyText } from "@/components/list/policy-text";
import { Panel } from "@/components/ui/banner";
import { Actions, Button } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import type { ApplicantView, Question } from "@/lib/application/applicant-view";
import { policyField } from "@/lib/application/drafts";
import type { ReadCriterion } from "@/lib/application/reading";
import { asksIfFinished } from "@/lib/application/rules";
import { dayOf } from "@/lib/kernel/calendar";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import { fieldsOf } from "@/lib/list/answer";
import type { ListDefinition } from "@/lib/list/definition";
import { policyInForce } from "@/lib/list/embargo";
import type { Draft } from "@/lib/list/kind";
import { pathOf } from "../../here";
import { AliasEmail } from "../alias-email";
import { draftIn } from "./form-fields";

type AnswerFormProps = {
  view: ApplicantView;
  list: ListDefinition;
  found: ReadCriterion;
  /** A refused form of this page; it is shown again instead of what is stored. */
  kept: Kept | null;
  problems: readonly Problem[];
  /** The rows to which "Add another" was pressed. */
  more?: string;
  from?: string;
  /** The committee's open question on it. */
  question?: Question;
};

const formId = "answer";

/** The form of one criterion, filled with what is stored or with what was just refused. */
export function AnswerForm({ view, list, found: { criterion, stored, reading }, kept, problems, more, from, question }: AnswerFormProps) {
  const path = pathOf(view.reference, criterion.key);
  const fields = fieldsOf(criterion);
  const policy = criterion.kind === "policy-acceptance" ? policyInForce(list, view.today) : undefined;
  const typed = draftFor(kept ? draftIn(kept.fields) : (stored?.draft ?? {}), policy?.version);
  const rows = fields.find((field) => field.type === "rows" && field.name === more);
  const draft = rows?.type === "rows" ? withAnotherRow(rows, typed) : typed;
  const hidden = {
    ...(policy ? { [policyField]: policy.version } : {}),
    ...(asksIfFinished(criterion) && !question ? {} : { finished: "yes" }),
    ...(from === "check" ? { from } : {}),
    ...(criterion.kind === "contact-alias" && view.alias !== null && view.aliasProgress !== null ? { known: view.alias.address } : {}),
  };
  const saidNo = stored !== null && !stored.finished && stored.origin === null && problems.length === 0 && more === undefined;
  const finished = kept ? kept.fields.finished : stored?.finished ? "yes" : saidNo ? "no" : undefined;
  return (
    <div className="stack">
      {question === undefined ? null : (
        <CommitteeQuestion
          criterion={criterion.title}
          question={question.question}
          askedOn={dayOf(question.askedAt)}
          dueOn={question.dueOn}
          today={view.today}
        />
      )}
      {stored?.origin == null ? null : (
        <Panel>
          <p>
            {stored.origin === "mail" ? "This was taken from your email." : "This was taken from your earlier application."} Check it, then
            save it.
          </p>
        </Panel>
      )}
      <p>{criterion.rule}</p>
      <Details summary="What a good answer looks like">
        <p>What we look at: {criterion.whatWeCheck}</p>
        <p>Good evidence: {criterion.goodEvidence}</p>
        <p>Not enough: {criterion.notEnough}</p>
      </Details>
      {policy === undefined ? null : <PolicyText paragraphs={policy.paragraphs} summary={policy.summary} />}
      <Form
        id={formId}
        action={`${path}/save`}
        version={kept?.fields.version ?? stored?.version ?? 0}
        hidden={hidden}
        onEnter={question ? sendAnswer : saveAndContinue}
      >
        <CriterionFields
          fields={fields}
          draft={draft}
          problems={problems}
          warnings={kept === null && reading !== null ? reading.warnings : []}
        />
        {criterion.kind === "contact-alias" ? (
          <>
            <p>
              When you save, an email is sent to this address, unless one has just been sent. It asks the people who monitor the address to
              confirm it.
            </p>
            {messagesFor("elsewhere", problems).length === 0 && kept?.fields.elsewhere === undefined ? null : (
              <Checkbox
                name="elsewhere"
                label="Send the email to this address, even though it is at a different domain from my own address"
                value={kept?.fields.elsewhere}
                problems={problems}
              />
            )}
          </>
        ) : null}
        {asksIfFinished(criterion) && !question ? <FinishedQuestion value={finished} problems={problems} /> : null}
        {question === undefined ? (
          <SaveActions />
        ) : (
          <>
            <Checkbox
              name="unchanged"
              label="I do not need to change my answer"
              hint="Select this only if the answer above already answers the committee's question"
              value={kept?.fields.unchanged}
              problems={problems}
            />
            <Actions>
              <Button {...sendAnswer}>Send the answer</Button>
              <Button variant="second" name="then" value="later">
                Save and come back later
              </Button>
            </Actions>
          </>
        )}
      </Form>
      {fields.some(({ type }) => type === "rows") ? <RichForm form={formId} criterion={criterion} /> : null}
      {criterion.kind === "contact-alias" && view.alias !== null && view.aliasProgress !== null ? (
        <>
          <h2>Is it monitored?</h2>
          <AliasEmail view={view} list={list} />
        </>
      ) : null}
    </div>
  );
}

const sendAnswer = { name: "then", value: "answer" } as const;

/** A "yes" to another text than the one on the page is asked for again. */
function draftFor(draft: Draft, version: string | undefined): Draft {
  return version !== undefined && draft[policyField] !== version && draft.accept === "yes" ? { ...draft, accept: "" } : draft;
}
