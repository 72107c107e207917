import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { session } from "@/db/schema";
import { visitor, worker } from "@/lib/kernel/actor";
import { declareConflict } from "@/lib/review/commands/declare-conflict";
import { exportOfPerson } from "@/lib/review/queries/own-data";
import { testDatabase } from "../setup/database";
import { cast, committee, committeeMember, forget, fresh, later, monday, reviewed, revokeRoles, routed, someone } from "./world";

beforeAll(async () => {
  await testDatabase();
});
beforeEach(forget);

type Told = Readonly<Record<string, readonly Record<string, unknown>[]>>;
const dataOf = async (who: Parameters<typeof fresh>[0]) => (await exportOfPerson((await fresh(who)).actor)) as Told | null;

describe("one's own data (HC-PRV-003)", () => {
  it("contains the person, their roles, sessions, emails and actions, and no session tokens", async () => {
    const rita = await committeeMember("rita@mesh.example", "reviewer");
    await database()
      .insert(session)
      .values({ sessionToken: "a-hash-that-nobody-is-told", userId: rita.personId, expires: later({ days: 1 }), signedInAt: monday });
    await revokeRoles(rita);
    const exported = await dataOf(rita);
    expect(exported?.you).toMatchObject({ name: null, email: "rita@mesh.example", shortcuts: false });
    expect(exported?.roles).toMatchObject([{ list: "istio", role: "reviewer", until: expect.stringContaining("2026-11-16") }]);
    expect(exported?.sessions).toEqual([
      { signedInAt: expect.stringContaining("2026-11-16"), expiresAt: expect.stringContaining("2026-11-17") },
    ]);
    expect(Object.keys(exported ?? {}).sort()).toEqual(
      [
        "absences",
        "acts",
        "applications",
        "conflictsOfInterest",
        "findings",
        "emailsToYou",
        "organizations",
        "roles",
        "sessions",
        "votes",
        "you",
      ].sort(),
    );
    expect(JSON.stringify(exported)).not.toContain("a-hash-that-nobody-is-told");
  });

  it("has an applicant's applications and acts, and none of anybody else", async () => {
    const { reference, ada } = await routed();
    await committee();
    const exported = await dataOf(ada);
    expect(exported?.applications).toEqual([{ list: "istio", reference, organization: "Acme", since: expect.any(String) }]);
    expect(exported?.acts?.map(({ action }) => action)).toContain("application.submitted");
    expect(exported?.acts?.every((act) => Object.keys(act).sort().join() === "action,at,list,role")).toBe(true);
    expect(exported?.emailsToYou).toContainEqual({ kind: "application-received", list: "istio", writtenAt: expect.any(String) });
    const other = await dataOf(await someone("otto@elsewhere.example"));
    expect(other).toMatchObject({ applications: [], acts: [], emailsToYou: [], roles: [], findings: [], votes: [] });
  });

  it("has a reviewer's own findings and votes, until they recuse yourself or lose the role", async () => {
    const who = await committee();
    const { reference } = await routed();
    const round = await reviewed(reference, who, { community: "not-met" });
    await cast(who.cora, reference, round, "decline");
    await cast(who.rita, reference, round, "accept");
    const { rows } = await database().execute<{ email: string }>(
      sql`select distinct p.email from finding f join person p on p.id = f.person_id order by p.email`,
    );
    const [finder] = Object.values(who).filter(({ email }) => email === rows[0]?.email);
    if (finder === undefined) throw new Error("Nobody has found anything");
    const exported = await dataOf(finder);
    expect(exported?.findings).toHaveLength(7);
    expect(exported?.findings).toContainEqual({
      list: "istio",
      reference,
      criterion: "community",
      verdict: "not-met",
      reason: "Not shown",
      at: expect.any(String),
    });
    expect((await dataOf(who.cora))?.votes).toEqual([{ list: "istio", reference, choice: "decline", reason: "", at: expect.any(String) }]);
    await revokeRoles(who.cora);
    expect(await dataOf(who.cora)).toMatchObject({ findings: [], votes: [] });
    await declareConflict(await fresh(who.rita), { reference });
    expect(await dataOf(who.rita)).toMatchObject({ findings: [], votes: [] });
    expect((await dataOf(who.rita))?.conflictsOfInterest).toMatchObject([{ list: "istio", origin: "declared", until: null }]);
  });

  it("is null for visitors", async () => {
    expect(await exportOfPerson(visitor)).toBeNull();
    expect(await exportOfPerson(worker)).toBeNull();
  });
});
