import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import { pathOf } from "../here";

/** Puts one part of a pasted mail away. */
export function PutAway({ reference, part }: { reference: string; part: string }) {
  return (
    <Form action={pathOf(reference, "mail", "dismiss")} hidden={{ part }}>
      <Button variant="second" hint="this part of the email">
        Dismiss it
      </Button>
    </Form>
  );
}
