import { and, eq, inArray, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { aliasCheck, application, applicationContact, auditEvent, conflictOfInterest, organizationDomain } from "@/db/schema";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { recordChecks } from "@/lib/application/commands/record-checks";
import { withdrawApplication } from "@/lib/application/commands/withdraw-application";
import { sentenceOf } from "@/lib/audit/sentence";
import { type Person, visitor } from "@/lib/kernel/actor";
import { releaseDecision } from "@/lib/review/commands/release-decision";
import { routeApplication } from "@/lib/review/commands/route-application";
import { committeeOf } from "@/lib/review/queries/committee";
import { testDatabase } from "../setup/database";
import { readyToRace } from "../setup/race";
import {
  answers,
  asWorker,
  type Committee,
  committee,
  committeeMember,
  decide,
  decisions,
  eventsOf,
  fill,
  forget,
  later,
  reviewed,
  save,
  someone,
  start,
  stored,
  submit,
  voted,
} from "./world";

beforeAll(async () => {
  await testDatabase();
});

/** Works under the domain that is claimed, and sits on the committee. */
let vera: Person;
beforeEach(async () => {
  await forget();
  vera = await committeeMember("vera@victim.example", "reviewer");
});

const victims = "security@victim.example";
const soon = later({ hours: 2 });

/** An application of a person that names an address as its alias: typed, and sent or not. */
async function applied(email: string, name: string, { address = victims, sends = true } = {}) {
  const person = await someone(email);
  const reference = await start(person, name);
  await fill(person, reference);
  await save(person, reference, "security-alias", { ...answers["security-alias"], address });
  if (sends) await submit(person, reference);
  const { id } = await stored(reference);
  return { person, reference, id, name, address };
}

type Applied = Awaited<ReturnType<typeof applied>>;

async function tokenOf({ id, address }: Applied): Promise<string> {
  const { rows } = await database().execute<{ token: string }>(
    sql`select data ->> 'token' as token from email where kind = 'alias-check' and subject_id = ${id} and recipient = ${address} order by created_at desc, id desc limit 1`,
  );
  return rows[0]?.token ?? "";
}

const confirmed = async (of: Applied, now = soon) =>
  answerAliasCheck({ actor: visitor, now }, { token: await tokenOf(of), name: "Security rota", organization: of.name });
const disowned = async (of: Applied) =>
  disownAlias({ actor: visitor, now: later({ hours: 3 }) }, { token: await tokenOf(of), word: "NOT OURS" });
const withdrawn = ({ person, reference }: Applied) => withdrawApplication({ actor: person, now: later({ hours: 4 }) }, { reference });
const changed = async ({ person, reference, id }: Applied) => {
  await database().execute(sql`update answer set reopened = true where application_id = ${id} and criterion = 'security-alias'`);
  await save(person, reference, "security-alias", { ...answers["security-alias"], address: "security@attacker.example" });
};

/** The machine's look at the domain for the applicant's TXT record. */
const ownershipCheck =
  (result: "yes" | "no" | "cannot-tell", hours: number) =>
  ({ id }: Applied) =>
    recordChecks(asWorker(later({ hours })), {
      subject: { applicationId: id },
      name: "domain-ownership",
      because: "application",
      found: [{ target: "victim.example", result, sentence: "Looked.", seen: {} }],
    });
const namesAnother = ({ id }: Applied) =>
  database().update(application).set({ aliasDomain: "attacker.example" }).where(eq(application.id, id));

/** Whether Vera has a conflict of interest on it. */
async function recuses({ id }: Applied): Promise<boolean> {
  return (await committeeOf(database(), id)).some(({ personId, recused }) => personId === vera.personId && recused);
}

async function routed({ id }: Applied): Promise<void> {
  await routeApplication(asWorker(soon), { applicationId: id });
}

describe("an alias that was only typed and sent", () => {
  it("recuses nobody, gives nobody a domain, and blocks neither the owner's application nor its confirmation", async () => {
    const attack = await applied("mallory@attacker.example", "Attacker");
    await routed(attack);
    expect(await recuses(attack)).toBe(false);
    expect(await database().select().from(organizationDomain)).toEqual([]);
    expect(await database().select().from(conflictOfInterest)).toEqual([]);
    const own = await applied("ada@elsewhere.example", "Victim");
    await confirmed(own);
    expect((await stored(own.reference)).status).toBe("submitted");
    expect([await recuses(attack), await recuses(own)]).toEqual([false, true]);
  });
});

/** What may happen to the claim, in some order, and whether it counts then. */
const orders: readonly (readonly [string, readonly ((of: Applied) => Promise<unknown>)[], boolean])[] = [
  ["confirmed", [confirmed], true],
  ["disowned", [disowned], false],
  ["withdrawn", [withdrawn], false],
  ["changed", [changed], false],
  ["confirmed, then disowned", [confirmed, disowned], false],
  ["confirmed, then withdrawn", [confirmed, withdrawn], false],
  ["confirmed, then changed", [confirmed, changed], false],
  ["confirmed, routed, then disowned", [confirmed, routed, disowned], false],
  ["confirmed, routed, then changed", [confirmed, routed, changed], false],
];

describe("a conflict of interest follows from a TXT record at the domain too", () => {
  it.each([
    ["shown", [ownershipCheck("yes", 1)], true],
    ["not there", [ownershipCheck("no", 1)], false],
    ["cannot be told", [ownershipCheck("cannot-tell", 1)], false],
    ["shown, then cannot be told", [ownershipCheck("yes", 1), ownershipCheck("cannot-tell", 2)], true],
    ["shown, then gone", [ownershipCheck("yes", 1), ownershipCheck("no", 2)], false],
    ["shown, and the mailbox says that it is not theirs", [ownershipCheck("yes", 1), disowned], true],
    ["shown, then withdrawn", [ownershipCheck("yes", 1), withdrawn], false],
    ["shown, then another domain is named", [ownershipCheck("yes", 1), namesAnother], false],
  ] as const)("%s", async (_order, events, counts) => {
    const attack = await applied("mallory@attacker.example", "Attacker");
    for (const event of events) await event(attack);
    expect(await recuses(attack)).toBe(counts);
  });

  it("and reviewers are found anew, for an application that was sent", async () => {
    const jobs = async () =>
      (await database().execute(sql`select 1 from graphile_worker.jobs where task_identifier = 'route-application'`)).rows.length;
    const draft = await applied("ada@elsewhere.example", "Draft", { sends: false });
    const attack = await applied("mallory@attacker.example", "Attacker");
    const before = await jobs();
    await ownershipCheck("yes", 1)(draft);
    await ownershipCheck("cannot-tell", 1)(attack);
    expect(await jobs()).toBe(before);
    await ownershipCheck("yes", 1)(attack);
    expect(await jobs()).toBe(before + 1);
  });
});

describe("a conflict of interest follows from a confirmed alias", () => {
  it.each(orders)("%s", async (_order, events, counts) => {
    const attack = await applied("mallory@attacker.example", "Attacker");
    for (const event of events) await event(attack);
    expect(await recuses(attack)).toBe(counts);
  });

  it("and the routing follows it, with its trace", async () => {
    const attack = await applied("mallory@attacker.example", "Attacker");
    await confirmed(attack);
    const { rows } = await database().execute<{ jobs: number }>(
      sql`select count(*)::int as jobs from graphile_worker.jobs where task_identifier = 'route-application'`,
    );
    expect(rows[0]?.jobs).toBeGreaterThan(1); // sent, and confirmed
    await routed(attack);
    await disowned(attack);
    await routed(attack);
    await routed(attack);
    expect((await eventsOf(attack.reference)).filter((event) => event.startsWith("conflict."))).toEqual([
      "conflict.derived",
      "conflict.ended",
    ]);
    expect(await database().select().from(conflictOfInterest)).toEqual([]);
  });
});

describe("a derived conflict of interest in the trail", () => {
  /** The organization's earlier application to the same list, which was withdrawn. */
  async function earlierOf(of: Applied): Promise<Applied> {
    const { id: _id, ...copied } = await stored(of.reference);
    const [made] = await database()
      .insert(application)
      .values({ ...copied, reference: "2020-001", status: "withdrawn", withdrawnAt: soon })
      .returning({ id: application.id });
    return { ...of, reference: "2020-001", id: made?.id ?? "" };
  }
  let attackOf: Applied;
  beforeEach(async () => {
    attackOf = await applied("mallory@attacker.example", "Attacker");
  });

  const conflictsOf = async ({ reference }: Applied) => (await eventsOf(reference)).filter((event) => event.startsWith("conflict."));
  const reasonsOf = async (...of: readonly Applied[]) =>
    (
      await database()
        .select({ because: sql<string>`${auditEvent.data} ->> 'because'` })
        .from(auditEvent)
        .where(
          and(
            eq(auditEvent.action, "conflict.derived"),
            inArray(
              auditEvent.subjectId,
              of.map(({ id }) => id),
            ),
          ),
        )
        .orderBy(auditEvent.position)
    ).map(({ because }) => because);

  it("names its reason: the domain, or that the person writes in the application", async () => {
    const rae = await committeeMember("rae@committee.example", "reviewer");
    await database().insert(applicationContact).values({ applicationId: attackOf.id, personId: rae.personId, since: soon });
    await routed(attackOf);
    await confirmed(attackOf);
    await routed(attackOf);
    expect(await reasonsOf(attackOf)).toEqual(["acts", "domain"]);
    const event = { position: 1, at: soon, action: "conflict.derived", actorKind: "system", actorId: "worker" };
    const names = { person: () => "Rae", criterion: (key: string) => key };
    expect(sentenceOf({ ...event, data: { person: rae.personId, because: "acts" } }, names)).toContain("work on its application");
  });

  it("is not ended by routing another application of the organization that gives no reason", async () => {
    const earlier = await earlierOf(attackOf);
    await confirmed(attackOf);
    await routed(attackOf);
    await routed(earlier);
    expect(await database().$count(conflictOfInterest)).toBe(1);
    await disowned(attackOf);
    await routed(earlier);
    expect(await database().$count(conflictOfInterest)).toBe(0);
    expect([await conflictsOf(attackOf), await conflictsOf(earlier)]).toEqual([["conflict.derived"], ["conflict.ended"]]);
  });

  it("is recorded once when two ended applications of the organization are routed at the same time", async () => {
    const earlier = await earlierOf(attackOf);
    await withdrawn(attackOf);
    await database()
      .insert(applicationContact)
      .values([attackOf, earlier].map(({ id }) => ({ applicationId: id, personId: vera.personId, since: soon })));
    await readyToRace();
    await Promise.all([routed(attackOf), routed(earlier)]);
    expect(await reasonsOf(attackOf, earlier)).toEqual(["acts"]);
  });
});

describe("two applications with one alias", () => {
  let who: Committee;
  beforeEach(async () => {
    who = await committee();
  });

  /** Everybody on the committee finds it met and votes for it. */
  async function approved(of: Applied): Promise<void> {
    await routed(of);
    await reviewed(of.reference, who);
    await voted(of.reference, who, ["accept", "accept", "accept", "accept"]);
  }

  it("the one that the owner confirmed wins, whoever typed the address first", async () => {
    await applied("mallory@attacker.example", "Attacker");
    const own = await applied("ada@elsewhere.example", "Victim");
    await confirmed(own);
    await approved(own);
    const decisionId = await decide(who.cora, own.reference, "accepted");
    await releaseDecision(asWorker(later({ days: 2 })), { decisionId });
    expect((await stored(own.reference)).status).toBe("accepted");
    expect(await database().select({ domain: organizationDomain.domain }).from(organizationDomain)).toEqual([{ domain: "victim.example" }]);
  });

  it("that both confirmed: the later one cannot be accepted while the earlier is open", async () => {
    const first = await applied("ada@elsewhere.example", "Victim");
    const second = await applied("mallory@attacker.example", "Attacker");
    await confirmed(first, soon);
    await confirmed(second, later({ hours: 3 }));
    await approved(second);
    await expect(decide(who.cora, second.reference, "accepted")).rejects.toMatchObject({
      problems: [
        { message: "Another application confirmed the same contact alias earlier. Decide that one first, or ask for another address" },
      ],
    });
    await withdrawn(first);
    expect(await decide(who.cora, second.reference, "accepted")).toEqual(expect.any(String));
  });

  it("that both confirmed: once the first is a member, a decision on the second in its undo window is undone", async () => {
    const first = await applied("ada@elsewhere.example", "Victim");
    const second = await applied("mallory@attacker.example", "Attacker");
    await confirmed(second, soon);
    await confirmed(first, later({ hours: 3 }));
    await database()
      .update(aliasCheck)
      .set({ answeredAt: later({ hours: 1 }) })
      .where(eq(aliasCheck.applicationId, first.id));
    await approved(first);
    const decisionId = await decide(who.cora, first.reference, "accepted");
    await database()
      .update(aliasCheck)
      .set({ answeredAt: later({ hours: 4 }) })
      .where(eq(aliasCheck.applicationId, first.id));
    await approved(second);
    const other = await decide(who.cora, second.reference, "accepted");
    await releaseDecision(asWorker(later({ days: 2 })), { decisionId: other });
    await releaseDecision(asWorker(later({ days: 2 })), { decisionId });
    expect((await stored(second.reference)).status).toBe("accepted");
    expect((await stored(first.reference)).status).toBe("submitted");
    expect(await decisions(first.reference)).toMatchObject([{ releasedAt: null, takenBackAt: later({ days: 2 }) }]);
  });
});
