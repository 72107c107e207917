import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { worker } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { saveRecheckAnswer } from "@/lib/recheck/commands/save-recheck-answer";
import { testAliasResponse } from "@/lib/recheck/commands/test-alias-response";
import { openRecheck } from "@/lib/removal/commands/open-recheck";
import { recordByPhone } from "@/lib/removal/commands/record-by-phone";
import { daysAgo, later } from "@/scripts/demo/applying";
import { signedIn } from "@/scripts/demo/people";
import { memberIdOf } from "./people-world";
import { canary, contactOf, one, people } from "./world";

/** A member without people, of whom no secret is kept: nothing is open about it, and it has not shown the criteria of 2022. */
export const plainMember = "00000000-0000-4000-8000-00000000aaaa";
export const plainName = "Orgplain";

/** The re-check of the member: open, with an answer to everything and a conversation; and that of a former one, which waits for a verdict. */
export async function recheckIsThere(now: Date): Promise<void> {
  const memberId = await memberIdOf("member");
  const at = later(daysAgo(now, 3), 0);
  await openRecheck({ actor: await signedIn(people.carol, at), now: at }, { memberId });
  const recheckId = await openRecheckId();
  await testAliasResponse({ actor: worker, now: at }, { recheckId });
  const ada = await signedIn(contactOf("member"), at);
  for (const criterion of await criteriaOf(recheckId))
    await saveRecheckAnswer(
      { actor: ada, now: at },
      { recheckId, criterion, version: 0, says: "still-true", words: `As before. ${canary("said", "member")}` },
    );
  const version = await one<number>(sql`select version as value from recheck where id = ${recheckId}`);
  await recordByPhone(
    { actor: await signedIn(people.ravi, at), now: at },
    { recheckId, version, spokeWith: "Ada", spokeOn: dayOf(at), said: `They answer soon. ${canary("call", "member")}`, answer: "reached" },
  );
  await database().execute(sql`
    insert into recheck_question (recheck_id, criterion, question, asked_at, asked_by, due_on)
    select ${recheckId}, 'community', ${`Who takes part? ${canary("said", "member")}`}, now(), p.id, '2030-01-01' from person p where p.email = ${people.ravi.email}`);
  await database().execute(sql`
    with org as (insert into organization (name, created_at) values (${plainName}, now()) returning id)
    insert into member (id, list, organization_id, name, since_on, next_recheck_on, created_at)
    select ${plainMember}, 'istio', id, ${plainName}, '2020-01-01', '2030-01-01', now() from org`);
  await database().execute(sql`
    with answered as (
      insert into recheck (reference, list, member_id, status, because, criteria, opened_on, due_on, answered_at, next_check_on)
      select '2020-901', 'istio', id, 'answered', 'schedule', '{community}', ${dayOf(daysAgo(now, 320))}::date, ${dayOf(daysAgo(now, 290))}::date, now(), '2030-01-01'
      from member where id = ${await memberIdOf("former")} returning id, member_id, list),
    said as (insert into recheck_answer (recheck_id, criterion, says, draft, said_at)
      select id, 'community', 'no-longer-true', '{}', now() from answered)
    insert into alias_check (list, organization_id, member_id, subject_kind, subject_id, reference, address, token_hash, asked_at, expires_at, answered_at, answered_by)
    select a.list, m.organization_id, m.id, 'recheck', a.id, '2020-901', 'nobody@nowhere.example', 'nobody', now() - interval '1 hour', now(), now(), 'A team'
    from answered a join member m on m.id = a.member_id`);
}

export function openRecheckId(): Promise<string> {
  return one<string>(sql`select id as value from recheck where status = 'open'`);
}

export function answeredRecheckId(): Promise<string> {
  return one<string>(sql`select id as value from recheck where status = 'answered'`);
}

async function criteriaOf(recheckId: string): Promise<readonly string[]> {
  return one<readonly string[]>(sql`select criteria as value from recheck where id = ${recheckId}`);
}
