import type { Day } from "@/lib/kernel/calendar";
import { type Pause, pauseApplies } from "@/lib/removal/rules";

/** What is known of one member's addresses. */
export type DeliveryFacts = {
  readonly memberId: string;
  readonly leftOn: Day | null;
  readonly pause: Pause | null;
  /** Open contact aliases: two while a change is moving, or where one was added. */
  readonly aliases: readonly { readonly address: string; readonly answeredAt: Date | null }[];
};

/** One address of one member. */
export type DeliveryAddress = { readonly memberId: string; readonly address: string };

/**
 * Who should be on the mailing list at a moment: the contact aliases of members that have neither left nor are paused, each proved
 * by a person's answer. While an alias is changed, both are. An address that only differs in case is the same mailbox.
 */
export function deliveryRoster(facts: readonly DeliveryFacts[], now: Date): readonly DeliveryAddress[] {
  return facts.flatMap(({ memberId, leftOn, pause, aliases }) => {
    if (leftOn !== null || (pause !== null && pauseApplies(pause, now))) return [];
    return aliases.flatMap(({ address, answeredAt }) => (answeredAt === null ? [] : [{ memberId, address }]));
  });
}

/** What has to be done to the mailing list so that it holds what it should. */
export type RosterDifference = { readonly add: readonly DeliveryAddress[]; readonly remove: readonly DeliveryAddress[] };

/**
 * The difference between the addresses that should be on the mailing list and those that are, as far as people confirmed. Both in the order of the
 * addresses, so that the same difference is always the same plan. A mailing list contains addresses, not members: one that moves from a
 * member to another is neither added nor removed, see `movedAddresses`.
 */
export function planDifference(desired: readonly DeliveryAddress[], entries: readonly DeliveryAddress[]): RosterDifference {
  const [wanted, held] = [new Set(desired.map(mailboxOf)), new Set(entries.map(mailboxOf))];
  return {
    add: inOrder(desired.filter((each) => !held.has(mailboxOf(each)))),
    remove: inOrder(entries.filter((each) => !wanted.has(mailboxOf(each)))),
  };
}

/** An address that the mailing list holds for one member and should hold for another. */
export type MovedAddress = { readonly address: string; readonly from: string; readonly to: string };

/** The addresses that stay on the mailing list but belong to another member now, in the order of the addresses. */
export function movedAddresses(desired: readonly DeliveryAddress[], entries: readonly DeliveryAddress[]): readonly MovedAddress[] {
  const wanted = new Set(desired.map(keyOf));
  const owners = new Map(desired.map((each) => [mailboxOf(each), each.memberId]));
  return inOrder(entries).flatMap((each) => {
    const to = owners.get(mailboxOf(each));
    return to === undefined || wanted.has(keyOf(each)) ? [] : [{ address: each.address, from: each.memberId, to }];
  });
}

function mailboxOf({ address }: DeliveryAddress): string {
  return address.toLowerCase();
}

/** Whether two differences ask for the same. */
export function sameDifference(one: RosterDifference, other: RosterDifference): boolean {
  const keyOfDifference = ({ add, remove }: RosterDifference) =>
    [...inOrder(add).map(keyOf), "/", ...inOrder(remove).map(keyOf)].join("\n");
  return keyOfDifference(one) === keyOfDifference(other);
}

function keyOf({ memberId, address }: DeliveryAddress): string {
  return `${address.toLowerCase()} ${memberId}`;
}

function inOrder(addresses: readonly DeliveryAddress[]): readonly DeliveryAddress[] {
  return addresses
    .map((each) => ({ each, key: keyOf(each) }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ each }) => each);
}
