import type { Day } from "@/lib/kernel/calendar";
import type { ContactRole } from "@/lib/kernel/roles";
import type { CriterionFacts, MembershipFacts } from "./standing";

/** A membership as the people of the organization see it: what is known, and what is open. Moments are Dates, days are texts. */
export type MemberPlace = {
  readonly memberId: string;
  readonly organizationId: string;
  readonly name: string;
  /** The viewer's own role. */
  readonly role: ContactRole;
  readonly facts: Required<MembershipFacts> & CriterionFacts;
  readonly applicationReference: string | null;
  readonly aliases: readonly { readonly address: string; readonly answeredAt: Date | null }[];
  readonly people: readonly { readonly name: string; readonly role: ContactRole }[];
  /** Why it is no member any more, if so. */
  readonly departure: "left" | "removed" | null;
  readonly open: OpenMatters;
};

/** What waits for somebody, read from the rows of every part of the house. */
export type OpenMatters = {
  readonly recheck: { readonly reference: string; readonly status: "open" | "answered"; readonly dueOn: Day } | null;
  readonly aliasChange: {
    readonly reference: string;
    readonly status: "asked" | "waiting" | "moving";
    readonly newAddress: string;
    readonly answerBy: Date;
    readonly waitsUntil: Date | null;
  } | null;
  /** A removal that the organization was told of. */
  readonly removal: { readonly reference: string; readonly status: "proposed" | "agreed"; readonly carryOutOn: Day } | null;
  readonly pausedAt: Date | null;
  /** The oldest request to join that waits for a primary representative. */
  readonly joinAskedAt: Date | null;
  readonly change: { readonly reference: string; readonly newName: string } | null;
  readonly succession: { readonly reference: string; readonly waitsUntil: Date | null } | null;
};
