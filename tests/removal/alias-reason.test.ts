import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { renderEmail } from "@/components/emails/render";
import { database } from "@/db/client";
import { aliasCheck, application, contactAlias, emailMessage, member, removalReason } from "@/db/schema";
import { askContactAlias } from "@/lib/alias/commands/ask-contact-alias";
import { answeredQuickly } from "@/lib/alias/rules";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { resendAliasCheck } from "@/lib/application/commands/resend-alias-check";
import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import { visitor } from "@/lib/kernel/actor";
import { dayOf } from "@/lib/kernel/calendar";
import { newToken } from "@/lib/kernel/token";
import { actions } from "@/lib/member/open-task";
import { criterionStandings } from "@/lib/member/standing";
import { agreeRemoval } from "@/lib/removal/commands/agree-removal";
import { followContactAlias } from "@/lib/removal/commands/follow-contact-alias";
import { proposeRemovalByPerson } from "@/lib/removal/commands/propose-removal-by-person";
import { reviewRemoval } from "@/lib/removal/commands/review-reasons";
import { followAliasAnswer } from "@/lib/worker/tasks/follow-alias-answer";
import { istio } from "@/lists/istio";
import { pageWords } from "../setup/pages";
import { factsNow } from "./kept-status";
import {
  admitted,
  asWorker,
  beginWithGlobex,
  emailsAbout,
  eventsAbout,
  globex,
  monday,
  notifiedAt,
  of,
  onDay,
  personOf,
  recuses,
  stored,
  tokenTo,
  who,
} from "./world";

vi.mock("next/headers", () => import("../visibility/browser"));

beginWithGlobex({
  people: [
    ["gus", "primary"],
    ["gina", "deputy"],
    ["greg", "reader"],
  ],
});

const aReason = { criterion: "security-alias", reason: "Nobody has answered there since August.", whatWouldHelp: "" };
const inAMinute = (now: Date) => new Date(now.getTime() + 120_000);

/** Rita proposes to remove Globex because nobody confirms its contact alias; returns the reference. */
async function proposedForAlias(): Promise<string> {
  const reasons = [{ ...aReason, forAlias: true }];
  const { reference } = await proposeRemovalByPerson(await of(who.rita), { member: globex.memberId, reasons, typed: globex.name });
  await notifiedAt(reference, monday);
  return reference;
}

const asks = async (name = "gus", now = monday) => askContactAlias(await personOf(globex, name, now), { member: globex.memberId });
const answers = async (token: string, now: Date) =>
  answerAliasCheck({ actor: visitor, now }, { token, name: "Product security", organization: globex.name });
const disowns = async (token: string, now: Date) => disownAlias({ actor: visitor, now }, { token, word: "NOT OURS" });

/** The worker carries on what was said last. */
async function followed(now: Date): Promise<void> {
  const { rows } = await database().execute<{ id: string }>(
    sql`select id from alias_check order by greatest(answered_at, disowned_at) desc nulls last, asked_at desc limit 1`,
  );
  await followAliasAnswer({ checkId: rows[0]?.id ?? "" }, asWorker(now));
}

const moves = async (now = monday) =>
  (await factsNow(globex.memberId, dayOf(now))).status.openTasks.map(({ actor, action }) => `${actor}: ${action}`);
async function checkOf(kind: "recheck"): Promise<string> {
  const [row] = await database().select({ id: aliasCheck.id }).from(aliasCheck).where(eq(aliasCheck.subjectKind, kind));
  return row?.id ?? "";
}

const linkTo = async (address = globex.alias) => tokenTo(address, "alias-check");

async function textOf(kind: EmailKind, recipient: string): Promise<string> {
  const [row] = await database()
    .select()
    .from(emailMessage)
    .where(sql`${emailMessage.kind} = ${kind} and ${emailMessage.recipient} = ${recipient}`);
  const data = row?.data as EmailData[typeof kind];
  return (await renderEmail({ kind, data } as Parameters<typeof renderEmail>[0], istio, "https://portal.example")).text.replace(
    /\s+/g,
    " ",
  );
}

describe("a removal because nobody confirms the contact alias", () => {
  test("is cured by one press and an answer at the alias", async () => {
    const reference = await proposedForAlias();
    expect(await moves()).toEqual([`member: ${actions.askAlias}`, `committee: ${actions.agree}`]);
    const told = await textOf("removal-proposed", "gus@globex.example");
    expect(told).toMatch(/^Action needed by Monday 30 November 2026: ask the contact alias again, and have somebody answer there\./);
    expect(told).toContain("https://portal.example/membership/istio/alias");
    await asks();
    expect(await moves()).toEqual([`member: ${actions.answerAlias}`, `committee: ${actions.agree}`]);
    const now = inAMinute(monday);
    await answers(await linkTo(), now);
    await followed(now);
    expect(await stored(reference)).toMatchObject({
      status: "stopped",
      stoppedBecause: "No reason for the removal is left.\n\nA person answered at the contact alias on 16 November 2026.",
    });
    const emails = await emailsAbout((await stored(reference)).id);
    for (const name of ["gus@globex.example", "security@globex.example", "cora@committee.example"])
      expect(emails).toContain(`removal-stopped to ${name}`);
    expect(await eventsAbout(globex.memberId)).toContain("member.alias_proved");
    expect(await moves()).toEqual([]);
  });

  test("continues while nobody answers, and two people approve it", async () => {
    const reference = await proposedForAlias();
    await asks();
    expect(await agreeRemoval(await of(who.cora, onDay(1)), { reference })).toBe("agreed");
    expect(await moves(onDay(3))).toEqual([`member: ${actions.askAlias}`]); // the link of the email is good for a day
    expect(await textOf("removal-agreed", "gus@globex.example")).toMatch(
      /^Action needed by Monday 30 November 2026: have somebody answer the email/,
    );
    await asks("gina", onDay(4));
    await answers(await linkTo(), inAMinute(onDay(4)));
    await followed(inAMinute(onDay(4)));
    expect((await stored(reference)).status).toBe("stopped");
  });

  test("is not cured by an answer from before, nor where a person found something else about the alias", async () => {
    const reasons = [aReason];
    const { reference } = await proposeRemovalByPerson(await of(who.rita), { member: globex.memberId, reasons, typed: globex.name });
    expect(await moves()).toEqual([`member: ${actions.cure}`, `committee: ${actions.agree}`]);
    await asks();
    await answers(await linkTo(), inAMinute(monday));
    await followed(inAMinute(monday));
    expect((await stored(reference)).status).toBe("proposed");
  });

  test("rests on the alias only where the criterion asks for one", async () => {
    const reasons = [{ ...aReason, criterion: "user-base", forAlias: true }];
    const propose = proposeRemovalByPerson(await of(who.rita), { member: globex.memberId, reasons, typed: globex.name });
    await expect(propose).rejects.toThrow("This page does not exist");
  });

  test("names another address once a reader disowned the one in use, and is cured by that", async () => {
    const reference = await proposedForAlias();
    await asks();
    const token = await linkTo();
    await disowns(token, inAMinute(monday));
    await followed(inAMinute(monday));
    expect(await moves()).toEqual([`member: ${actions.changeAlias}`, `committee: ${actions.agree}`]);
    await expect(asks()).rejects.toThrow("Change the contact alias instead.");
    await database()
      .update(contactAlias)
      .set({ address: "psirt@globex.example", answeredAt: onDay(2) })
      .where(eq(contactAlias.memberId, globex.memberId));
    await reviewRemoval(asWorker(onDay(3)), { removalId: (await stored(reference)).id });
    expect((await stored(reference)).status).toBe("stopped");
  });

  test("goes on with the reasons that are left", async () => {
    const reasons = [
      { ...aReason, forAlias: true },
      { ...aReason, criterion: "user-base" },
    ];
    const { reference } = await proposeRemovalByPerson(await of(who.rita), { member: globex.memberId, reasons, typed: globex.name });
    expect(await moves()).toEqual([`member: ${actions.askAlias}`, `member: ${actions.cure}`, `committee: ${actions.agree}`]);
    await asks();
    await answers(await linkTo(), inAMinute(monday));
    await followed(inAMinute(monday));
    const left = await database().select({ criterion: removalReason.criterion }).from(removalReason).where(sql`struck_at is null`);
    expect([(await stored(reference)).status, left]).toEqual(["proposed", [{ criterion: "user-base" }]]);
    expect(await moves()).toEqual([`member: ${actions.cure}`, `committee: ${actions.agree}`]);
  });
});

describe("an answer within a minute of the email", () => {
  const quickly = new Date(monday.getTime() + 38_000);
  const committee = {
    file: "app/committee/[list]/members/[memberId]/page.tsx",
    params: () => ({ list: "istio", memberId: globex.memberId }),
  };

  test("withdraws no reason automatically, is reported to the committee once, and reads the same on every page", async () => {
    await database().update(contactAlias).set({ answeredAt: null }).where(eq(contactAlias.memberId, globex.memberId));
    const reference = await proposedForAlias();
    await asks();
    await answers(await linkTo(), quickly);
    await followed(quickly);
    await followed(quickly);
    expect((await stored(reference)).status).toBe("proposed");
    expect(await moves()).toEqual([`member: ${actions.askAlias}`, `committee: ${actions.agree}`]);
    const [alias] = await database().select().from(contactAlias).where(eq(contactAlias.memberId, globex.memberId));
    expect(alias?.answeredAt).toBeNull();
    const events = await eventsAbout(globex.memberId);
    expect([events.includes("member.alias_proved"), events.filter((event) => event === "alert.raised")]).toEqual([false, ["alert.raised"]]);
    for (const file of ["app/membership/[list]/page.tsx", "app/membership/[list]/alias/page.tsx"])
      expect(await pageWords("gus@globex.example", file, { params: { list: "istio" }, at: quickly })).toContain(answeredQuickly);
    for (const file of [committee.file, "app/committee/[list]/members/page.tsx"])
      expect(await pageWords(who.cora.email, file, { params: committee.params(), at: quickly })).toContain(answeredQuickly);

    await asks("gina", onDay(1));
    await answers(await linkTo(), inAMinute(onDay(1)));
    await followed(inAMinute(onDay(1)));
    expect((await stored(reference)).status).toBe("stopped");
    expect(await pageWords(who.cora.email, committee.file, { params: committee.params(), at: onDay(1) })).not.toContain(answeredQuickly);
  });
});

describe("a contact alias that a reader disowned", () => {
  /** An older question at the same address, whose link has expired. */
  async function olderLink(): Promise<string> {
    const { secret, hash } = newToken("alias");
    const [askedAt, expiresAt] = [new Date(monday.getTime() - 40 * 86_400_000), new Date(monday.getTime() - 39 * 86_400_000)];
    const about = { list: "istio", organizationId: globex.organizationId, memberId: globex.memberId, reference: "2026-001" };
    await database()
      .insert(aliasCheck)
      .values({ ...about, subjectKind: "recheck", subjectId: globex.memberId, address: globex.alias, tokenHash: hash, askedAt, expiresAt });
    return secret;
  }

  test("stays disowned whatever an older question is answered, and gets no new email by its link", async () => {
    const reference = await proposedForAlias();
    const old = await olderLink();
    await asks();
    await disowns(await linkTo(), inAMinute(monday));
    await followed(inAMinute(monday));
    const resend = resendAliasCheck({ actor: visitor, now: onDay(1) }, { token: old });
    await expect(resend).rejects.toThrow("Somebody who reads this address said that it does not belong to the organization");

    // answered all the same, by a link of before that was still good
    await database()
      .update(aliasCheck)
      .set({ expiresAt: onDay(9) })
      .where(eq(aliasCheck.subjectKind, "recheck"));
    await answers(old, onDay(1));
    await followContactAlias(asWorker(onDay(1)), { checkId: await checkOf("recheck") });
    expect(await moves(onDay(1))).toEqual([`member: ${actions.changeAlias}`, `committee: ${actions.agree}`]);
    expect((await stored(reference)).status).toBe("proposed");
    const standings = criterionStandings(istio, (await factsNow(globex.memberId, dayOf(onDay(1)))).facts, dayOf(onDay(1)));
    expect(standings.find(({ criterion }) => criterion === "security-alias")?.state).not.toBe("met");
  });

  test("is the organization's again once somebody answered a question that the committee asked afterwards", async () => {
    const reference = await proposedForAlias();
    await asks();
    await disowns(await linkTo(), inAMinute(monday));
    await followed(inAMinute(monday));
    await expect(asks()).rejects.toThrow("Change the contact alias instead.");
    expect(
      await pageWords(who.raj.email, "app/committee/[list]/members/[memberId]/page.tsx", {
        params: { list: "istio", memberId: globex.memberId },
        at: onDay(1),
      }),
    ).toContain("Only an answer to that email confirms it.");
    await askContactAlias(await of(who.raj, onDay(1)), { member: globex.memberId });
    expect(await moves(onDay(1))).toContain(`member: ${actions.changeAlias}`);
    await answers(await linkTo(), inAMinute(onDay(1)));
    await followed(inAMinute(onDay(1)));
    expect((await stored(reference)).status).toBe("stopped");
    expect(await moves(onDay(1))).toEqual([]);
  });
});

describe("asking the contact alias again", () => {
  test("is for those who answer for the member and for its committee, within the limits of a day", async () => {
    for (const name of ["gus", "gina"]) await asks(name);
    await askContactAlias(await of(who.raj), { member: globex.memberId });
    await expect(asks("greg")).rejects.toThrow("This page does not exist");
    const other = await admitted("Initech", { people: [["ivy", "primary"]] });
    await expect(askContactAlias(await personOf(other, "ivy"), { member: globex.memberId })).rejects.toThrow("This page does not exist");
    await recuses(who.rosa, globex);
    await expect(askContactAlias(await of(who.rosa), { member: globex.memberId })).rejects.toThrow("This page does not exist");
    for (const name of ["gus", "gina"]) await asks(name);
    await expect(asks()).rejects.toMatchObject({ kind: "too-often" });
    const open = await database()
      .select({ id: aliasCheck.id })
      .from(aliasCheck)
      .where(sql`ended_at is null and subject_kind = 'contact-alias'`);
    expect(open.length).toBeLessThanOrEqual(1); // an answer to an earlier email no longer counts
  });

  test("is one button on the pages of the member and of the committee", async () => {
    await proposedForAlias();
    const button = "Ask the contact alias again";
    const at = { params: { list: "istio", memberId: globex.memberId }, at: monday };
    const pages = async (email: string, ...files: readonly string[]) => {
      const drawn: string[] = [];
      for (const file of files) drawn.push(await pageWords(email, file, at));
      return drawn;
    };
    const own = ["app/membership/[list]/removal/page.tsx", "app/membership/[list]/alias/page.tsx"];
    const board = "app/committee/[list]/members/[memberId]/page.tsx";
    for (const words of [...(await pages("gus@globex.example", ...own)), ...(await pages(who.cora.email, board))])
      expect(words).toContain(
        `It is not known whether the contact alias is monitored. You can send an email to the alias. Once a person has answered it, the alias is confirmed. ${button}`,
      );
    await asks();
    await disowns(await linkTo(), inAMinute(monday));
    for (const words of await pages("gus@globex.example", ...own)) {
      expect(words).toContain("It has to be replaced with another address. Change the contact alias");
      expect(words).not.toContain(button);
    }
    expect((await pages("gina@globex.example", ...own))[1]).toContain("Only a primary representative can change the contact alias.");
  });
});

describe("a contact alias in use that a reader disowned", () => {
  let token = "";

  /** The link of the application that became the membership, which its mailbox kept. */
  beforeEach(async () => {
    const { secret, hash } = newToken("alias");
    token = secret;
    const { personId: createdBy } = (await personOf(globex)).actor;
    const made = { list: "istio", organizationId: globex.organizationId, organizationName: "Globex", reference: "2025-007", createdBy };
    const [applied] = await database()
      .insert(application)
      .values({ ...made, status: "accepted", criteriaOn: "2025-11-16", createdAt: monday, draftEndsOn: "2026-01-16" })
      .returning({ id: application.id });
    const applicationId = applied?.id ?? "";
    await database().update(member).set({ applicationId }).where(eq(member.id, globex.memberId));
    const asked = new Date("2025-11-10T09:00:00Z");
    const check = { list: "istio", organizationId: globex.organizationId, applicationId, subjectId: applicationId, reference: "2025-007" };
    const said = { askedAt: asked, expiresAt: asked, answeredAt: asked, answeredBy: "Team", tokenHash: hash, address: globex.alias };
    await database()
      .insert(aliasCheck)
      .values({ ...check, ...said });
  });

  test("with the old link of its application is reported to the primary and to the committee, once, with an event", async () => {
    await disowns(token, monday);
    await followed(monday);
    await followed(monday);
    const about = (await emailsAbout(globex.memberId)).filter((line) => line.startsWith("contact-alias-disowned"));
    expect(about).toEqual(["contact-alias-disowned to gus@globex.example"]);
    expect(await textOf("contact-alias-disowned", "gus@globex.example")).toMatch(
      /^Action needed: change the contact alias, because somebody reported that the address is wrong\. Somebody who reads security@globex\.example/,
    );
    const { rows } = await database().execute<{ recipient: string }>(
      sql`select recipient from email where kind = 'alert-raised' order by 1`,
    );
    expect(rows.map(({ recipient }) => recipient)).toEqual([who.cora, who.raj, who.rita, who.rosa].map(({ email }) => email).sort());
    expect((await eventsAbout(globex.memberId)).filter((event) => event.includes("alias") || event.includes("alert"))).toEqual([
      "alert.raised",
      "member.alias_disowned",
    ]);
    expect(await moves()).toEqual([`member: ${actions.changeAlias}`]);
  });

  test("leaves a member alone whose contact alias is another one by now", async () => {
    await database().update(contactAlias).set({ address: "psirt@globex.example" }).where(eq(contactAlias.memberId, globex.memberId));
    await disowns(token, monday);
    await followed(monday);
    expect((await emailsAbout(globex.memberId)).filter((line) => line.startsWith("contact-alias"))).toEqual([]);
    expect(await moves()).toEqual([]);
  });
});
