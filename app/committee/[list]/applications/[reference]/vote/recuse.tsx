import { Form } from "@/components/form/form";
import { RecuseForm } from "@/components/review/vote-form";
import { Button } from "@/components/ui/button";
import { Entry } from "@/components/ui/entry";
import type { ApplicationParams } from "../../../../here";
import { pathOf } from "../../../../path";

/** The two ways out for a reviewer: for good, with a conflict of interest; or only from the work. */
export function Recuse({ at, assigned }: { at: ApplicationParams; assigned: boolean }) {
  return (
    <Entry margin="Recusal">
      <RecuseForm action={pathOf(at, "vote", "conflict")} version={0} />
      {assigned ? (
        <Form action={pathOf(at, "vote", "step-aside")} hidden={{ now: "yes" }} label="Give the application back">
          <h2>No time for it?</h2>
          <p>Give the application back without a conflict of interest. It goes to another reviewer; you can still read it and vote.</p>
          <Button look="second">Give it back</Button>
        </Form>
      ) : null}
    </Entry>
  );
}
