import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { database } from "@/db/client";
import { person } from "@/db/schema";
import { type Actor, worker } from "@/lib/kernel/actor";
import { command, violatedConstraint } from "@/lib/kernel/command";
import { uniqueRules } from "@/lib/kernel/unique-rules";
import { testDatabase } from "../setup/database";

/** Each unique index is answered with a sentence when a form meets it, or no form can meet it. */

type Index = { readonly name: string; readonly table: string; readonly definition: string };

/** Whole kinds of indexes that nobody meets. */
const kinds: readonly { readonly why: string; readonly fits: (index: Index) => boolean }[] = [
  { why: "the id is made for the row", fits: ({ name, table, definition }) => name === `${table}_pkey` && definition === "(id)" },
  { why: "the token is random", fits: ({ definition }) => definition === "(token_hash)" },
  { why: "the reference comes from a counter, under its lock", fits: ({ definition }) => definition === "(reference)" },
];

/** Indexes of tables that no form writes, or that are written only with "on conflict". */
const unmet: Readonly<Record<string, string>> = {
  account_provider_provider_account_id_pk: "nobody signs in with an account of another provider",
  one_open_alert_of_a_kind_per_list: "alerts are raised by the worker",
  one_open_alert_of_a_kind_per_member: "alerts are raised by the worker",
  application_in_queue: "holds the id, which is unique by itself",
  audit_checkpoint_pkey: "checkpoints are signed by the worker",
  audit_event_pkey: "the database numbers events under one lock",
  audit_chain_does_not_fork: "the database chains events under one lock",
  audit_hash_is_unique: "the database chains events under one lock",
  rule_change_notice_member_id_criterion_version_pk: "members are told of a rule change by the worker",
  evidence_watch_member_id_name_pk: "checks are planned with on conflict",
  form_press_pkey: "presses are noted with on conflict",
  email_by_provider_id: "the worker notes the provider's id of an email",
  email_rate_limit_pkey: "rows are made by a migration",
  rate_count_bucket_window_start_pk: "counted with on conflict",
  reference_counter_pkey: "counted with on conflict",
  request_limit_pkey: "counted with on conflict",
  routing_trouble_pkey: "applications are routed by the worker",
  session_pkey: "the token is random",
  sweep_pkey: "sweeps are done by the worker",
  verification_token_identifier_token_pk: "no code of next-auth is used",
  worker_beat_pkey: "beats are noted by the worker",
};

let indexes: readonly Index[] = [];

beforeAll(async () => {
  await testDatabase();
  const { rows } = await database().execute<Index>(sql`
    select indexname as name, tablename as table, substring(indexdef from 'USING btree (.*)$') as definition
    from pg_indexes where schemaname = 'public' and indexdef like 'CREATE UNIQUE%' order by 1`);
  indexes = rows;
});

describe("every unique index", () => {
  it("has a sentence for the person who meets it, or a reason why no form does", () => {
    const known = (index: Index) => index.name in uniqueRules || index.name in unmet || kinds.some(({ fits }) => fits(index));
    expect(indexes.length).toBeGreaterThan(100);
    expect(indexes.filter((index) => !known(index)).map(({ name, definition }) => `${name} ${definition}`)).toEqual([]);
  });

  it("is listed once, and exists", () => {
    const names = indexes.map(({ name }) => name);
    const listed = [...Object.keys(uniqueRules), ...Object.keys(unmet)];
    expect(listed.filter((name) => !names.includes(name))).toEqual([]);
    expect(listed.filter((name, at) => listed.indexOf(name) !== at)).toEqual([]);
  });
});

describe("a command that meets one", () => {
  const makesTwice = command("make twice", z.strictObject({}), async (work) => {
    work.authorize(true);
    work.nothingToDo();
    await work.tx.insert(person).values([{ email: "twice@acme.example" }, { email: "Twice@acme.example" }]);
  });
  const somebody: Actor = {
    kind: "person",
    personId: "00000000-0000-4000-8000-000000000001",
    email: "ada@acme.example",
    name: null,
    signedInAt: null,
    roles: [],
    contacts: [],
    conflicts: [],
  };

  it("refuses a person with its sentence, and stores nothing", async () => {
    await expect(makesTwice({ actor: somebody }, {})).rejects.toMatchObject({
      name: "Refusal",
      kind: "conflict",
      message: uniqueRules.one_person_per_address,
    });
    expect(await database().select().from(person)).toEqual([]);
  });

  it("fails the worker, which has nobody to tell", async () => {
    const error = await makesTwice({ actor: worker }, {}).catch((fault: unknown) => fault);
    expect(error).not.toMatchObject({ name: "Refusal" });
    expect(violatedConstraint(error)).toBe("one_person_per_address");
  });
});
