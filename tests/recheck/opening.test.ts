import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { visitor } from "@/lib/kernel/actor";
import { addDays } from "@/lib/kernel/calendar";
import { openDueRechecks } from "@/lib/recheck/commands/open-due-rechecks";
import { openRecheck } from "@/lib/removal/commands/open-recheck";
import { committeeMember } from "../application/world";
import { readyToRace } from "../setup/race";
import {
  admitted,
  asWorker,
  at,
  beginWithGlobexDue,
  cora,
  emailsSince,
  eventsAbout,
  first,
  forget,
  globex,
  opened,
  personOf,
  ravi,
  recheckOf,
  scheduleOf,
  signedIn,
} from "./world";

beginWithGlobexDue();

describe("opening", () => {
  it("opens what is due, pre-filled with all criteria in force, and writes to the primary and the alias", async () => {
    await admitted("Hooli", { since: "2025-12-01" });
    expect(await opened(first)).toBe(1);
    const made = await recheckOf(globex);
    expect(made).toMatchObject({
      reference: "2026-001",
      status: "open",
      because: "schedule",
      openedOn: first,
      dueOn: "2026-12-16",
      reminders: 1,
      nextCheckOn: "2026-11-18",
    });
    expect(made.criteria).toHaveLength(7);
    expect(await emailsSince(at(first))).toEqual(["alias-check to security@globex.example", "recheck-opened to gus@globex.example"]);
    expect(await eventsAbout(made.id)).toEqual(["recheck.opened", "alias.asked"]);
    expect(await scheduleOf(globex)).toBe(first); // until it ends
  });

  it("HC-CON-006 HC-MNB-009 the same period twice opens nothing twice", async () => {
    const asked = () => openDueRechecks(asWorker(at(first)), { list: "istio", day: first });
    await readyToRace();
    expect((await Promise.all([asked(), asked(), asked()])).reduce((sum, each) => sum + each, 0)).toBe(1);
    expect(await openDueRechecks(asWorker(at(addDays(first, 1))), { list: "istio", day: addDays(first, 1) })).toBe(0);
    expect(await emailsSince(at(first))).toEqual(["recheck-opened to gus@globex.example"]);
  });

  it("emails the other representatives when nobody is primary", async () => {
    await database().execute(sql`update organization_contact set until_at = now() where role = 'primary'`);
    await opened(first);
    expect(await emailsSince(at(first))).toEqual(["alias-check to security@globex.example", "recheck-opened to gina@globex.example"]);
    await forget();
    await admitted("Initech", { people: [] });
    await opened(first);
    expect(await emailsSince(at(first))).toEqual(["alias-check to security@initech.example", "recheck-opened to security@initech.example"]);
  });

  it("numbers and opens many in one go, the longest due first", async () => {
    for (let index = 0; index < 12; index += 1) await admitted(`Member ${index}`, { since: addDays("2025-10-01", index), people: [] });
    expect(await openDueRechecks(asWorker(at(first)), { list: "istio", day: first })).toBe(13);
    const { rows } = await database().execute<{ line: string }>(
      sql`select r.reference || ' ' || m.next_recheck_on as line from recheck r join member m on m.id = r.member_id order by r.reference`,
    );
    expect(rows[0]?.line).toBe("2026-001 2026-10-01");
    expect(rows.at(-1)?.line).toBe(`2026-013 ${first}`);
  });

  it("is the worker's by schedule", async () => {
    for (const context of [{ actor: visitor }, await personOf(globex), await cora(at(first))])
      await expect(openDueRechecks(context, { list: "istio", day: first })).rejects.toMatchObject({ kind: "not-allowed" });
  });

  it("a chair opens one outside the schedule, freshly signed in, for some criteria; the schedule stays", async () => {
    const hooli = await admitted("Hooli", { since: "2026-06-01" });
    const asked = { memberId: hooli.memberId, because: "new-criteria", criteria: ["envoy-list"] };
    for (const context of [{ actor: visitor }, await personOf(hooli), await ravi(at(first))])
      await expect(openRecheck(context, asked)).rejects.toMatchObject({ kind: "not-allowed" });
    const stale = await cora(at(first));
    await expect(openRecheck({ ...stale, now: at(first, 9) }, asked)).rejects.toThrow("Sign in again");
    await openRecheck(stale, asked);
    expect(await recheckOf(hooli)).toMatchObject({ because: "new-criteria", criteria: ["envoy-list"] });
    await expect(openRecheck(await cora(at(first)), asked)).rejects.toThrow("A re-check of this member is already open.");
    expect(await scheduleOf(hooli)).toBe("2027-06-01");
  });

  it("a chair with a conflict of interest cannot", async () => {
    await committeeMember("chair@globex.example", "chair");
    await expect(openRecheck(await signedIn("chair@globex.example", at(first)), { memberId: globex.memberId })).rejects.toMatchObject({
      kind: "not-allowed",
    });
  });
});
