import type { Day } from "@/lib/kernel/calendar";
import { criteriaInForce } from "@/lib/list/criteria";
import type { ListDefinition } from "@/lib/list/definition";
import type { KindName } from "@/lib/list/kind-names";
import { rosterSource } from "@/lib/list/kinds/listed-elsewhere";

/** All automatic checks. */
export const checkNames = ["mail-domain", "domain-ownership", "security-txt", "sister-list", "delivery", "look-alike"] as const;
export type CheckName = (typeof checkNames)[number];

/** "cannot-tell" is a result of its own; it never counts against anybody. */
export const checkResults = ["yes", "no", "cannot-tell"] as const;
export type CheckResult = (typeof checkResults)[number];

/** Why the copy of a roster cannot be used for saying "no". */
export const rosterTroubles = ["empty", "shrunken", "unreadable"] as const;
export type RosterTrouble = (typeof rosterTroubles)[number];

/** The result of a check, with the sentence for people. */
export type Assessed = { readonly result: CheckResult; readonly sentence: string };

/** What each check is called. */
export const checkTitles: Readonly<Record<CheckName, string>> = {
  "mail-domain": "Mail domain",
  "domain-ownership": "Domain ownership",
  "security-txt": "security.txt",
  "sister-list": "The other list's roster",
  delivery: "Emails to the contact alias",
  "look-alike": "Look-alikes",
};

/** A check is about a member or about an application. */
export type CheckSubject = { readonly memberId: string } | { readonly applicationId: string };

/** A check that a list's criteria ask for, and the criterion whose answer it is about. */
export type AskedCheck = { readonly name: CheckName; readonly criterion: string };

/** The checks of a list on a day. */
export function checksOf(list: ListDefinition, today: Day): readonly AskedCheck[] {
  return criteriaInForce(list, today).flatMap((criterion) =>
    checksOfKind(criterion.kind)
      .filter((name) => name !== "sister-list" || rosterSource(criterion) !== null)
      .map((name) => ({ name, criterion: criterion.key })),
  );
}

/** The names of the checks of a list on a day. */
export function checkNamesOf(list: ListDefinition, today: Day): readonly CheckName[] {
  return [...new Set(checksOf(list, today).map(({ name }) => name))];
}

/** The checks that say something about an answer of a kind. */
export function checksOfKind(kind: KindName): readonly CheckName[] {
  if (kind === "contact-alias") return ["mail-domain", "domain-ownership", "security-txt", "delivery", "look-alike"];
  return kind === "listed-elsewhere" ? ["sister-list"] : [];
}

/** Members are asked about again after so many days. Domains can be sold within weeks; pages and rosters change slowly. */
export const watchDays: Readonly<Record<CheckName, number>> = {
  "mail-domain": 7,
  "domain-ownership": 7,
  delivery: 7,
  "security-txt": 30,
  "sister-list": 30,
  "look-alike": 30,
};

export function worstOf(results: readonly CheckResult[]): CheckResult {
  return (["no", "cannot-tell"] as const).find((result) => results.includes(result)) ?? "yes";
}
