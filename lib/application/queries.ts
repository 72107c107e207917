import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { database } from "@/db/client";
import { application, applicationContact, applicationInvitation, person } from "@/db/schema";
import { type Actor, hasCommitteeRole, isPerson } from "@/lib/kernel/actor";
import type { Day } from "@/lib/kernel/calendar";
import { tokenHash } from "@/lib/kernel/token";
import { invitationTokenPurpose } from "./commands/invite-colleague";
import type { ApplicationStatus } from "./lifecycle";

/** One line of "my applications". */
export type MyApplication = {
  readonly reference: string;
  readonly list: string;
  readonly organization: string;
  readonly status: ApplicationStatus;
  readonly draftEndsOn: Day;
  readonly decisionDueOn: Day | null;
  readonly createdAt: Date;
};

/** The most that one page lists; nobody writes in more at once. */
const mostListed = 100;

/** The applications in which the viewer writes, newest first. */
export async function myApplications(viewer: Actor): Promise<readonly MyApplication[]> {
  if (!isPerson(viewer)) return [];
  return database()
    .select({
      reference: application.reference,
      list: application.list,
      organization: application.organizationName,
      status: application.status,
      draftEndsOn: application.draftEndsOn,
      decisionDueOn: application.decisionDueOn,
      createdAt: application.createdAt,
    })
    .from(application)
    .innerJoin(applicationContact, eq(applicationContact.applicationId, application.id))
    .where(eq(applicationContact.personId, viewer.personId))
    .orderBy(desc(application.createdAt))
    .limit(mostListed);
}

/** An organization the viewer acts for, as the start page offers it. */
export type MyOrganization = {
  readonly id: string;
  readonly name: string;
  readonly isMember: boolean;
  readonly openReference: string | null;
};

/** The organizations the viewer acts for or has applied for, and their status on a list. */
export async function myOrganizations(viewer: Actor, list: string): Promise<readonly MyOrganization[]> {
  if (!isPerson(viewer)) return [];
  const { rows } = await database().execute<{ id: string; name: string; is_member: boolean; open_reference: string | null }>(sql`
    select o.id, o.name,
      exists (select 1 from member m where m.organization_id = o.id and m.list = ${list} and m.left_on is null) as is_member,
      (select a.reference from application a join application_contact p on p.application_id = a.id
        where a.organization_id = o.id and a.list = ${list} and p.person_id = ${viewer.personId}
          and a.status in ('draft', 'submitted', 'information_requested') limit 1) as open_reference
    from organization o
    where o.id in (select c.organization_id from organization_contact c where c.person_id = ${viewer.personId} and c.until_at is null
      union select a.organization_id from application a join application_contact p on p.application_id = a.id where p.person_id = ${viewer.personId})
    order by lower(o.name), o.id limit ${mostListed}`);
  return rows.map((row) => ({ id: row.id, name: row.name, isMember: row.is_member, openReference: row.open_reference }));
}

/** What an invitation's page shows. */
export type InvitationPage = {
  readonly list: string;
  readonly organization: string;
  readonly inviter: string;
  readonly expiresAt: Date;
  readonly state: "open" | "expired" | "ended" | "accepted";
  /** Whether the viewer is the person it was written to. */
  readonly isForMe: boolean;
  /** The viewer would have to recuse yourself in the list's committee. */
  readonly hasRole: boolean;
  /** Only for the person it was written to, once accepted. */
  readonly reference: string | null;
};

/** The invitation that a link opens, or null. Anybody with the link sees who invites and for what; looking changes nothing. */
export async function invitationOfLink(viewer: Actor, token: string): Promise<InvitationPage | null> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  const [row] = await database()
    .select({
      list: application.list,
      organization: application.organizationName,
      reference: application.reference,
      inviter: sql<string>`coalesce(${person.name}, ${person.email})`,
      email: applicationInvitation.email,
      expiresAt: applicationInvitation.expiresAt,
      endedAt: applicationInvitation.endedAt,
      acceptedAt: applicationInvitation.acceptedAt,
      isPast: sql<boolean>`${applicationInvitation.expiresAt} <= now()`,
    })
    .from(applicationInvitation)
    .innerJoin(application, eq(application.id, applicationInvitation.applicationId))
    .innerJoin(person, eq(person.id, applicationInvitation.invitedBy))
    .where(eq(applicationInvitation.tokenHash, tokenHash(invitationTokenPurpose, token)));
  if (row === undefined) return null;
  const isForMe = isPerson(viewer) && viewer.email.toLowerCase() === row.email.toLowerCase();
  const state = row.acceptedAt ? "accepted" : row.endedAt ? "ended" : row.isPast ? "expired" : "open";
  return {
    list: row.list,
    organization: row.organization,
    inviter: row.inviter,
    expiresAt: row.expiresAt,
    state,
    isForMe,
    hasRole: hasCommitteeRole(viewer, row.list, "reviewer", "chair", "auditor"),
    reference: isForMe && state === "accepted" ? row.reference : null,
  };
}

/** Whether an application that the viewer writes in is open on this list, and its reference: the start page leads there. */
export async function openApplicationOn(viewer: Actor, list: string): Promise<string | null> {
  if (!isPerson(viewer)) return null;
  const [row] = await database()
    .select({ reference: application.reference })
    .from(application)
    .innerJoin(applicationContact, eq(applicationContact.applicationId, application.id))
    .where(
      and(
        eq(applicationContact.personId, viewer.personId),
        eq(application.list, list),
        inArray(application.status, ["draft", "submitted", "information_requested"]),
      ),
    )
    .limit(1);
  return row?.reference ?? null;
}
