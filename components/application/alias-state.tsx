import { Moment } from "@/components/ui/day";
import { Address } from "@/components/ui/exact";
import { Flag } from "@/components/ui/flag";

/** Whether people read the contact alias: the address, and when a person answered there. `children` holds the resend form. */
export function AliasState({
  address,
  answeredAt,
  askedAt,
  sent = false,
  children,
}: {
  address: string;
  answeredAt?: Date;
  askedAt?: Date;
  /** The application was sent already. */
  sent?: boolean;
  children?: React.ReactNode;
}) {
  return (
    <div className="stack">
      <p>
        <Address address={address} />
      </p>
      {answeredAt !== undefined ? (
        <p>
          <Flag shape="met" word="Answered" /> A person answered on <Moment at={answeredAt} />.
        </p>
      ) : (
        <p>
          <Flag shape="not-yet" word="Not answered yet" />{" "}
          {askedAt === undefined ? (
            "The letter is on its way."
          ) : (
            <>
              The letter was written on <Moment at={askedAt} />.
            </>
          )}{" "}
          {sent ? "We" : "You can send the application; we"} cannot decide before somebody answers there.
        </p>
      )}
      {children}
    </div>
  );
}
