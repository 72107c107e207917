import { Checkbox } from "@/components/form/choices";
import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { MarginDate } from "@/components/ui/day";
import { Details } from "@/components/ui/details";
import { Address } from "@/components/ui/exact";
import { kindInWords } from "@/lib/email/kinds";

type EmailRow = {
  id: string;
  /** The kind, as "decision-accepted". */
  kind: string;
  /** Null for those who may not read it. */
  recipient: string | null;
  createdAt: Date;
  /** The delivery status in words. */
  state: string;
  maySendAgain: boolean;
};

/** The recipients and delivery status of emails, without their text; a failed one has a button to send it again. */
export function EmailsTable({ emails, sendAgain }: { emails: readonly EmailRow[]; sendAgain: string }) {
  if (emails.length === 0) return null;
  return (
    <section className="stack">
      <h2>Emails</h2>
      <DataTable
        caption="Emails about this application"
        columns={[{ head: "Email", names: true }, { head: "To" }, { head: "Written" }, { head: "State" }]}
        rows={emails.map(({ id, kind, recipient, createdAt, state, maySendAgain }) => ({
          key: id,
          cells: [
            kindInWords(kind),
            recipient === null ? "Not shown to administrators" : <Address key="to" address={recipient} />,
            <MarginDate key="written" at={createdAt} />,
            <div key="state" className="stack">
              <p>{state}</p>
              {maySendAgain ? (
                <Details summary="Send it again">
                  <Form
                    action={sendAgain}
                    hidden={{ emailId: id }}
                    label={recipient === null ? "Send the email again" : `Send the email to ${recipient} again`}
                  >
                    <Checkbox name="mayArriveTwice" label="It may arrive twice if the provider no longer knows about the first attempt" />
                    <Button variant="second">Send again</Button>
                  </Form>
                </Details>
              ) : null}
            </div>,
          ],
        }))}
      />
    </section>
  );
}
