import { Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";

/** Agree or object, with a reason; `id` keeps the fields of several such forms on one page apart. */
export function VerdictForm({
  action,
  subject,
  id,
  label,
  readers,
  kept,
  problems,
}: {
  action: string;
  /** The name of the hidden field that carries the id. */
  subject: string;
  id: string;
  label: string;
  /** Who reads the reason of an objection. */
  readers: string;
  kept: Kept | null;
  problems: readonly Problem[];
}) {
  const mine = kept?.fields[subject] === id;
  return (
    <Form action={action} hidden={{ [subject]: id }} label={label}>
      <Radios
        name={`verdict.${id}`}
        label="Do you agree?"
        options={[
          { value: "agree", label: "I agree" },
          { value: "object", label: "I object", hint: "One objection ends the request" },
        ]}
        value={mine ? kept?.fields[`verdict.${id}`] : undefined}
        problems={problems}
      />
      <TextArea
        name={`reason.${id}`}
        label="Reason"
        optional
        hint={`Needed if you object. Read by ${readers}`}
        value={mine ? kept?.fields[`reason.${id}`] : undefined}
        maxLength={2000}
        problems={problems}
      />
      <Actions>
        <Button>Save my answer</Button>
      </Actions>
    </Form>
  );
}
