import { Checkboxes, Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea, TextField } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import type { FullRecheck } from "@/lib/recheck/queries/for-committee";

/** What somebody of the member said on the telephone, or in a plain reply: it counts. */
export function PhoneForm({
  view: { recheck, again },
  path,
  problems,
  kept,
  today,
}: {
  view: FullRecheck;
  path: string;
  problems: readonly Problem[];
  kept: Kept | null;
  today: string;
}) {
  const typed = kept?.fields ?? {};
  return (
    <Details summary="Write down what they said on the telephone, or in a reply" open={typed.spokeWith !== undefined}>
      <Form action={`${path}/phone`} version={recheck.version} hidden={{ recheck: recheck.id }} label="Write down a conversation">
        <TextField name="spokeWith" label="Who was spoken with, or who wrote" value={typed.spokeWith} problems={problems} />
        <TextField
          name="spokeOn"
          type="date"
          label="On which day"
          hint="Like 2026-12-04"
          value={typed.spokeOn ?? today}
          problems={problems}
        />
        <TextArea name="said" label="What was said" maxLength={2000} value={typed.said} problems={problems} />
        <Radios
          name="answer"
          label="What follows from it?"
          options={[
            { value: "all-still-true", label: "Everything is still true", hint: "It is their answer" },
            { value: "changed", label: "Something changed or no longer holds", hint: "Tick it below; it is their answer, and is reviewed" },
            { value: "notified", label: "They were reached, and answer themselves", hint: "The member counts as notified" },
          ]}
          value={typed.answer}
          problems={problems}
        />
        <Checkboxes
          name="changed"
          label="What changed or no longer holds"
          optional
          options={again.map(({ criterion }) => ({ value: criterion.key, label: criterion.title }))}
          draft={typed}
          problems={problems}
        />
        <Actions>
          <Button>Write it down</Button>
        </Actions>
      </Form>
    </Details>
  );
}
