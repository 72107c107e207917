import { AnswerRows } from "@/components/application/answer-card";
import { Radios } from "@/components/form/choices";
import { CriterionFields } from "@/components/form/criterion-fields";
import { SaveActions, saveAndContinue } from "@/components/form/finished-question";
import { Form } from "@/components/form/form";
import { RichForm } from "@/components/form/rich-form";
import { withAnotherRow } from "@/components/form/row-count";
import { TextArea } from "@/components/form/text-field";
import { PolicyText } from "@/components/list/policy-text";
import { Panel } from "@/components/ui/banner";
import { Moment } from "@/components/ui/day";
import { Details } from "@/components/ui/details";
import { policyField } from "@/lib/application/drafts";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import { fieldsOf, rowsOfDraft } from "@/lib/list/answer";
import { policyInForce } from "@/lib/list/embargo";
import { confirmedWords } from "@/lib/member/standing";
import type { OwnRecheck } from "@/lib/recheck/queries/own";
import { type RecheckHere, saysWords } from "../here";
import { acceptedAnew, draftIn } from "./form-fields";

type AgainFormProps = {
  here: RecheckHere & { recheck: OwnRecheck };
  found: OwnRecheck["again"][number];
  /** A refused form of this page; it is shown again instead of what is stored. */
  kept: Kept | null;
  problems: readonly Problem[];
  /** The rows to which "Add another" was pressed. */
  more?: string;
  /** The page to go back to after saving, where it is not the next criterion. */
  from: "check" | "question" | undefined;
};

const formId = "again";

/** The three choices, and under them the applicant's form, filled with the earlier statement: needed only when something changed. */
export function AgainForm({ here: { list, recheck, today, at, member }, found, kept, problems, more, from }: AgainFormProps) {
  const { criterion, statement, confirmedOn, confirmedBy, response } = found;
  const fields = fieldsOf(criterion);
  const policy = criterion.kind === "policy-acceptance" ? policyInForce(list, today) : undefined;
  const stored = response?.says === "changed" ? response.draft : (statement ?? {});
  const typed = acceptedAnew(kept ? draftIn(kept.fields) : stored, policy?.version);
  const rows = fields.find((field) => field.type === "rows" && field.name === more);
  const draft = rows?.type === "rows" ? withAnotherRow(rows, typed) : typed;
  const overtaken = kept !== null && kept.fields.version !== String(response?.version ?? 0) && response !== null;
  const isNew = statement === null;
  return (
    <div className="stack">
      {statement === null ? null : (
        <>
          <h2>{confirmedOn === null || confirmedBy === null ? "What was said" : confirmedWords({ confirmedOn, confirmedBy })}</h2>
          <AnswerRows rows={rowsOfDraft(criterion, statement)} />
        </>
      )}
      {overtaken ? (
        <Panel>
          <p>
            <strong>
              {found.saidBy ?? "A colleague"} answered: {saysWords[response.says]}
              {found.saidAt === null ? "" : ", on "}
              {found.saidAt === null ? null : <Moment at={found.saidAt} />}
            </strong>
          </p>
          {response.says === "changed" ? <AnswerRows rows={rowsOfDraft(criterion, response.draft)} /> : null}
          <p>If you save now, your answer replaces it.</p>
        </Panel>
      ) : null}
      <Form
        id={formId}
        action={at(`recheck/${criterion.key}/save`)}
        version={response?.version ?? 0}
        hidden={{
          recheck: recheck.id,
          member: member.memberId,
          ...(policy ? { [policyField]: policy.version } : {}),
          ...(from === undefined ? {} : { from }),
        }}
        onEnter={saveAndContinue}
      >
        <Radios
          name="says"
          label="Is it still true?"
          options={[
            ...(isNew ? [] : [{ value: "still-true", label: "Still true", hint: "The answer above is still correct" }]),
            { value: "changed", label: isNew ? "Answer now" : "Changed", hint: "Correct it below" },
            {
              value: "no-longer-true",
              label: "No longer true",
              hint: "You will see what this means, and your options, before anything is sent",
            },
          ]}
          value={kept?.fields.says ?? (more === undefined ? (response?.says ?? (isNew ? "changed" : "")) : "changed")}
          problems={problems}
        />
        <Details
          summary={isNew ? "Your answer" : "What has changed"}
          open={isNew || response?.says === "changed" || more !== undefined || problems.length > 0}
        >
          {policy === undefined ? null : <PolicyText paragraphs={policy.paragraphs} summary={policy.summary} />}
          {policy !== undefined && !recheck.mayAccept ? <p>Only a primary representative can accept a new version.</p> : null}
          {criterion.kind === "contact-alias" ? (
            <p>
              To change the address itself, use <a href={at("alias")}>the contact alias page</a>, because the people who read the current
              address have to be told first.
            </p>
          ) : null}
          <CriterionFields fields={fields} draft={draft} problems={problems} />
        </Details>
        <TextArea
          name="words"
          label="Anything the committee should know"
          optional
          maxLength={2000}
          value={kept?.fields.words ?? response?.words ?? ""}
          problems={problems}
        />
        <SaveActions />
      </Form>
      {fields.some(({ type }) => type === "rows") ? <RichForm form={formId} /> : null}
    </div>
  );
}
