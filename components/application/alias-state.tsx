import { Moment } from "@/components/ui/day";
import { Address } from "@/components/ui/exact";
import { StatusIcon } from "@/components/ui/status-icon";

/** Whether people read the contact alias: the address, when a person answered there, and what has to be done. `children` holds the resend form. */
export function AliasState({
  address,
  answeredAt,
  askedAt,
  disowned = false,
  action,
  children,
}: {
  address: string;
  answeredAt?: Date;
  askedAt?: Date;
  /** A reader disowned the address. */
  disowned?: boolean;
  /** What the applicant has to do, a sentence. */
  action?: string;
  children?: React.ReactNode;
}) {
  return (
    <div className="stack">
      <p>
        <Address address={address} />
      </p>
      {answeredAt !== undefined ? (
        <p>
          <StatusIcon shape="met" word="Answered" /> A person answered on <Moment at={answeredAt} />.
        </p>
      ) : (
        <p>
          <StatusIcon shape={disowned ? "not-met" : "not-yet"} word={disowned ? "Not yours" : "Not answered yet"} />{" "}
          {disowned || askedAt === undefined ? null : (
            <>
              The email was written on <Moment at={askedAt} />.
            </>
          )}
        </p>
      )}
      {action === undefined ? null : <p>{action}</p>}
      {children}
    </div>
  );
}
