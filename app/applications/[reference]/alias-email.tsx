import { AliasState } from "@/components/application/alias-state";
import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import { whyReviewed } from "@/lib/alias/rules";
import type { ApplicantView } from "@/lib/application/applicant-view";
import { aliasActionOf } from "@/lib/application/status-banner";
import type { ListDefinition } from "@/lib/list/definition";
import { pathOf } from "../here";

const open = ["draft", "submitted", "information_requested"];

/** Whether somebody has answered at the contact alias, why not, and the way to ask again. */
export function AliasEmail({ view, list }: { view: ApplicantView; list: ListDefinition }) {
  const { reference, alias, aliasAddress, aliasProgress: progress, status } = view;
  const action = aliasActionOf(view, list) ?? undefined;
  if (alias === null || progress === "not-asked") return <NoEmail reference={reference} action={action} isOpen={open.includes(status)} />;
  return (
    <AliasState
      address={aliasAddress ?? alias.address}
      askedAt={alias.askedAt}
      answeredAt={progress === "answered" ? (alias.answeredAt ?? undefined) : undefined}
      disowned={progress === "disowned"}
      action={action}
    >
      {progress === "answered" && alias.byHand ? <p>{whyReviewed} The committee reviews it before it accepts the application.</p> : null}
      {progress === "answered" || progress === "disowned" || !open.includes(status) ? null : (
        <Form action={pathOf(reference, "draft", "alias")} hidden={{ now: "yes" }}>
          <Button variant="second">Send the email again</Button>
        </Form>
      )}
    </AliasState>
  );
}

/** The daily limits prevented the email, or another address was asked before. */
function NoEmail({ reference, action, isOpen }: { reference: string; action?: string; isOpen: boolean }) {
  return (
    <div className="stack">
      <p>{action} Only a few emails a day are sent to one address. If that is why this one was not sent, send it again tomorrow.</p>
      {isOpen ? (
        <Form action={pathOf(reference, "draft", "alias")} hidden={{ now: "yes" }}>
          <Button variant="second">Send the email</Button>
        </Form>
      ) : null}
    </div>
  );
}
