import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import { type CheckName, checkTitles } from "@/lib/evidence/checks";

/** The button that has one check run again; what it finds is on the page some seconds later. */
export function RunAgain({ action, name, hidden = {} }: { action: string; name: CheckName; hidden?: Readonly<Record<string, string>> }) {
  return (
    <Form action={action} hidden={{ ...hidden, name }} label={`Run again: ${checkTitles[name]}`}>
      <Button variant="link" hint={checkTitles[name]}>
        Run again
      </Button>
    </Form>
  );
}
