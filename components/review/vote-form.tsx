import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import type { Problem } from "@/lib/kernel/refusal";
import type { VoteChoice } from "@/lib/review/words";

type VoteFormProps = {
  action: string;
  version: number | string;
  submissionKey?: string;
  choice?: VoteChoice | "";
  reason?: string;
  problems?: readonly Problem[];
};

/** A vote, or the change of one while the vote is open. Sends choice (accept, decline, abstain) and reason. */
export function VoteForm({ action, version, submissionKey, choice = "", reason, problems }: VoteFormProps) {
  return (
    <Form action={action} version={version} submissionKey={submissionKey} label="Your vote">
      <Radios
        name="choice"
        label="Your vote"
        options={[
          { value: "accept", label: "Accept" },
          { value: "decline", label: "Decline" },
          { value: "abstain", label: "Abstain", hint: "Counts for the quorum only" },
        ]}
        value={choice}
        problems={problems}
      />
      <TextArea
        name="reason"
        label="Reason"
        hint="Only the committee can read this"
        optional
        maxLength={2000}
        value={reason}
        problems={problems}
      />
      <Actions>
        <Button>Save my vote</Button>
      </Actions>
    </Form>
  );
}

/** Recusal for a reviewer with a conflict of interest; the effect is explained before the button. */
export function RecuseForm({ action, version, submissionKey }: Pick<VoteFormProps, "action" | "version" | "submissionKey">) {
  return (
    <Form action={action} version={version} submissionKey={submissionKey} label="Recuse yourself">
      <div className="stack">
        <h2>Do you have a conflict of interest?</h2>
        <p>
          If you recuse yourself, you no longer see this application, your findings and your vote do not count, and the application is
          assigned to another reviewer.
        </p>
      </div>
      <Button variant="second">Recuse yourself</Button>
    </Form>
  );
}
