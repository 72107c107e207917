import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { worker } from "@/lib/kernel/actor";
import { askAccessRecovery } from "@/lib/member/commands/ask-access-recovery";
import { askMemberChange } from "@/lib/member/commands/ask-member-change";
import { askToJoin } from "@/lib/member/commands/ask-to-join";
import { beginAccessRecovery } from "@/lib/member/commands/begin-access-recovery";
import { escalateJoinRequest } from "@/lib/member/commands/escalate-join-request";
import { inviteRepresentative } from "@/lib/organization/commands/invite-representative";
import { daysAgo, later } from "@/scripts/demo/applying";
import { signedIn } from "@/scripts/demo/people";
import { canary, contactOf, domainOf, nameOf, one, type StageKey, type Who } from "./world";

/** Somebody who is of no organization here: invited by the member, and asks to join it and to take it over. */
export const newcomer: Who = { name: "Nora New", email: "nora@newteam.example" };

export const newName = "Orgmember Works";

/** The membership of an organization on the list of this world. */
export function memberIdOf(stage: StageKey): Promise<string> {
  return one<string>(sql`
    select m.id as value from member m join application a on a.organization_id = m.organization_id
    where a.organization_name = ${nameOf(stage)} and m.list = 'istio'`);
}

/** The member of another list that the same organization is: there nothing is open. */
export function otherMembership(): Promise<string> {
  return one<string>(sql`select id as value from member where list = 'layer5'`);
}

/** Somebody is invited, asks to join and waits for the committee, asks to take over; a rename waits to be reviewed. */
export async function makePeople(now: Date): Promise<void> {
  const memberId = await memberIdOf("member");
  const asked = daysAgo(now, 20);
  const words = (what: string) => `We met in Paris. ${canary(what, "member")}`;
  await askToJoin(
    { actor: await signedIn(newcomer, asked), now: asked },
    { list: "istio", organization: nameOf("member"), words: words("join") },
  );
  await escalateJoinRequest({ actor: worker, now }, { requestId: await one<string>(sql`select id as value from join_request`) });
  await askAccessRecovery(
    { actor: await signedIn(newcomer, now), now },
    { list: "istio", organization: nameOf("member"), words: words("access-recovery") },
  );
  await beginAccessRecovery(
    { actor: worker, now },
    { accessRecoveryId: await one<string>(sql`select id as value from access_recovery`), at: now.toISOString() },
  );
  const at = later(now, -3_600_000);
  const actor = await signedIn(contactOf("member"), at);
  await inviteRepresentative({ actor, now: at }, { member: memberId, email: newcomer.email, role: "deputy" });
  await askMemberChange(
    { actor, now: at },
    { member: memberId, kind: "rename", name: newName, domains: "", product: "", reason: words("change") },
  );
  await database().execute(sql`
    with twin as (insert into member (list, organization_id, name, since_on, next_recheck_on, created_at)
      select 'layer5', organization_id, 'Orgmember Mesh', '2026-01-01', '2030-01-01', now() from member where id = ${memberId} returning id)
    insert into contact_alias (member_id, list, address, domain, since_at)
    select id, 'layer5', ${`security@${domainOf("member")}`}, ${domainOf("member")}, now() from twin`);
}
