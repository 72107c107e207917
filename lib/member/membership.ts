import type { AliasShown } from "@/lib/alias/rules";
import type { ContactRole } from "@/lib/kernel/roles";
import type { StatusFacts } from "./open-task";

/** A membership as the people of the organization see it: what is known, and what is open. Moments are Dates, days are texts. */
export type Membership = {
  readonly memberId: string;
  readonly organizationId: string;
  readonly name: string;
  /** The viewer's own role. */
  readonly role: ContactRole;
  readonly facts: StatusFacts;
  readonly applicationReference: string | null;
  readonly aliases: readonly AliasShown[];
  readonly people: readonly { readonly name: string; readonly role: ContactRole }[];
  /** Why it is no member any more, if so. */
  readonly endedAs: "left" | "removed" | null;
};
