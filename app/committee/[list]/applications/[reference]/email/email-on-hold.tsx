import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import type { EmailForReview } from "@/lib/review/queries/email";
import type { ApplicationParams } from "../../../../here";
import { pathOf } from "../../../../path";

/** A decision in its hold: what happens when, and the two ways to change that. */
export function EmailOnHold({
  at,
  held,
  mayAct,
  recipients,
}: {
  at: ApplicationParams;
  held: NonNullable<EmailForReview["held"]>;
  mayAct: boolean;
  recipients: readonly string[];
}) {
  return (
    <Entry margin="Decision" plain title={held.outcome === "accepted" ? "Accepted" : "Declined"}>
      <p>
        {held.decidedBy} decided, and {held.secondedBy} voted the same way. Nothing is sent until <Moment at={held.undoUntil} />. Then the
        decision takes effect and the email goes to {recipients.length === 1 ? "1 person" : `${recipients.length} people`}.
      </p>
      {mayAct ? (
        <div className="actions">
          <Form action={pathOf(at, "email", "take-back")} hidden={{ now: "yes" }} label="Undo the decision">
            <Button variant="second">Undo the decision</Button>
          </Form>
          <Form action={pathOf(at, "email", "send-now")} hidden={{ now: "yes" }} label="Send the decision now">
            <Button variant="second">Send now</Button>
          </Form>
        </div>
      ) : null}
    </Entry>
  );
}
