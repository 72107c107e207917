import { Checkboxes, Radios } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { TextArea, TextField } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import type { FullRecheck } from "@/lib/views/recheck-for-committee";

/** Records an answer of the member that was given by phone or in a reply. */
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
    <Details summary="Record what the member said by phone or in a reply" open={typed.spokeWith !== undefined}>
      <Form action={`${path}/phone`} version={recheck.version} hidden={{ recheck: recheck.id }} label="Record a conversation">
        <TextField name="spokeWith" label="Who you spoke with, or who wrote" value={typed.spokeWith} problems={problems} />
        <TextField name="spokeOn" type="date" label="Date" hint="Like 2026-12-04" value={typed.spokeOn ?? today} problems={problems} />
        <TextArea name="said" label="What was said" maxLength={2000} value={typed.said} problems={problems} />
        <Radios
          name="answer"
          label="What is the result?"
          options={[
            { value: "all-still-true", label: "Everything is still true", hint: "Recorded as the member's answer" },
            {
              value: "changed",
              label: "Something changed or is no longer true",
              hint: "Select the criteria below. This is recorded as the member's answer and reviewed",
            },
            { value: "reached", label: "The member knows about the re-check and will answer it", hint: "The member counts as notified" },
          ]}
          value={typed.answer}
          problems={problems}
        />
        <Checkboxes
          name="changed"
          label="Criteria that changed or are no longer true"
          optional
          options={again.map(({ criterion }) => ({ value: criterion.key, label: criterion.title }))}
          draft={typed}
          problems={problems}
        />
        <Actions>
          <Button>Record the conversation</Button>
        </Actions>
      </Form>
    </Details>
  );
}
