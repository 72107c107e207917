import { AliasState } from "@/components/application/alias-state";
import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import { aliasCheckHours } from "@/lib/alias/rules";
import type { ApplicantView } from "@/lib/application/applicant-view";
import { pathOf } from "../here";

const open = ["draft", "submitted", "information_requested"];

/** Whether somebody has answered at the contact alias, why not, and the way to ask again. */
export function AliasLetter({ view: { reference, alias, status } }: { view: Pick<ApplicantView, "reference" | "alias" | "status"> }) {
  if (alias === null) return null;
  const trouble = troubles[alias.state];
  return (
    <AliasState
      address={alias.address}
      askedAt={alias.askedAt}
      sent={status !== "draft"}
      answeredAt={alias.state === "answered" ? (alias.answeredAt ?? undefined) : undefined}
    >
      {trouble === undefined ? null : <p>{trouble}</p>}
      {alias.state === "answered" || alias.state === "disowned" || !open.includes(status) ? null : (
        <Form action={pathOf(reference, "draft", "alias")} hidden={{ now: "yes" }}>
          <Button look="second">Send the letter again</Button>
        </Form>
      )}
    </AliasState>
  );
}

const troubles: Partial<Record<NonNullable<ApplicantView["alias"]>["state"], string>> = {
  expired: `The link in the letter is older than ${aliasCheckHours} hours.`,
  "worn-out": "The organization was named wrongly five times at that address. Send the letter again, and tell your colleagues the name.",
  disowned: "Somebody who reads this address said that it is not your organization's. Enter another address.",
  ended: "No letter to the address that stands in your answers is open.",
};
