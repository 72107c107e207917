import { Client } from "pg";
import { sha256 } from "@/lib/kernel/token";
import { criteriaInForce } from "@/lib/list/criteria";
import { policyHash, policyInForce } from "@/lib/list/embargo";
import { istio } from "@/lists/istio";
import { globex } from "@/scripts/demo/organizations";

/** How large a world is. `waiting` of the applications are open, the rest was decided; `drafts` are ready to be sent. */
export type Size = { readonly applications: number; readonly waiting: number; readonly members: number; readonly drafts: number };

/** People of the world, by the token of a session that is open for each. */
export const sessions = { chair: "bench-chair", reviewer: "bench-reviewer", applicant: "bench-applicant" } as const;

export const applicantReference = "2026-000001";

/** The number of the first draft that is ready to be sent, in each world. */
export const firstDraft = { small: 1_001, large: 100_001 } as const;

/** The number of the last organization that is no member: those of the members follow it. */
export const memberOrganization = { small: 3_000, large: 108_000 } as const;

/** Primaries of members of the large world who are signed in: "bench-member-1" and so on. */
export const signedInMembers = 3_000;

/** Fills a migrated, empty database with rows as the portal would have written them, set by set. */
export async function fill(url: string, size: Size): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const [statement, values] of statements(size)) await client.query(statement, [...values]);
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}

/** Applications of the large world that wait for nothing but the chair's decision: all voted, email written. */
export const decidable = { from: 5_001, to: 9_000 } as const;

/** Votes, findings and emails for them, as the portal would have written them. */
export async function prepareDecisions(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const day = new Date().toISOString().slice(0, 10);
    const keys = criteriaInForce(istio, day).map(({ key }) => key);
    const reasons = JSON.stringify(keys.map((criterion) => ({ criterion, verdict: "met", reason: "", whatWouldHelp: "" })));
    const which = `a.reference between '2026-${String(decidable.from).padStart(6, "0")}' and '2026-${String(decidable.to).padStart(6, "0")}'`;
    await client.query(`update review_assignment r set reviewed_at = now() from application a where a.id = r.application_id and ${which}`);
    await client.query(
      `insert into finding (application_id, criterion, person_id, verdict, reason, answer_version, at)
       select a.id, k, s.person_id, 'met', '', 1, now() from application a, unnest($1::text[]) k, committee_role s where ${which}`,
      [keys],
    );
    await client.query(
      `insert into vote_round (id, application_id, list, decision_due_on, opened_at, closes_at, closed_at, outcome)
       select ${id("'round ' || a.reference")}, a.id, a.list, a.decision_due_on, now() - interval '1 day', now() + interval '4 days', now(), 'accepted' from application a where ${which}`,
    );
    await client.query(
      `insert into vote (round_id, person_id, choice, reason, at)
       select ${id("'round ' || a.reference")}, s.person_id, 'accept', '', now() from application a, committee_role s where ${which}`,
    );
    await client.query(
      `insert into decision_draft (application_id, outcome, reasons, opening, closing, version, edited_by, edited_at)
       select a.id, 'accepted', $1::jsonb, '', '', 1, p.id, now() from application a, person p where p.email = 'chair@meshproject.example' and ${which}`,
      [reasons],
    );
    await client.query("analyze");
  } finally {
    await client.end();
  }
}

/** An id that is always the same for a text, in the form of a random one (RFC 9562, version 4), as the portal asks of ids. */
function id(text: string): string {
  return `overlay(overlay(md5(${text}) placing '4' from 13) placing '8' from 17)::uuid`;
}

type Statement = readonly [sql: string, values: readonly unknown[]];

function statements({ applications, waiting, members, drafts }: Size): readonly Statement[] {
  const today = new Date().toISOString().slice(0, 10);
  const policy = policyInForce(istio, today);
  if (!policy) throw new Error("No policy is in force");
  const answers = Object.fromEntries(
    criteriaInForce(istio, today).map(({ key, kind }) => [
      key,
      { ...globex.answers[key], ...(kind === "policy-acceptance" ? { policyVersion: policy.version } : {}) },
    ]),
  );
  const all = applications + drafts;
  return [
    [
      // The applicant works elsewhere than the committee, whose members would otherwise be recused.
      `insert into person (name, email, created_at)
       select initcap(n), n || case n when 'applicant' then '@applicants.example' else '@meshproject.example' end, now()
       from unnest(array['chair', 'reviewer', 'second', 'applicant']) n`,
      [],
    ],
    [
      "insert into committee_role (list, person_id, role, granted_at) select 'istio', id, case when email like 'chair@%' then 'chair' else 'reviewer' end, now() from person where email !~ '^applicant@'",
      [],
    ],
    ...Object.entries(sessions).map(
      ([who, token]): Statement => [
        "insert into session (session_token, person_id, expires_at, signed_in_at) select $1, id, now() + interval '1 day', now() from person where lower(name) = $2",
        [sha256(token), who],
      ],
    ),
    [
      `insert into organization (id, name, created_at) select ${id("'organization ' || n")}, 'Organization ' || n, now() from generate_series(1, $1::int) n`,
      [all + members],
    ],
    [
      `insert into organization_domain (organization_id, domain) select ${id("'organization ' || n")}, 'organization' || n || '.example'
       from generate_series(1, $2::int) n where n <= $1 or n > $3`,
      [applications, all + members, all],
    ],
    [
      `insert into application (id, reference, list, organization_id, organization_name, criteria_on, status, created_by, created_at, draft_ends_on,
         submitted_at, submitted_by, decision_due_on, decided_at, alias_domain, contact_alias)
       select ${id("'application ' || n")}, '2026-' || lpad(n::text, 6, '0'), 'istio', ${id("'organization ' || n")}, 'Organization ' || n, current_date,
         case when n > $1 then 'draft' when n <= $2 then 'submitted' when n % 3 = 0 then 'declined' else 'accepted' end,
         p.id, now() - interval '20 days', current_date + 40,
         case when n <= $1 then now() - make_interval(mins => n % 20000) end, case when n <= $1 then p.id end,
         case when n <= $1 then current_date + (n % 14) end, case when n > $2 and n <= $1 then now() - make_interval(mins => n % 9000) end,
         case when n <= $1 then 'organization' || n || '.example' end, case when n <= $1 then 'security@organization' || n || '.example' end
       from generate_series(1, $3::int) n, person p where p.name = 'Applicant'`,
      [applications, waiting, all],
    ],
    [
      "insert into application_contact (application_id, person_id, since_at) select a.id, a.created_by, now() from application a where a.status = 'draft' or a.reference = $1",
      [applicantReference],
    ],
    [
      `insert into answer (application_id, criterion, draft, finished, edited_by, edited_at)
       select a.id, c.key, case when c.key = 'security-alias' then jsonb_set(c.value, '{address}', to_jsonb('security@' || replace(lower(a.organization_name), ' ', '') || '.example')) else c.value end,
         true, a.created_by, now()
       from application a, jsonb_each($1::jsonb) c where a.status in ('submitted', 'draft')`,
      [JSON.stringify(answers)],
    ],
    [
      `insert into embargo_acceptance (application_id, organization_id, list, policy_version, policy_hash, person_name, person_role, recorded_by, at)
       select id, organization_id, list, $1, $2, 'Greta Lindholm', 'Chief information security officer', created_by, now() from application where status in ('submitted', 'draft')`,
      [policy.version, policyHash(policy)],
    ],
    [
      `insert into alias_check (list, organization_id, application_id, subject_id, reference, address, token_hash, asked_at, expires_at, answered_at, answered_by)
       select list, organization_id, id, id, reference, 'security@' || replace(lower(organization_name), ' ', '') || '.example', md5(id::text) || md5(id::text), now() - interval '2 hours', now() + interval '20 hours', now() - interval '1 hour', 'The team'
       from application where status in ('submitted', 'draft')`,
      [],
    ],
    [
      "insert into review_assignment (application_id, list, decision_due_on, person_id, assigned_at) select a.id, a.list, a.decision_due_on, s.person_id, now() from application a, committee_role s where a.status = 'submitted'",
      [],
    ],
    [
      `insert into member (id, list, organization_id, name, since_on, application_id, next_recheck_on, created_at)
       select ${id("'member ' || n")}, 'istio', ${id("'organization ' || ($2 + n)")}, 'Organization ' || ($2 + n), current_date - (n % 900), null, current_date + 1 + (n % 365), now()
       from generate_series(1, $1::int) n`,
      [members, all],
    ],
    [
      `insert into contact_alias (member_id, list, address, domain, skeleton, since_at, answered_at)
       select id, list, 'security@' || d, d, replace(replace(replace(d, '0', 'o'), '1', 'l'), 'm', 'rn'), now(), now()
       from member, lateral (select replace(lower(member.name), ' ', '') || '.example' as d) domain`,
      [],
    ],
    [
      `insert into person (id, name, email, created_at) select ${id("'person ' || n")}, 'Primary ' || n, 'primary@organization' || ($2 + n) || '.example', now()
       from generate_series(1, $1::int) n`,
      [members, all],
    ],
    [
      `insert into organization_contact (organization_id, person_id, role, since_at)
       select ${id("'organization ' || ($2 + n)")}, ${id("'person ' || n")}, 'primary', now() from generate_series(1, $1::int) n`,
      [members, all],
    ],
    [
      `insert into session (session_token, person_id, expires_at, signed_in_at)
       select encode(sha256(convert_to('bench-member-' || n, 'UTF8')), 'hex'), ${id("'person ' || n")}, now() + interval '1 day', now()
       from generate_series(1, least($1, ${signedInMembers})) n`,
      [members],
    ],
    ["insert into reference_counter (year, last) values (2026, $1)", [all]],
    ["create table floor_application (id bigint generated always as identity primary key, email text not null, body jsonb not null)", []],
    [
      "create table floor_member (id bigint generated always as identity primary key, due_at timestamptz not null, checks int not null default 0)",
      [],
    ],
    ["create index floor_member_due on floor_member (due_at)", []],
    ["insert into floor_member (due_at) select now() + interval '1 day' from generate_series(1, $1::int)", [members]],
    [
      "create table floor_outbox (id bigint generated always as identity primary key, recipient text not null, kind text not null, sent_at timestamptz)",
      [],
    ],
    ["create index floor_outbox_unsent on floor_outbox (id) where sent_at is null", []],
    ["create table floor_audit (id bigint generated always as identity primary key, subject bigint not null, act text not null)", []],
  ];
}
