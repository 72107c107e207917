import { Form } from "@/components/form/form";
import { TextArea, TextField } from "@/components/form/text-field";
import { Actions, Button } from "@/components/ui/button";
import type { Kept } from "@/lib/kernel/kept-form";
import { problemsOf } from "@/lib/kernel/kept-problems";

type Props = {
  action: string;
  list: string;
  /** The organization that the address of the page names. */
  organizationName: string | undefined;
  words: { label: string; hint?: string };
  button: string;
  kept: Kept | null;
};

/** The organization, for which the person does not act yet, and who they are, in their own words. */
export function AskForm({ action, list, organizationName, words, button, kept }: Props) {
  const problems = problemsOf(kept);
  return (
    <Form action={action} hidden={{ list }}>
      <TextField
        name="organization"
        label="Organization"
        hint="As it appears on the roster"
        autocomplete="organization"
        value={kept?.fields.organization ?? organizationName}
        problems={problems}
      />
      <TextArea name="words" {...words} value={kept?.fields.words} maxLength={1000} problems={problems} />
      <Actions>
        <Button>{button}</Button>
      </Actions>
    </Form>
  );
}
