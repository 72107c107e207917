import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, test } from "vitest";
import { database } from "@/db/client";
import { accessRecovery } from "@/db/schema";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { askAccessRecovery } from "@/lib/member/commands/ask-access-recovery";
import { askAccessRecoveryProof } from "@/lib/member/commands/ask-access-recovery-proof";
import { completeAccessRecovery } from "@/lib/member/commands/complete-access-recovery";
import { decideAccessRecovery } from "@/lib/member/commands/decide-access-recovery";
import { recordAccessRecoveryDomain } from "@/lib/member/commands/record-access-recovery-domain";
import { stopAccessRecovery } from "@/lib/member/commands/stop-access-recovery";
import { accessRecoveriesFor } from "@/lib/member/queries/access-recoveries";
import { domainsToProve } from "@/lib/member/queries/access-recovery-domains";
import { accessRecoveriesToDecide } from "@/lib/member/queries/committee";
import { openTasksWaiting } from "@/lib/removal/queries/waiting";
import { checkAccessRecoveryDomain } from "@/lib/worker/tasks/check-access-recovery-domain";
import { followAliasAnswer } from "@/lib/worker/tasks/follow-alias-answer";
import { readyToRace } from "../setup/race";
import { statementsOf } from "../setup/statements";
import {
  accessRecoveriesBegin,
  admitted,
  asWorker,
  beginWithGlobex,
  committeeMember,
  emails,
  eventsAbout,
  globex,
  later,
  monday,
  peopleOf,
  personOf,
  signedIn,
  someone,
  tokenTo,
} from "./world";

beginWithGlobex();
beforeEach(async () => {
  await someone("gerd@globex.example", "Gerd");
});

const stranger = { kind: "not-allowed" };
const gerd = (now = monday) => signedIn("gerd@globex.example", now);
/** Somebody asks, and the worker looks for the member. */
const ask = async (organization = "Globex", context?: Awaited<ReturnType<typeof gerd>>) => {
  const asked = await askAccessRecovery(context ?? (await gerd()), { list: "istio", organization, words: "Gus and Gina have left." });
  await accessRecoveriesBegin(context?.now);
  return asked;
};
const stored = async () => {
  const [row] = await database().select().from(accessRecovery);
  if (!row) throw new Error("There is no access recovery");
  return row;
};
const follow = async (now: Date) => {
  const { rows } = await database().execute<{ id: string }>(
    sql`select id from alias_check where subject_kind = 'access-recovery' order by asked_at desc limit 1`,
  );
  await followAliasAnswer({ checkId: rows[0]?.id ?? "" }, asWorker(now));
};
const answerAlias = async (now: Date) => {
  const token = await tokenTo("security@globex.example", "alias-check");
  await answerAliasCheck({ actor: { kind: "visitor" }, now }, { token, name: "Product security", organization: "Globex" });
  await follow(now);
};
const seeDomain = async (seen: string, now: Date) =>
  recordAccessRecoveryDomain(asWorker(now), { accessRecoveryId: (await stored()).id, seen });
const assess = async (email: string, now: Date, verdict = "agree", reason = "") =>
  decideAccessRecovery(await signedIn(email, now), { accessRecovery: (await stored()).id, verdict, reason });
const complete = async (now: Date) => completeAccessRecovery(asWorker(now), { accessRecoveryId: (await stored()).id });
const primaries = async () => (await peopleOf(globex)).flatMap((each) => (each.endsWith(" primary") ? [each.split(" ")[0]] : []));
const written = async (kind: string) => (await emails()).filter((mail) => mail.startsWith(kind));

/** Asked on Monday, the alias answered after two hours, the domain shown after three. */
async function proved(): Promise<void> {
  await ask();
  await answerAlias(later({ hours: 2 }));
  await seeDomain("proved", later({ hours: 3 }));
}
const waited = later({ days: 14, hours: 3 });

describe("an access recovery", () => {
  it("takes alias, domain, the waiting period and two people, and then makes one primary", async () => {
    expect(await ask()).toEqual({ to: "access-recovery", reference: "2026-001" });
    expect(await emails()).toEqual([
      "access-recovery-told to gina@globex.example",
      "access-recovery-told to gus@globex.example",
      "access-recovery-told to security@globex.example",
      "alias-check to security@globex.example",
    ]);
    await answerAlias(later({ hours: 2 }));
    expect((await stored()).waitsUntil).toBeNull();
    await seeDomain("proved", later({ hours: 3 }));
    expect((await stored()).waitsUntil).toEqual(waited);
    expect(await written("access-recovery-told")).toHaveLength(6);
    expect(await written("access-recovery-to-decide")).toHaveLength(4);
    await assess("rita@mesh.example", later({ days: 1 }));
    await assess("rita@mesh.example", later({ days: 2 }));
    await complete(waited);
    expect((await stored()).status).toBe("open");
    await assess("cora@committee.example", later({ days: 3 }));
    await complete(new Date(waited.getTime() - 1000));
    expect(await primaries()).toEqual(["gus"]);
    await complete(waited);
    await complete(waited);
    expect(await primaries()).toEqual(["gerd", "gus"]);
    expect((await stored()).status).toBe("completed");
    expect(await written("access-recovery-completed")).toEqual([
      "access-recovery-completed to gerd@globex.example",
      "access-recovery-completed to gina@globex.example",
      "access-recovery-completed to gus@globex.example",
      "access-recovery-completed to security@globex.example",
    ]);
    expect(await eventsAbout((await stored()).id)).toEqual(["access_recovery.asked", "alias.asked", "alias.answered"]);
    expect(await eventsAbout(globex.memberId)).toEqual([
      "access_recovery.told",
      "access_recovery.alias_proved",
      "member.alias_proved",
      "access_recovery.domain_checked",
      "access_recovery.waiting",
      "access_recovery.agreed",
      "access_recovery.agreed",
    ]);
    expect(await eventsAbout(globex.organizationId)).toEqual(["access_recovery.completed"]);
  });

  it("begins to wait with whichever proof comes last, and is completed by the second agreement after it", async () => {
    await ask();
    await seeDomain("proved", later({ hours: 1 }));
    expect((await stored()).waitsUntil).toBeNull();
    await answerAlias(later({ hours: 3 }));
    expect((await stored()).waitsUntil).toEqual(waited);
    await assess("rita@mesh.example", waited);
    await assess("raj@harbour.example", waited);
    expect(await primaries()).toEqual(["gerd", "gus"]);
  });

  it("gives somebody who only read the record the primary role in its place", async () => {
    await database().execute(sql`
      insert into organization_contact (organization_id, person_id, role, since_at)
      select ${globex.organizationId}, id, 'reader', now() from person where email = 'gerd@globex.example'`);
    await proved();
    await assess("rita@mesh.example", waited);
    await assess("raj@harbour.example", waited);
    expect(await primaries()).toEqual(["gerd", "gus"]);
  });
});

describe("what stops an access recovery", () => {
  it.each([["gus"], ["gina"]])("is one word of %s, who acts for the organization", async (who) => {
    await proved();
    const { id } = await stored();
    await stopAccessRecovery(await personOf(globex, who), { accessRecovery: id });
    await stopAccessRecovery(await personOf(globex, who), { accessRecovery: id });
    expect(await stored()).toMatchObject({ status: "refused", endedThrough: "representative" });
    expect(await written("access-recovery-ended")).toEqual([
      "access-recovery-ended to gerd@globex.example",
      "access-recovery-ended to gina@globex.example",
      "access-recovery-ended to gus@globex.example",
    ]);
    await expect(assess("rita@mesh.example", waited)).rejects.toMatchObject({ kind: "conflict" });
    await complete(waited);
    expect(await primaries()).toEqual(["gus"]);
  });

  it("is somebody who reads the contact alias, also after somebody there answered", async () => {
    await proved();
    await disownAlias(
      { actor: { kind: "visitor" }, now: later({ days: 5 }) },
      { token: await tokenTo("security@globex.example", "alias-check"), word: "NOT OURS" },
    );
    await follow(later({ days: 5 }));
    expect(await stored()).toMatchObject({ status: "refused", endedThrough: "alias" });
  });

  it("is one objection of the committee, with a reason", async () => {
    await ask();
    await expect(assess("rita@mesh.example", later({ days: 1 }), "object")).rejects.toMatchObject({ problems: [{ field: "reason" }] });
    await assess("rita@mesh.example", later({ days: 1 }), "object", "Gus still works there.");
    expect(await stored()).toMatchObject({ status: "refused", endedThrough: "committee" });
  });

  it("is the one who asked", async () => {
    await ask();
    await stopAccessRecovery(await gerd(), { accessRecovery: (await stored()).id });
    expect(await stored()).toMatchObject({ status: "withdrawn", endedThrough: "asker" });
    expect(await ask()).toEqual({ to: "access-recovery", reference: "2026-002" });
  });

  it("cannot be a stranger", async () => {
    await proved();
    await someone("eve@elsewhere.example");
    await expect(
      stopAccessRecovery(await signedIn("eve@elsewhere.example"), { accessRecovery: (await stored()).id }),
    ).rejects.toMatchObject(stranger);
    expect((await stored()).status).toBe("open");
  });
});

describe("asking to take over", () => {
  it("leads back to what is open, and its own primary to the membership", async () => {
    await ask();
    expect(await ask()).toEqual({ to: "access-recovery", reference: "2026-001" });
    expect(await ask("globex", await personOf(globex))).toEqual({ to: "membership" });
    expect(await written("access-recovery-told")).toHaveLength(3);
    await readyToRace();
    const eve = async () => signedIn((await someone("eve@elsewhere.example")).email);
    const two = await Promise.all([ask("Globex", await eve()), ask("Globex", await eve())]);
    expect(two).toEqual([
      { to: "access-recovery", reference: "2026-002" },
      { to: "access-recovery", reference: "2026-002" },
    ]);
  });

  it("does not block other requests: of two people, the one with proofs recovers access", async () => {
    await someone("eve@elsewhere.example");
    const eve = () => signedIn("eve@elsewhere.example");
    expect(await ask("Globex", await eve())).toEqual({ to: "access-recovery", reference: "2026-001" });
    expect(await ask("Globex", await gerd(later({ minutes: 5 })))).toEqual({ to: "access-recovery", reference: "2026-002" });
    const { rows } = await database().execute<{ id: string }>(sql`select id from access_recovery where reference = '2026-002'`);
    const id = rows[0]?.id ?? "";
    await answerAlias(later({ hours: 2 }));
    await recordAccessRecoveryDomain(asWorker(later({ hours: 3 })), { accessRecoveryId: id, seen: "proved" });
    for (const email of ["rita@mesh.example", "raj@harbour.example"])
      await decideAccessRecovery(await signedIn(email, waited), { accessRecovery: id, verdict: "agree", reason: "" });
    expect(await primaries()).toEqual(["gerd", "gus"]);
    const seen = await accessRecoveriesFor((await gerd()).actor, "istio"); // the new primary sees the other request, and can stop it
    expect(seen.map(({ reference, isMine, status }) => [reference, isMine, status])).toEqual([
      ["2026-002", true, "completed"],
      ["2026-001", false, "open"],
    ]);
  });

  it("does not reveal whether there is such a member: the same answers, pages and emails, whatever the name", async () => {
    const cases = { Globex: "gerd@globex.example", Hooli: "eve@elsewhere.example" };
    const seen = async (organization: keyof typeof cases) => {
      await someone(cases[organization], "Gerd");
      const me = async (now = monday) => signedIn(cases[organization], now);
      const statements = await statementsOf(async () =>
        askAccessRecovery(await me(), { list: "istio", organization, words: "They left." }),
      );
      await accessRecoveriesBegin();
      const { actor } = await me();
      const [view] = await accessRecoveriesFor(actor, "istio");
      const accessRecovery = view?.id ?? "";
      await checkAccessRecoveryDomain({ accessRecoveryId: accessRecovery }, asWorker(later({ hours: 1 })), { dns: { servers: null } });
      for (const proof of ["alias", "domain"]) await askAccessRecoveryProof(await me(), { accessRecovery, proof });
      const [afterwards] = await accessRecoveriesFor(actor, "istio");
      await stopAccessRecovery(await me(), { accessRecovery });
      const [stopped] = await accessRecoveriesFor(actor, "istio");
      const same = (shown: typeof view) =>
        JSON.stringify({
          ...shown,
          id: "",
          reference: "",
          person: "",
          proof: shown?.proof === null ? null : { domains: shown?.proof?.domains },
        }).replaceAll(organization, "NAME");
      const told = (await emails()).filter((mail) => mail.endsWith(` to ${cases[organization]}`)).map((mail) => mail.split(" ")[0]);
      return { statements, pages: [same(view), same(afterwards), same(stopped)], told };
    };
    const [known, unknown] = [await seen("Globex"), await seen("Hooli")];
    expect(unknown).toEqual(known);
    expect(known.told).toEqual(["access-recovery-ended"]);
  });

  it("with a name that is not a member's emails nobody, and becomes a member's request when it is made again later", async () => {
    await ask("Hooli");
    expect(await emails()).toEqual([]);
    expect((await stored()).memberId).toBeNull();
    await expect(assess("rita@mesh.example", monday)).rejects.toMatchObject(stranger);
    expect(await accessRecoveriesToDecide((await signedIn("rita@mesh.example")).actor, "istio")).toEqual([]);
    const hooli = await admitted("Hooli", { people: [["holly", "primary"]] });
    await askAccessRecoveryProof(await gerd(later({ hours: 1 })), { accessRecovery: (await stored()).id, proof: "alias" });
    await accessRecoveriesBegin(later({ hours: 1 }));
    expect((await stored()).memberId).toBe(hooli.memberId);
    expect(await emails()).toEqual([
      "access-recovery-told to holly@hooli.example",
      "access-recovery-told to security@hooli.example",
      "alias-check to security@hooli.example",
    ]);
  });

  it("emails nobody more often than strangers may, and always once it is proved", async () => {
    for (let turn = 0; turn < 12; turn += 1) {
      const { email } = await someone(`eve${turn}@elsewhere${turn}.example`);
      await ask("Globex", await signedIn(email));
    }
    expect((await written("access-recovery-told to gus")).length).toBe(10);
    const { rows } = await database().execute<{ id: string }>(sql`select id from access_recovery order by reference desc limit 1`);
    await database().execute(sql`update access_recovery set alias_proved_at = now() where id = ${rows[0]?.id}`);
    await recordAccessRecoveryDomain(asWorker(later({ hours: 3 })), { accessRecoveryId: rows[0]?.id ?? "", seen: "proved" });
    expect((await written("access-recovery-told to gus")).length).toBe(11);
  });

  it("is limited, and for people who are signed in", async () => {
    await expect(
      askAccessRecovery({ actor: { kind: "visitor" }, now: monday }, { list: "istio", organization: "Globex", words: "x" }),
    ).rejects.toMatchObject(stranger);
    for (let time = 0; time < 3; time += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ kind: "too-often" });
  });

  it("lets only the requester have the alias asked again and the domain checked", async () => {
    await ask();
    const { id } = await stored();
    await expect(askAccessRecoveryProof(await personOf(globex), { accessRecovery: id, proof: "alias" })).rejects.toMatchObject(stranger);
    await askAccessRecoveryProof(await gerd(later({ days: 1 })), { accessRecovery: id, proof: "alias" });
    await accessRecoveriesBegin(later({ days: 1 }), later({ days: 1 }));
    await accessRecoveriesBegin(later({ days: 1 }), later({ days: 1 })); // the job ran twice
    expect(await written("alias-check")).toHaveLength(2);
    await askAccessRecoveryProof(await gerd(), { accessRecovery: id, proof: "domain" });
    expect(await eventsAbout(id)).toEqual([
      "access_recovery.asked",
      "alias.asked",
      "access_recovery.alias_asked",
      "alias.asked",
      "access_recovery.domain_asked",
    ]);
    await answerAlias(later({ days: 1, hours: 1 }));
    await askAccessRecoveryProof(await gerd(later({ days: 2 })), { accessRecovery: id, proof: "alias" });
    await accessRecoveriesBegin(later({ days: 2 }), later({ days: 2 }));
    expect(await written("alias-check")).toHaveLength(2);
  });
});

describe("the proof at the domain", () => {
  it("is looked for at the organization's own domains", async () => {
    await ask();
    const { id, dnsSecret } = await stored();
    expect(await domainsToProve(id)).toEqual({ secret: dnsSecret, domains: ["globex.example"] });
    expect(dnsSecret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it("proves nothing while the result is 'cannot tell' or the record is missing, and stays valid once it was found", async () => {
    await ask();
    const { id } = await stored();
    await seeDomain("cannot-tell", later({ hours: 1 }));
    expect(await stored()).toMatchObject({ domainProvedAt: null, domainSeen: "cannot-tell", status: "open" });
    await seeDomain("nothing-there", later({ hours: 2 }));
    await seeDomain("proved", later({ hours: 3 }));
    await seeDomain("nothing-there", later({ hours: 4 }));
    expect(await stored()).toMatchObject({ domainProvedAt: later({ hours: 3 }), domainSeen: "proved" });
    expect(await domainsToProve(id)).toBeNull();
    await expect(recordAccessRecoveryDomain(await gerd(), { accessRecoveryId: id, seen: "proved" })).rejects.toMatchObject(stranger);
  });
});

describe("reviewing an access recovery", () => {
  it("waits for both proofs, and is for the committee without conflict, never for oneself", async () => {
    await ask();
    await expect(assess("rita@mesh.example", monday)).rejects.toMatchObject({
      message: "Control of the alias and the domain has to be proved first.",
    });
    await expect(assess("gus@globex.example", monday)).rejects.toMatchObject(stranger);
    await committeeMember("tess@globex.example", "chair");
    await expect(assess("tess@globex.example", monday)).rejects.toMatchObject(stranger);
    await someone("rita@mesh.example");
    await database().execute(sql`update access_recovery set person_id = (select id from person where email = 'rita@mesh.example')`);
    await expect(assess("rita@mesh.example", monday)).rejects.toMatchObject(stranger);
  });

  it("is not for who works for the same organization as the one who asks", async () => {
    await proved();
    await database().execute(sql`update person set email = 'gerd@lab.mesh.example' where email = 'gerd@globex.example'`);
    await expect(assess("rita@mesh.example", waited)).rejects.toMatchObject(stranger);
    const seen = async (email: string) => {
      const { actor } = await signedIn(email);
      return [(await accessRecoveriesToDecide(actor, "istio"))?.length, await openTasksWaiting(actor, "istio", waited)];
    };
    expect(await seen("rita@mesh.example")).toEqual([0, []]);
    expect(await seen("raj@harbour.example")).toEqual([1, [{ kind: "access-recovery", count: 1 }]]);
  });

  it("is refused by the database without both proofs", async () => {
    await ask();
    await expect(database().execute(sql`update access_recovery set status = 'completed', ended_at = now()`)).rejects.toThrow();
  });

  it("counts two at once as two, and completes once", async () => {
    await proved();
    await readyToRace();
    await Promise.all([assess("rita@mesh.example", waited), assess("raj@harbour.example", waited), complete(waited)]);
    await complete(waited);
    expect(await primaries()).toEqual(["gerd", "gus"]);
    expect(await written("access-recovery-completed")).toHaveLength(4);
  });
});

test("a contact alias takes over nothing", async () => {
  await someone("security@globex.example");
  await expect(ask("Globex", await signedIn("security@globex.example"))).rejects.toMatchObject({
    kind: "rule",
    message: "The address you signed in with is a contact alias. Sign in with an address that only you read.",
  });
  expect(await emails()).toEqual([]);
});
