import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button, LinkButton } from "@/components/ui/button";
import type { Problem } from "@/lib/kernel/refusal";
import type { FindingVerdict } from "@/lib/review/words";

type FindingFormProps = {
  action: string;
  version: number | string;
  submissionKey?: string;
  hidden?: Readonly<Record<string, string>>;
  /** "Is criterion 3 met?" */
  question: string;
  verdict?: FindingVerdict | "";
  reason?: string;
  /** The next criterion, left as it is. */
  skip?: string;
  /** "Save and next criterion", or the label on the last one. */
  save?: string;
  problems?: readonly Problem[];
  /** The reader has switched shortcuts on: each is shown at its action. */
  keys?: boolean;
};

/** A reviewer's finding on one criterion. Sends verdict (met, not-met, cannot-tell), reason and then=next. */
export function FindingForm({
  action,
  version,
  submissionKey,
  hidden,
  question,
  verdict = "",
  reason,
  skip,
  save = "Save and next criterion",
  problems,
  keys = false,
}: FindingFormProps) {
  return (
    <Form action={action} version={version} submissionKey={submissionKey} hidden={hidden} label={question}>
      <Radios
        name="verdict"
        label={question}
        options={[
          { value: "met", label: "Met", ...keyHint(keys, "1") },
          { value: "not-met", label: "Not met", ...keyHint(keys, "2") },
          { value: "cannot-tell", label: "Cannot tell", ...keyHint(keys, "3") },
        ]}
        value={verdict}
        problems={problems}
      />
      <TextArea
        name="reason"
        label="Reason"
        hint="The applicant will read this if the criterion is not met"
        maxLength={2000}
        value={reason}
        problems={problems}
      />
      <Actions>
        <Button name="then" value="next">
          {save}
        </Button>
        {keys ? <kbd>Ctrl+Enter</kbd> : null}
        {skip === undefined ? null : (
          <LinkButton variant="link" href={skip}>
            Skip for now
          </LinkButton>
        )}
      </Actions>
    </Form>
  );
}

function keyHint(keys: boolean, key: string): { hint?: string } {
  return keys ? { hint: `Key ${key}` } : {};
}
