import { Form } from "@/components/form/form";
import { TextArea, TextField } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import type { Kept } from "@/lib/kernel/kept-form";
import type { Problem } from "@/lib/kernel/refusal";
import { longestExtensionDays } from "@/lib/recheck/rules";
import type { FullRecheck } from "@/lib/views/recheck-for-committee";

/** More time, with a day and a reason that the member reads. */
export function ExtendForm({
  view: { recheck },
  path,
  problems,
  kept,
}: {
  view: FullRecheck;
  path: string;
  problems: readonly Problem[];
  kept: Kept | null;
}) {
  const typed = kept?.fields ?? {};
  return (
    <Details summary="Give the member more time" open={typed.until !== undefined}>
      <Form action={`${path}/extend`} version={recheck.version} hidden={{ recheck: recheck.id }} label="Give the member more time">
        <TextField
          name="until"
          type="date"
          label="Answer due on"
          hint={`For example, 2026-12-04, at most ${longestExtensionDays} days from now`}
          value={typed.until}
          problems={problems}
        />
        <TextArea name="reason" label="Reason" hint="The member will read this" maxLength={1000} value={typed.reason} problems={problems} />
        <Actions>
          <Button variant="second">Change the date</Button>
        </Actions>
      </Form>
    </Details>
  );
}
