import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { application, emailMessage, embargoAcceptance, organizationDomain } from "@/db/schema";
import { submitApplication } from "@/lib/application/commands/submit-application";
import { withdrawApplication } from "@/lib/application/commands/withdraw-application";
import type { Person } from "@/lib/kernel/actor";
import { isUnavailable } from "@/lib/kernel/unavailable";
import { testDatabase } from "../setup/database";
import { readyToRace } from "../setup/race";
import { statementsOf } from "../setup/statements";
import { answers, emails, eventsOf, fill, forget, globex, later, monday, save, someone, start, stored, submit } from "./world";

let db: Database;
let ada: Person;
let reference: string;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  await forget();
  ada = await someone("ada@acme.example", "Ada Acme");
  reference = await start(ada);
});

async function jobs(task: string): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from graphile_worker.jobs where task_identifier = ${task}`,
  );
  return rows[0]?.count ?? 0;
}

describe("sending an application", () => {
  it("changes its status, stores the date of the decision, writes the receipt and the alias's email, and asks for reviewers", async () => {
    const routed = await jobs("route-application");
    await fill(ada, reference);
    await submit(ada, reference, { now: later({ days: 2 }) });

    expect(await stored(reference)).toMatchObject({
      status: "submitted",
      submittedAt: later({ days: 2 }),
      submittedBy: ada.personId,
      criteriaOn: "2026-11-18",
      decisionDueOn: "2026-12-02", // 10 working days after Wednesday 18 November
      contactAlias: "security@acme.example",
      aliasDomain: "acme.example",
    });
    expect(await emails()).toEqual([
      "alias-check to security@acme.example",
      "alias-opened to security@acme.example",
      "application-received to ada@acme.example",
    ]);
    expect(await db.select().from(organizationDomain)).toEqual([]); // only typed yet
    expect(await jobs("route-application")).toBe(routed + 1);
    expect((await eventsOf(reference)).at(-1)).toBe("application.submitted");
  });

  it("puts every answer into the receipt, to every contact alone", async () => {
    await fill(ada, reference);
    await submit(ada, reference);
    const [receipt] = await db.select().from(emailMessage).where(eq(emailMessage.kind, "application-received"));
    expect(receipt).toMatchObject({
      thread: `${reference}.application`,
      data: { organization: "Acme", reference, dueOn: "2026-11-30", aliasProgress: "open" },
    });
    const told = JSON.stringify(receipt?.data);
    for (const words of ["Acme Mesh", "About 200 companies", "Bea Boss", "Europe/Berlin"]) expect(told).toContain(words);
  });

  it("records which text of the embargo policy was accepted, by whom", async () => {
    await fill(ada, reference);
    const rows = await db.select().from(embargoAcceptance);
    expect(rows).toMatchObject([
      {
        policyVersion: "2022-02",
        policyHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        personName: "Bea Boss",
        personRole: "CTO",
        endedAt: null,
      },
    ]);
  });

  it("names every open point at once (HC-FRM-001)", async () => {
    await save(ada, reference, "security-alias", { ...answers["security-alias"], address: "sec@gmail.com" });
    await save(ada, reference, "redistribution", answers.redistribution, { finished: false });
    await save(ada, reference, "embargo-policy", { accept: "no", name: "", role: "", policyVersion: "2022-02" });
    await expect(submit(ada, reference)).rejects.toMatchObject({
      kind: "input",
      problems: [
        { field: "security-alias", message: "1. Contact alias: Contact alias must be on a domain your organization owns, not gmail.com" },
        { field: "redistribution", message: "2. Redistribution or close coupling: Say whether this section is finished" },
        { field: "user-base", message: "3. Users beyond your organization: Not answered yet" },
        { field: "community", message: "4. Active in the community: Not answered yet" },
        {
          field: "embargo-policy",
          message: "5. Embargo policy: Your organization does not accept the policy. Without it the application cannot be sent",
        },
        { field: "envoy-list", message: "6. Envoy early disclosure list: Not answered yet" },
        { field: "working-group", message: "7. Working group participant: Not answered yet" },
      ],
    });
    expect((await stored(reference)).status).toBe("draft");
    expect(await emails()).toEqual([]);
  });

  it("needs the statement that everything is true", async () => {
    await fill(ada, reference);
    await expect(submitApplication({ actor: ada, now: monday }, { reference, version: 1, truth: undefined })).rejects.toMatchObject({
      problems: [{ field: "truth", message: "Confirm that the answers are true" }],
    });
  });

  it("is refused to a stranger, who learns nothing, and to the committee", async () => {
    await fill(ada, reference);
    const mallory = await someone("mallory@evil.example");
    await expect(submit(mallory, reference)).rejects.toMatchObject({ kind: "not-allowed" });
    const unknown = submitApplication({ actor: mallory, now: monday }, { reference: "2026-999", version: 1, truth: "yes" });
    await expect(unknown).rejects.toMatchObject({
      kind: "not-allowed",
      message: "This page does not exist, or you do not have access to it.",
    });
  });

  it("sends only what was shown: a change after the check page was opened is a conflict", async () => {
    await fill(ada, reference);
    const { version } = await stored(reference);
    await save(ada, reference, "redistribution", { ...answers.redistribution, name: "Acme Mesh 2" });
    await expect(submit(ada, reference, { version })).rejects.toMatchObject({ kind: "conflict" });
  });

  it("makes one application and one receipt of two presses at once, and of a third later (HC-FRM-004, HC-FRM-005)", async () => {
    await fill(ada, reference);
    const { version } = await stored(reference);
    await readyToRace();
    const presses = await Promise.all([submit(ada, reference, { version }), submit(ada, reference, { version })]);
    presses.push(await submit(ada, reference, { version, now: later({ days: 1 }) }));
    expect(presses).toEqual([{ reference }, { reference }, { reference }]);
    expect((await emails()).filter((line) => line.startsWith("application-received"))).toHaveLength(1);
    expect(await db.$count(application)).toBe(1);
  });

  it("is refused after a withdrawal, and the other way round exactly one of the two happens (HC-CON-003)", async () => {
    await fill(ada, reference);
    const { version } = await stored(reference);
    await withdrawApplication({ actor: ada, now: monday }, { reference });
    await expect(submit(ada, reference, { version })).rejects.toMatchObject({
      kind: "conflict",
      message: "The application was withdrawn. You can start a new one.",
    });
  });

  it("HC-LOD-001: of 25 applicants who send at once loses none and doubles none", { timeout: 300_000 }, async () => {
    const drafts = [];
    for (let number = 0; number < 25; number += 1) {
      const who = await someone(`ada@company${number}.example`);
      const draft = await start(who, `Company ${number}`);
      for (const [criterion, typed] of Object.entries(answers))
        await save(
          who,
          draft,
          criterion,
          criterion === "security-alias" ? { ...typed, address: `security@company${number}.example` } : typed,
        );
      drafts.push({ who: await someone(who.email), draft });
    }
    const insist = async (who: Person, draft: string): Promise<unknown> =>
      submit(who, draft).catch((error: unknown) => (isUnavailable(error) ? insist(who, draft) : Promise.reject(error))); // as after a 503
    await Promise.all(drafts.map(({ who, draft }) => insist(who, draft)));
    const sent = await Promise.all(drafts.map(async ({ draft }) => (await stored(draft)).status));
    expect(sent).toEqual(drafts.map(() => "submitted"));
    const receipts = (await emails()).filter((line) => line.startsWith("application-received"));
    expect([...receipts].sort()).toEqual(drafts.map(({ who }) => `application-received to ${who.email}`).sort());
  });

  it("is stopped by no other application with the same alias, also when two are sent at the same moment", async () => {
    const ben = await someone("ben@evil.example");
    const second = await start(ben, "Acme Labs");
    await fill(ada, reference);
    await fill(ben, second);
    await readyToRace();
    await Promise.all([submit(ada, reference), submit(ben, second)]);
    expect((await stored(reference)).status).toBe("submitted");
    expect((await stored(second)).status).toBe("submitted");
  });

  it("says of a member's alias what it says of any other, with the same statements to the database", async () => {
    await globex();
    await fill(ada, reference);
    const statements: (readonly string[])[] = [];
    for (const address of ["Security@Globex.example", "Security@Hooli.example"]) {
      const draft = { ...answers["security-alias"], address };
      const saved = async () =>
        expect(await save(ada, reference, "security-alias", draft)).toMatchObject({ outcome: "saved", reads: true, says: null });
      statements.push(await statementsOf(saved));
    }
    expect(statements[0]?.length).toBeGreaterThan(10);
    expect(statements[0]).toEqual(statements[1]);
    await submit(ada, reference);
  });
});
