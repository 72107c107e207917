import { eq } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { accessRecovery, alert, deliveryPause, emailMessage, joinRequest } from "@/db/schema";
import { missingPeople } from "@/lib/approval/missing-people";
import { askMemberChange } from "@/lib/member/commands/ask-member-change";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { confirmPause } from "@/lib/removal/commands/confirm-pause";
import { fileAppeal } from "@/lib/removal/commands/file-appeal";
import { pauseDelivery } from "@/lib/removal/commands/pause-delivery";
import { readAppeal } from "@/lib/removal/commands/read-appeal";
import { askReinstatement } from "@/lib/removal/commands/reinstate";
import { watchPeople } from "@/lib/removal/commands/watch-people";
import { peopleAlertDiffers, shortSteps } from "@/lib/removal/queries/missing-people";
import {
  agreed,
  asWorker,
  beginWithGlobex,
  carriedOut,
  committeeMember,
  globex,
  notifiedAt,
  of,
  onDay,
  personOf,
  proposed,
  recuses,
  revokeRoles,
  someone,
  who,
} from "../removal/world";
import { pageWords } from "../setup/pages";

vi.mock("next/headers", () => import("../visibility/browser"));

beginWithGlobex();

const short = async (days = 1) => {
  const { actor } = await of(who.raj, onDay(days));
  return (await shortSteps(actor, "istio", onDay(days)))?.map(({ kind, reference, missing }) => ({ kind, reference, ...missing }));
};
const alerts = () => database().select().from(alert).where(eq(alert.kind, "people-missing")).orderBy(alert.raisedAt);
const watch = (days: number) => watchPeople(asWorker(onDay(days)), { list: "istio" });

describe("how many people are missing", () => {
  const [chair, reviewer] = [{ chair: true }, { chair: false }];
  const nobody = { fallback: { withoutChair: "nobody" } } as const;
  test.each([
    [["chair"], [reviewer], { chairs: 1, others: 0 }],
    [["chair"], [chair], null],
    [["committee", "chair"], [], { chairs: 1, others: 1 }],
    [["committee", "chair"], [chair], { chairs: 0, others: 1 }],
    [["committee", "chair"], [chair, chair], null],
    [["committee", "committee"], [chair], { chairs: 0, others: 1 }],
    [[], [], null],
  ] as const)("of %o with %o: %o", (parts, eligible, missing) => {
    expect(missingPeople(parts, eligible, nobody)).toEqual(missing);
  });

  test.each([
    [["chair"], [reviewer], null],
    [["chair"], [], { chairs: 0, others: 1 }],
    [["committee", "chair"], [reviewer], { chairs: 0, others: 1 }],
    [["committee", "chair"], [reviewer, reviewer], null],
    [["committee", "chair"], [chair], { chairs: 0, others: 1 }],
  ] as const)("of %o with %o, where reviewers act as chair: %o", (parts, eligible, missing) => {
    expect(missingPeople(parts, eligible, {})).toEqual(missing);
  });
});

describe("a step without enough people", () => {
  test("is a removal that the only person of the committee approved", async () => {
    const reference = await proposed(globex, who.cora);
    expect(await short()).toEqual([]); // any of the three reviewers takes the part of the second chair
    await revokeRoles(who.rita);
    for (const person of [who.raj, who.rosa]) await recuses(person, globex);
    expect(await short()).toEqual([{ kind: "removal", reference, chairs: 0, others: 1 }]);
    await committeeMember("carl@charter.example", "chair");
    expect(await short()).toEqual([]);
  });

  test("is an appeal that one has read, when everybody else approved the removal or is not eligible", async () => {
    const reference = await agreed(globex, who);
    await fileAppeal(await personOf(globex, "gus", onDay(2)), { member: globex.memberId, words: "You read the wrong list." });
    expect(await short(2)).toEqual([]);
    await recuses(who.rosa, globex);
    expect(await short(2)).toEqual([{ kind: "appeal", reference, chairs: 0, others: 1 }]);
    await readAppeal(await of(who.raj, onDay(2)), { reference, verdict: "agree", reason: "I looked at it." });
    expect(await short(2)).toEqual([{ kind: "appeal", reference, chairs: 0, others: 1 }]);
    await committeeMember("rex@reef.example", "reviewer");
    expect(await short(2)).toEqual([]);
  });

  test("includes a pause and a reinstatement that nobody else can approve", async () => {
    for (const person of [who.rita, who.rosa]) await revokeRoles(person);
    await recuses(who.raj, globex);
    await pauseDelivery(await of(who.cora, onDay(0)), { member: globex.memberId, reason: "The mailbox may be in other hands." });
    expect(await short(0)).toEqual([{ kind: "pause", reference: null, chairs: 0, others: 1 }]);
    const named = async (viewer: typeof who.cora) =>
      (await shortSteps((await of(viewer, onDay(0))).actor, "istio", onDay(0)))?.[0]?.organization;
    expect([await named(who.cora), await named(who.raj)]).toEqual(["Globex", null]);
    const rex = await committeeMember("rex@reef.example", "reviewer");
    expect(await short(0)).toEqual([]);
    const [pause] = await database().select().from(deliveryPause);
    await confirmPause(await of(rex, onDay(0)), { pause: pause?.id ?? "" });
    const reference = await proposed(globex, rex, onDay(0));
    await agreeRemoval(await of(who.cora, onDay(1)), { reference });
    await notifiedAt(reference, onDay(0));
    expect(await carriedOut(reference, onDay(14))).toBe("carried-out");
    await askReinstatement(await of(who.cora, onDay(15)), { member: globex.memberId, reason: "We misread it." });
    expect(await short(15)).toEqual([]);
    await revokeRoles(rex);
    expect(await short(15)).toEqual([{ kind: "reinstatement", reference: null, chairs: 0, others: 1 }]);
  });

  test("is shown on the page of requests that it belongs to, and on no other", async () => {
    for (const person of [who.rita, who.rosa, who.raj]) await revokeRoles(person);
    const { personId } = await someone("gerd@globex.example");
    const asked = { memberId: globex.memberId, personId, words: "Our colleagues have left.", askedAt: onDay(0) };
    await database()
      .insert(joinRequest)
      .values({ ...asked, escalatedAt: onDay(1) });
    const taking = { list: "istio", reference: "2026-901", organization: "Globex", dnsSecret: "none", waitsUntil: onDay(3) };
    await database()
      .insert(accessRecovery)
      .values({ ...asked, ...taking });
    const rename = { kind: "rename", name: "Globex International", reason: "A new owner.", product: "", domains: "" } as const;
    await askMemberChange(await personOf(globex, "gus", onDay(0)), { member: globex.memberId, ...rename });
    const page = (room: string) =>
      pageWords(who.cora.email, `app/committee/[list]/${room}/page.tsx`, { params: { list: "istio" }, at: onDay(1) });
    const titles = {
      "access-recoveries": "Access recovery 2026-901",
      "member-changes": "Name change",
      "join-requests": "Request to join (Globex)",
    };
    for (const [room, title] of Object.entries(titles)) {
      const [, panel = ""] = (await page(room)).split("Too few people can act");
      expect(panel.trimStart().startsWith(title), `${room}: ${panel.slice(0, 80)}`).toBe(true);
      for (const other of Object.values(titles).filter((each) => each !== title)) expect(panel).not.toContain(`${other}:`);
    }
    await committeeMember("rex@reef.example", "reviewer");
    for (const room of Object.keys(titles)) expect(await page(room)).not.toContain("Too few people can act");
  });

  test("raises one alert to chairs and administrators, anew when it is another step, and closes it by itself", async () => {
    await committeeMember("adam@admin.example", "administrator");
    const reference = await proposed(globex, who.cora);
    for (const person of [who.rita, who.rosa]) await revokeRoles(person);
    await recuses(who.raj, globex);
    expect(await peopleAlertDiffers(database(), "istio", onDay(1))).toBe(true);
    await watch(1);
    await watch(1);
    expect(await alerts()).toMatchObject([
      {
        sentence: `Removal ${reference}: 1 more person with the reviewer or chair role is needed. The operator of the portal grants the role on the command line: npm run --silent portal -- committee grant EMAIL --list istio --role reviewer.`,
        closedAt: null,
      },
    ]);
    const told = await database().select().from(emailMessage).where(eq(emailMessage.kind, "alert-raised")).orderBy(emailMessage.recipient);
    expect(told.map(({ recipient, data }) => [recipient, data])).toMatchObject([
      ["adam@admin.example", { mayClose: false }],
      ["cora@committee.example", { mayClose: true }],
    ]);
    expect(await peopleAlertDiffers(database(), "istio", onDay(1))).toBe(false);

    await database()
      .update(alert)
      .set({ closedAt: onDay(1), closedBy: who.cora.personId, closedBecause: "We know." });
    await watch(2);
    expect(await alerts()).toHaveLength(1); // closed by hand: nobody is told of the same again
    await revokeRoles(who.cora);
    await watch(2);
    expect(await alerts()).toMatchObject([{}, { closedAt: null }]);
    for (const name of ["carl@charter.example", "cleo@cliff.example"]) await committeeMember(name, "chair");
    await watch(3);
    expect(await alerts()).toMatchObject([{}, { closedBecause: "There are enough people now." }]);
  });
});
