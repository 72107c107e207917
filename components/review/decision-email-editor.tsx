import { Radios } from "@/components/form/choices";
import { messagesFor } from "@/components/form/field-parts";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import { StatusIcon } from "@/components/ui/status-icon";
import type { Problem } from "@/lib/kernel/refusal";

type Written = { name: string; label: string; value: string; hint?: string; optional?: boolean; maxLength?: number };
type Chosen = { name: string; label: string; value: string; choices: readonly { value: string; label: string }[] };

/** A part of the email: fixed text, a choice, a field that the committee writes, or a criterion with both, collapsed while empty. */
export type EmailPart =
  | { fixed: string }
  | Chosen
  | Written
  | { criterion: string; choice: Chosen; fields: readonly Written[]; folded: boolean };

/**
 * The decision email in the order it is read: fixed parts grey, editable parts marked and open. Saving shows the preview;
 * sending is another page that repeats outcome and recipients.
 */
export function DecisionEmailEditor({
  action,
  version,
  submissionKey,
  hidden,
  parts,
  save = "Save and preview the email",
  problems = [],
}: {
  action: string;
  version: number | string;
  submissionKey?: string;
  hidden?: Readonly<Record<string, string>>;
  parts: readonly EmailPart[];
  save?: string;
  problems?: readonly Problem[];
}) {
  return (
    <Form action={action} version={version} submissionKey={submissionKey} hidden={hidden} label="Decision email">
      <p className="meta">You cannot change the grey parts. You can edit the parts marked with an icon.</p>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an email keep their places
        <Part key={index} part={part} problems={problems} />
      ))}
      <Actions>
        <Button>{save}</Button>
      </Actions>
    </Form>
  );
}

function Part({ part, problems }: { part: EmailPart; problems: readonly Problem[] }) {
  if ("fixed" in part) return <p className="fixed-part">{part.fixed}</p>;
  if ("choices" in part) return <Choice choice={part} problems={problems} />;
  if (!("criterion" in part)) return <Field field={part} problems={problems} />;
  const wrong = part.fields.some(({ name }) => messagesFor(name, problems).length > 0);
  return (
    <>
      <p className="fixed-part">{part.criterion}</p>
      <Choice choice={part.choice} problems={problems} />
      <Details summary="Reason, and what would help" open={!part.folded || wrong}>
        {part.fields.map((field) => (
          <Field key={field.name} field={field} problems={problems} />
        ))}
      </Details>
    </>
  );
}

function Choice({ choice: { name, label, value, choices }, problems }: { choice: Chosen; problems: readonly Problem[] }) {
  return <Radios name={name} label={label} options={choices} value={value} problems={problems} />;
}

function Field({
  field: { name, label, hint, optional, maxLength = 2000, value },
  problems,
}: {
  field: Written;
  problems: readonly Problem[];
}) {
  return (
    <div className="editable-part">
      <StatusIcon shape="not-yet" word="Editable" />
      <TextArea name={name} label={label} hint={hint} optional={optional} maxLength={maxLength} value={value} problems={problems} />
    </div>
  );
}
