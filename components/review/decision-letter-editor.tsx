import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import { Flag } from "@/components/ui/flag";
import type { Problem } from "@/lib/kernel/refusal";

/** A part of the letter: words that stand, or a field that the committee writes. */
export type LetterPart =
  | { fixed: string }
  | { name: string; label: string; value: string; choices: readonly { value: string; label: string }[] }
  | { name: string; label: string; value: string; hint?: string; optional?: boolean; maxLength?: number };

/**
 * The decision letter in the order it is read: fixed parts grey, editable parts marked and open. Saving shows the preview;
 * sending is another page that repeats outcome and recipients.
 */
export function DecisionLetterEditor({
  action,
  version,
  submissionKey,
  hidden,
  parts,
  save = "Save and see the letter",
  problems,
}: {
  action: string;
  version: number | string;
  submissionKey?: string;
  hidden?: Readonly<Record<string, string>>;
  parts: readonly LetterPart[];
  save?: string;
  problems?: readonly Problem[];
}) {
  return (
    <Form action={action} version={version} submissionKey={submissionKey} hidden={hidden} label="Decision letter">
      <p className="meta">Grey parts stand as they are. Parts marked with a flag are yours to write.</p>
      {parts.map((part, index) =>
        "fixed" in part ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a letter keep their places
          <p key={index} className="fixed-part">
            {part.fixed}
          </p>
        ) : "choices" in part ? (
          <Radios key={part.name} name={part.name} label={part.label} options={part.choices} value={part.value} problems={problems} />
        ) : (
          <div key={part.name} className="editable-part">
            <Flag shape="not-yet" word="Yours to write" />
            <TextArea
              name={part.name}
              label={part.label}
              hint={part.hint}
              optional={part.optional}
              maxLength={part.maxLength ?? 2000}
              value={part.value}
              problems={problems}
            />
          </div>
        ),
      )}
      <Actions>
        <Button>{save}</Button>
      </Actions>
    </Form>
  );
}
