import type { CommitteeRole, ContactRole } from "./roles";

/**
 * Who acts. Roles and contacts are read from the database on every request, never kept in a session.
 * A system principal is the worker, or the operator at the command line, and has no vote.
 */
export type Actor = Visitor | Person | SystemPrincipal;

export type Visitor = { readonly kind: "visitor" };

export type Person = {
  readonly kind: "person";
  readonly personId: string;
  readonly email: string;
  readonly name: string | null;
  /** When this session was signed in; null at the command line, where nobody signed in. */
  readonly signedInAt: Date | null;
  readonly roles: readonly { readonly list: string; readonly role: CommitteeRole }[];
  /** Organizations the person acts for. */
  readonly contacts: readonly { readonly organizationId: string; readonly role: ContactRole }[];
  /** Organizations on which the person has a declared or set conflict of interest. */
  readonly conflicts: readonly { readonly list: string; readonly organizationId: string }[];
};

export type SystemPrincipal = { readonly kind: "system"; readonly name: "worker" | "operator" | "demo" };

export const visitor: Visitor = { kind: "visitor" };
export const worker: SystemPrincipal = { kind: "system", name: "worker" };
export const operator: SystemPrincipal = { kind: "system", name: "operator" };

export function isPerson(actor: Actor): actor is Person {
  return actor.kind === "person";
}

/** The id of the person who acts, or null for anybody else. */
export function personIdOf(actor: Actor): string | null {
  return isPerson(actor) ? actor.personId : null;
}

/** Whether the person holds a role in a list's committee now. */
export function hasCommitteeRole(actor: Actor, list: string, ...roles: readonly CommitteeRole[]): boolean {
  return isPerson(actor) && actor.roles.some((grant) => grant.list === list && roles.includes(grant.role));
}

/** A session is fresh for 30 minutes; passkeys will make it five. */
export const recentSignInMinutes = 30;

/** Whether the last sign-in is recent enough for an important action without signing in again. */
export function isRecentSignIn(actor: Actor, now: Date): boolean {
  if (!isPerson(actor) || actor.signedInAt === null) return false;
  return now.getTime() - actor.signedInAt.getTime() <= recentSignInMinutes * 60_000;
}

/** The committee role in which somebody acts on a list, for the audit trail: chair or reviewer, where they are one. */
export function roleOf(actor: Actor, list: string): CommitteeRole | undefined {
  if (!isPerson(actor)) return undefined;
  const roles = actor.roles.filter((grant) => grant.list === list).map(({ role }) => role);
  return (["chair", "reviewer"] as const).find((role) => roles.includes(role)) ?? roles[0];
}
