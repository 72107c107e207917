import { Form } from "@/components/form/form";
import { Actions, Button } from "@/components/ui/button";
import { Entry } from "@/components/ui/entry";
import { Address } from "@/components/ui/exact";
import { count } from "@/lib/list/words";
import type { MemberDelivery } from "@/lib/views/member-delivery";

type Props = { list: string; memberId: string; delivery: MemberDelivery | null };

/** What is decided and not yet effective on the mailing list, with the plan for it: a person applies it there, and marks it as applied here. */
export function DeliveryOnList({ list, memberId, delivery }: Props) {
  if (delivery === null) return null;
  const { add, remove, addresses, plan, readsAddresses, mayApply } = delivery;
  const path = `/committee/${list}/roster`;
  return (
    <Entry margin="Mailing list" title="Decided, not yet effective">
      {remove === 0 ? null : (
        <p>
          {count(remove, "address", "addresses")} to remove from the mailing list. Until a person does that, the mailing list still delivers
          to {remove === 1 ? "it" : "them"}.
        </p>
      )}
      {add === 0 ? null : (
        <p>
          {count(add, "address", "addresses")} to add to the mailing list. Until a person does that, nothing is delivered to{" "}
          {add === 1 ? "it" : "them"}.
        </p>
      )}
      <ul className="list">
        {addresses.map(({ change, address }) => (
          <li key={`${change} ${address}`}>
            {change === "remove" ? "Remove" : "Add"} <Address address={address} />
          </li>
        ))}
      </ul>
      {readsAddresses ? null : (
        <p className="quiet">Chairs and auditors can see the addresses if they signed in within the last 30 minutes.</p>
      )}
      {plan === null ? null : (
        <p>
          Plan {plan.number} for the mailing list includes these changes
          {plan.changes > add + remove ? (
            <>
              , and changes for other members: <a href={path}>see the whole plan</a>
            </>
          ) : null}
          .
        </p>
      )}
      {mayApply ? (
        <Actions>
          {plan === null ? (
            <Form action={`${path}/plan`} hidden={{ member: memberId }} label="Create the plan">
              <Button>Create the plan for the mailing list</Button>
            </Form>
          ) : (
            <Form action={`${path}/applied`} hidden={{ plan: String(plan.number), member: memberId }} label="Mark the plan as applied">
              <Button>Mark plan {plan.number} as applied</Button>
            </Form>
          )}
        </Actions>
      ) : (
        <p className="quiet">A chair or an administrator marks it as applied.</p>
      )}
    </Entry>
  );
}
