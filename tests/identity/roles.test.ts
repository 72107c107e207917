import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "@/db/client";
import { committeeRole, emailMessage, session } from "@/db/schema";
import { grantRole } from "@/lib/identity/commands/grant-role";
import { revokeRole } from "@/lib/identity/commands/revoke-role";
import { operator, visitor, worker } from "@/lib/kernel/actor";
import { personByEmail } from "@/lib/views/actors";
import { testDatabase } from "../setup/database";
import { empty } from "../setup/empty";
import { readyToRace } from "../setup/race";

let db: Database;

beforeAll(async () => {
  ({ db } = await testDatabase());
});

beforeEach(async () => {
  await empty("committee_role", "email", "session", "person");
});

const byOperator = { actor: operator };
const carol = { email: "carol@istio.example", list: "istio", role: "chair" };

describe("a role on the committee", () => {
  it("is granted, told to the person and to the chairs, and read on the next request", async () => {
    await grantRole(byOperator, carol);
    await grantRole(byOperator, { email: "ravi@istio.example", list: "istio", role: "reviewer" });
    expect(await personByEmail("ravi@istio.example")).toMatchObject({ roles: [{ list: "istio", role: "reviewer" }] });
    const told = await db
      .select({ to: emailMessage.recipient, kind: emailMessage.kind })
      .from(emailMessage)
      .orderBy(emailMessage.createdAt, emailMessage.recipient);
    expect(told).toEqual([
      { to: "carol@istio.example", kind: "role-granted" },
      { to: "carol@istio.example", kind: "role-granted" },
      { to: "ravi@istio.example", kind: "role-granted" },
    ]);
  });

  it("is granted once", async () => {
    expect(await grantRole(byOperator, carol)).toEqual({ granted: true });
    expect(await grantRole(byOperator, { ...carol, email: "CAROL@istio.example" })).toEqual({ granted: false });
    expect(await db.$count(committeeRole)).toBe(1);
  });

  it("is taken away at once, with every session of the person", async () => {
    await grantRole(byOperator, carol);
    await grantRole(byOperator, { ...carol, email: "ann@istio.example" }); // a chair who stays
    const held = await personByEmail(carol.email);
    await db.insert(session).values({ sessionToken: "x", userId: held?.personId ?? "", expires: new Date("2999-01-01") });
    await revokeRole(byOperator, carol);
    expect(await personByEmail(carol.email)).toMatchObject({ roles: [] });
    expect(await db.$count(session)).toBe(0);
  });

  it.each(["administrator", "chair"])("cannot be taken from the last %s, not even by two at once", async (role) => {
    for (const name of ["ann", "ben"]) await grantRole(byOperator, { email: `${name}@istio.example`, list: "istio", role });
    await readyToRace();
    const outcomes = await Promise.allSettled(
      ["ann", "ben"].map((name) => revokeRole(byOperator, { email: `${name}@istio.example`, list: "istio", role })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { message: expect.stringContaining(`is the last person with the ${role} role on istio`) },
    });
  });

  it.each(["administrator", "chair"])("cannot be taken from the only %s", async (role) => {
    await grantRole(byOperator, { ...carol, role });
    await grantRole(byOperator, { ...carol, role, list: "layer5" }); // of another list: no help
    await expect(revokeRole(byOperator, { ...carol, role })).rejects.toThrow(
      `is the last person with the ${role} role on istio. Grant the role to somebody else first.`,
    );
  });

  it("HC-CON-010: granted and taken away at once ten times, ends as the last event of the trail says", async () => {
    await grantRole(byOperator, { ...carol, email: "ann@istio.example" }); // a chair who stays
    for (let turn = 0; turn < 10; turn += 1) {
      const acts = turn % 2 === 0 ? [grantRole, revokeRole] : [revokeRole, grantRole];
      await Promise.allSettled(acts.map((act) => act(byOperator, carol)));
      const { rows } = await db.execute<{ action: string }>(
        sql`select action from audit_event where action in ('role.granted', 'role.revoked') order by position desc limit 1`,
      );
      const roles = (await personByEmail(carol.email))?.roles ?? [];
      expect(roles).toHaveLength(rows[0]?.action === "role.granted" ? 1 : 0);
    }
  });

  it("cannot be taken from somebody who does not hold it", async () => {
    await expect(revokeRole(byOperator, carol)).rejects.toMatchObject({
      kind: "conflict",
      message: "carol@istio.example does not have the chair role on istio. Nothing was changed.",
    });
  });

  it("is refused to a visitor, the worker and an administrator alone", async () => {
    await grantRole(byOperator, { email: "ann@istio.example", list: "istio", role: "administrator" });
    const administrator = { ...(await personByEmail("ann@istio.example")), signedInAt: new Date() };
    for (const actor of [visitor, worker, administrator as NonNullable<Awaited<ReturnType<typeof personByEmail>>>]) {
      await expect(grantRole({ actor }, { ...carol, email: "ann@istio.example" })).rejects.toMatchObject({ kind: "not-allowed" });
    }
  });
});
