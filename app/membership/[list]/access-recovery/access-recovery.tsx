import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import { Moment } from "@/components/ui/day";
import { Entry } from "@/components/ui/entry";
import { QuotedText } from "@/components/ui/quoted-text";
import { StatusIcon } from "@/components/ui/status-icon";
import { SummaryList } from "@/components/ui/summary-list";
import type { AccessRecoveryView } from "@/lib/member/queries/access-recoveries";
import { pathOf } from "../../here";

/** One wish to take over: its proofs and what is missing, for the one who asked; who asks and the way to stop it, for the others. */
export function AccessRecovery({ accessRecovery, list }: { accessRecovery: AccessRecoveryView; list: string }) {
  const { id, reference, organization, isMine, person, words, status, askedAt } = accessRecovery;
  const stop = (
    <Form action={pathOf(list, "access-recovery/stop")} hidden={{ accessRecovery: id }} label={`Stop ${reference}`}>
      <Button variant={isMine ? "second" : "main"}>{isMine ? "Withdraw the request" : "Stop it: we act for the organization"}</Button>
    </Form>
  );
  return (
    <Entry
      margin={reference}
      title={
        isMine
          ? `You asked to take over the membership of ${organization}`
          : `${person} wants to take over the membership of ${organization}`
      }
    >
      <p className="meta">
        Requested on <Moment at={askedAt} />
      </p>
      <QuotedText text={words} panel />
      <SummaryList
        rows={[
          { label: "Contact alias", value: <Proof at={accessRecovery.aliasProvedAt} missing="Nobody has answered an email there yet" /> },
          { label: "Domain", value: <Proof at={accessRecovery.domainProvedAt} missing={seenWords(accessRecovery)} /> },
          {
            label: "Not before",
            value:
              accessRecovery.waitsUntil === null ? (
                "The waiting period starts with the last proof"
              ) : (
                <Moment at={accessRecovery.waitsUntil} />
              ),
          },
          { label: "Status", value: statusWords(accessRecovery) },
        ]}
      />
      {status === "open" && accessRecovery.proof !== null ? (
        <Proofs accessRecovery={accessRecovery} proof={accessRecovery.proof} list={list} />
      ) : null}
      {status === "open" ? stop : null}
    </Entry>
  );
}

function Proof({ at, missing }: { at: Date | null; missing: string }) {
  if (at === null) return <StatusIcon shape="not-yet" word={missing} />;
  return (
    <>
      <StatusIcon shape="met" word="Proved" /> <Moment at={at} />
    </>
  );
}

function Proofs({
  accessRecovery,
  proof,
  list,
}: {
  accessRecovery: AccessRecoveryView;
  proof: NonNullable<AccessRecoveryView["proof"]>;
  list: string;
}) {
  const ask = pathOf(list, "access-recovery/prove");
  return (
    <>
      {accessRecovery.domainProvedAt === null ? (
        <>
          <p>
            {proof.domains.length === 0
              ? "Add this TXT record to the organization's domain. Once control of the contact alias is proved, this page lists the domains that count."
              : `Add this TXT record to one of these domains: ${proof.domains.join(", ")}`}
          </p>
          <p className="exact">{proof.record}</p>
          <p className="meta">
            {accessRecovery.domainCheckedAt === null ? null : (
              <>
                Last checked on <Moment at={accessRecovery.domainCheckedAt} />.{" "}
              </>
            )}
            The record is checked every morning, and when you ask.
          </p>
          <Form action={ask} hidden={{ accessRecovery: accessRecovery.id, proof: "domain" }} label="Check the domain">
            <Button variant="second">Check the domain now</Button>
          </Form>
        </>
      ) : null}
      {accessRecovery.aliasProvedAt === null ? (
        <Form action={ask} hidden={{ accessRecovery: accessRecovery.id, proof: "alias" }} label="Email the alias again">
          <Button variant="second">Send a new email to the alias</Button>
        </Form>
      ) : null}
    </>
  );
}

function seenWords({ domainSeen }: AccessRecoveryView): string {
  if (domainSeen === null) return "Not proved yet";
  return domainSeen === "cannot-tell" ? "Cannot tell: a name server did not answer" : "The record was not found";
}

const endWords: Readonly<Record<NonNullable<AccessRecoveryView["endedThrough"]>, string>> = {
  representative: "Stopped by somebody who acts for the organization",
  alias: "Stopped by somebody who reads the contact alias",
  committee: "The committee objected",
  asker: "Withdrawn",
  "end-of-membership": "The organization left the list",
};

function statusWords({ status, endedThrough, waitsUntil }: AccessRecoveryView): string {
  if (status === "completed") return "Completed: you are the primary representative";
  if (status !== "open") return endedThrough === null ? "Ended" : endWords[endedThrough];
  return waitsUntil === null ? "Waiting for both proofs" : "In the waiting period. Two people on the committee have to agree";
}
