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
  /** "Save and next criterion", or what the last one says. */
  save?: string;
  problems?: readonly Problem[];
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
}: FindingFormProps) {
  return (
    <Form action={action} version={version} submissionKey={submissionKey} hidden={hidden} label={question}>
      <Radios
        name="verdict"
        label={question}
        options={[
          { value: "met", label: "Met" },
          { value: "not-met", label: "Not met" },
          { value: "cannot-tell", label: "Cannot tell" },
        ]}
        value={verdict}
        problems={problems}
      />
      <TextArea
        name="reason"
        label="Reason"
        hint="The applicant reads this if the criterion is not met"
        maxLength={2000}
        value={reason}
        problems={problems}
      />
      <Actions>
        <Button name="then" value="next">
          {save}
        </Button>
        {skip === undefined ? null : (
          <LinkButton look="link" href={skip}>
            Skip for now
          </LinkButton>
        )}
      </Actions>
    </Form>
  );
}
