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
        <Form action={pathOf(at, "vote", "recuse")} hidden={{ now: "yes" }} label="Return the application">
          <h2>No time to review it?</h2>
          <p>
            You can return the application without declaring a conflict of interest. It is then assigned to another reviewer. You can still
            read it and vote.
          </p>
          <Button variant="second">Return the application</Button>
        </Form>
      ) : null}
    </Entry>
  );
}
