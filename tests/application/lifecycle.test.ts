import { eq, isNull, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "@/db/client";
import {
  aliasCheck,
  answer,
  answerRevision,
  application,
  applicationContact,
  applicationInvitation,
  conflictOfInterest,
  contactAlias,
  informationRequest,
  member,
  organization,
  reviewAssignment,
  unplacedText,
} from "@/db/schema";
import { acceptInvitation } from "@/lib/application/commands/accept-invitation";
import { advance } from "@/lib/application/commands/advance";
import { answerQuestion } from "@/lib/application/commands/answer-question";
import { askAliasAgain } from "@/lib/application/commands/ask-alias-again";
import { dismissUnplaced } from "@/lib/application/commands/dismiss-unplaced";
import { endDraft } from "@/lib/application/commands/end-draft";
import { endInvitation } from "@/lib/application/commands/end-invitation";
import { inviteColleague } from "@/lib/application/commands/invite-colleague";
import { readMail } from "@/lib/application/commands/read-mail";
import { remindDraft } from "@/lib/application/commands/remind-draft";
import { remindInformation } from "@/lib/application/commands/remind-information";
import { renameOrganization } from "@/lib/application/commands/rename-organization";
import { saveForLater } from "@/lib/application/commands/save-for-later";
import { startApplication } from "@/lib/application/commands/start-application";
import { takeEarlierAnswers } from "@/lib/application/commands/take-earlier-answers";
import { withdrawApplication } from "@/lib/application/commands/withdraw-application";
import { exportOfApplication } from "@/lib/application/export";
import { invitationOfLink, myApplications, myOrganizations } from "@/lib/application/queries";
import { unplacedLimits } from "@/lib/application/rules";
import { applicantAction, stateOf } from "@/lib/application/status-banner";
import { clockOf, clockWords, timelineOf } from "@/lib/application/timeline";
import { type Person, visitor, worker } from "@/lib/kernel/actor";
import { command } from "@/lib/kernel/command";
import { listOf } from "@/lib/organization/commands/list-of";
import { applicationForApplicant, readView } from "@/lib/views/own-application";
import { testDatabase } from "../setup/database";
import { readyToRace } from "../setup/race";
import {
  answers,
  committeeMember,
  emails,
  eventsOf,
  fill,
  forget,
  globex,
  lastEmail,
  later,
  monday,
  save,
  someone,
  start,
  stored,
  submit,
  yes,
} from "./world";

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

const by = (actor: Person | typeof worker | typeof visitor, now = monday) => ({ actor, now });
const istio = () => listOf("istio");
const notAllowed = { kind: "not-allowed", message: "This page does not exist, or you do not have access to it." };

/** Moves an application as the committee would. */
const advanceTo = command(
  "move",
  z.strictObject({ id: z.string(), event: z.enum(["accept", "decline", "request_information"]) }),
  async (work, { id, event }) => {
    work.authorize(true);
    work.nothingToDo();
    await advance(work, { id }, event);
  },
);

describe("starting", () => {
  it("makes an organization, a draft of 60 days and a reference of the year", async () => {
    expect(await stored(reference)).toMatchObject({
      reference: "2026-001",
      list: "istio",
      organizationName: "Acme",
      status: "draft",
      criteriaOn: "2026-11-16",
      draftEndsOn: "2027-01-15",
      version: 1,
    });
    expect(await start(await someone("ben@initech.example"), "Initech")).toBe("2026-002");
    expect(await eventsOf(reference)).toEqual(["application.started"]);
  });

  it("opens the open application of a person instead of a second one, also for two presses at once", async () => {
    await readyToRace();
    expect(await Promise.all([start(ada), start(ada, "Other")])).toEqual([reference, reference]);
    const cem = await someone("cem@hooli.example");
    const twice = await Promise.all([start(cem, "Hooli"), start(cem, "Hooli")]);
    expect(new Set(twice).size).toBe(1);
    expect(await db.$count(application)).toBe(2);
  });

  it("leads somebody who acts for a member to the membership, whichever way they name it", async () => {
    const gus = await globex();
    const [org] = await db.select().from(organization).where(eq(organization.name, "Globex"));
    for (const which of [{ id: org?.id ?? "" }, { name: "  GLOBEX " }]) {
      expect(await startApplication(by(gus), { list: "istio", eligibility: yes, organization: which })).toEqual({ to: "membership" });
    }
    expect(await startApplication(by(gus), { list: "layer5", eligibility: yes, organization: { name: "Globex" } })).toMatchObject({
      to: "application",
    });
  });

  it.each([
    ["a visitor", async () => visitor, notAllowed],
    ["an administrator of the list, who has no vote", () => committeeMember("ann@istio.example", "administrator"), notAllowed],
    ["an auditor of the list", () => committeeMember("otto@istio.example", "auditor"), notAllowed],
  ])("is refused to %s", async (_who, actor, refusal) => {
    await expect(
      startApplication(by(await actor()), { list: "istio", eligibility: yes, organization: { name: "X" } }),
    ).rejects.toMatchObject(refusal);
  });

  it("says that a name is too long, and calls only a missing one missing", async () => {
    const ben = await someone("ben@initech.example");
    const startAs = (name: string) => startApplication(by(ben), { list: "istio", eligibility: yes, organization: { name } });
    await expect(startAs("a".repeat(400))).rejects.toMatchObject({
      problems: [{ message: "Organization name must be 200 characters or less" }],
    });
    await expect(startAs(" ")).rejects.toMatchObject({ problems: [{ message: "Enter the name of your organization" }] });
  });

  it("asks for a yes to every first question, and for a list that is hosted", async () => {
    const ben = await someone("ben@initech.example");
    await expect(
      startApplication(by(ben), { list: "istio", eligibility: { ...yes, secrecy: "no" }, organization: { name: "Initech" } }),
    ).rejects.toMatchObject({ kind: "rule" });
    await expect(startApplication(by(ben), { list: "nothing", eligibility: yes, organization: { name: "Initech" } })).rejects.toMatchObject(
      notAllowed,
    );
  });

  it("takes nobody else's organization", async () => {
    const { organizationId } = await stored(reference);
    const mallory = await someone("mallory@evil.example");
    await expect(
      startApplication(by(mallory), { list: "istio", eligibility: yes, organization: { id: organizationId } }),
    ).rejects.toMatchObject(notAllowed);
    expect(await myOrganizations(mallory, "istio")).toEqual([]);
  });

  it("makes a reviewer recuse yourself from what they apply for", async () => {
    const ravi = await committeeMember("ravi@initech.example", "reviewer");
    await start(ravi, "Initech");
    expect(await db.select({ personId: conflictOfInterest.personId, origin: conflictOfInterest.origin }).from(conflictOfInterest)).toEqual([
      { personId: ravi.personId, origin: "declared" },
    ]);
  });

  it("brings the earlier answers along when an organization applies again, but no acceptance", async () => {
    await fill(ada, reference);
    await submit(ada, reference);
    const { id, organizationId } = await stored(reference);
    await advanceTo(by(worker), { id, event: "decline" });
    const again = await startApplication(by(ada, later({ days: 30 })), {
      list: "istio",
      eligibility: yes,
      organization: { id: organizationId },
    });
    const view = await applicationForApplicant(ada, again.to === "application" ? again.reference : "");
    expect(
      view?.answers
        .map(({ criterion, origin, finished }) => ({ criterion, origin, finished }))
        .sort((a, b) => a.criterion.localeCompare(b.criterion)),
    ).toEqual(
      ["community", "envoy-list", "redistribution", "security-alias", "user-base", "working-group"].map((criterion) => ({
        criterion,
        origin: "earlier",
        finished: false,
      })),
    );
    expect(view?.earlierReference).toBe(reference);
    await expect(takeEarlierAnswers(by(await someone("mallory@evil.example")), { reference: view?.reference ?? "" })).rejects.toMatchObject(
      notAllowed,
    );
  });
});

describe("what a draft can do", () => {
  it("is saved for later with one email an hour", async () => {
    await saveForLater(by(ada), { reference });
    await saveForLater(by(ada, later({ minutes: 59 })), { reference });
    await saveForLater(by(ada, later({ minutes: 61 })), { reference });
    expect(await emails()).toEqual(["application-saved to ada@acme.example", "application-saved to ada@acme.example"]);
    expect((await lastEmail("application-saved")).open).toHaveLength(7);
    await expect(saveForLater(by(await someone("mallory@evil.example")), { reference })).rejects.toMatchObject(notAllowed);
  });

  it("corrects its organization's name, and leaves a name alone that others know", async () => {
    await renameOrganization(by(ada), { reference, name: "Acme Corporation" });
    expect(await db.select({ name: organization.name }).from(organization)).toEqual([{ name: "Acme Corporation" }]);
    const { organizationId } = await stored(reference);
    await db.insert(member).values({
      list: "layer5",
      organizationId,
      name: "Acme Corporation",
      since: "2025-01-01",
      nextRecheckOn: "2027-01-01",
      createdAt: monday,
    });
    await renameOrganization(by(ada), { reference, name: "Acme Evil" });
    expect(await db.select({ name: organization.name }).from(organization)).toEqual([{ name: "Acme Corporation" }]);
    expect((await stored(reference)).organizationName).toBe("Acme Evil");
    await expect(renameOrganization(by(await someone("mallory@evil.example")), { reference, name: "Mine" })).rejects.toMatchObject(
      notAllowed,
    );
  });

  it("reads a pasted mail into what is empty, and drops nothing", async () => {
    await save(ada, reference, "redistribution", { ...answers.redistribution, name: "Typed by hand" });
    const text = [
      "Hello,",
      "",
      "1. Security alias",
      "security@acme.example, read by our team",
      "",
      "2. Redistribution",
      "Acme Mesh, see https://acme.example/mesh",
      "",
      "5. Embargo policy",
      "Yes, we accept it",
      "",
    ].join("\n");
    const read = await readMail(by(ada), { reference, text });
    const rows = await db
      .select({ criterion: answer.criterion, origin: answer.origin, draft: answer.draft })
      .from(answer)
      .orderBy(answer.criterion);
    expect(rows).toMatchObject([
      { criterion: "redistribution", origin: null, draft: { name: "Typed by hand" } },
      { criterion: "security-alias", origin: "mail", draft: { address: "security@acme.example" } },
    ]);
    expect(read.placed).toBe(1);
    const kept = (await db.select({ text: unplacedText.text }).from(unplacedText)).map((part) => part.text).join("\n");
    expect(kept).toContain("Acme Mesh");
    expect(kept).toContain("Yes, we accept it");
    expect(await emails()).toEqual([]); // an address from a mail is not written to before a person has saved it
  });

  it("shows what it could not place in the order of the mail, whatever kept each part from its place", async () => {
    await save(ada, reference, "redistribution", { ...answers.redistribution, name: "Typed by hand" });
    await save(ada, reference, "user-base", answers["user-base"]);
    const parts = ["We spoke in Paris.", "About 300 companies by now", "Acme Mesh, see https://acme.example/mesh", "Regards, Ada of Acme"];
    const text = [
      parts[0],
      "",
      "3. User base",
      parts[1],
      "",
      "1. Security alias",
      "security@acme.example, read by our team",
      "",
      "2. Redistribution",
      parts[2],
      "",
      "--",
      parts[3],
      "",
    ].join("\n");
    await readMail(by(ada), { reference, text });
    const view = (await applicationForApplicant(ada, reference))?.unplaced.map((part) => part.text) ?? [];
    const positions = view.map((part) => text.indexOf(part.split("\n")[0] ?? ""));
    expect(positions).toEqual(positions.toSorted((one, other) => one - other));
    expect(positions).not.toContain(-1);
    const whole = view.join("\n");
    const found = parts.filter((part) => whole.includes(part ?? ""));
    expect(found.length).toBeGreaterThanOrEqual(3);
    expect(found.map((part) => whole.indexOf(part ?? ""))).toEqual(
      found.map((part) => whole.indexOf(part ?? "")).toSorted((one, other) => one - other),
    );
  });

  it("puts a part of the mail away only for its own people", async () => {
    await readMail(by(ada), { reference, text: "Something that fits nothing at all" });
    const [part] = await db.select().from(unplacedText);
    const mallory = await someone("mallory@evil.example");
    const other = await start(mallory, "Evil");
    await expect(dismissUnplaced(by(mallory), { reference, part: part?.id })).rejects.toMatchObject(notAllowed);
    await dismissUnplaced(by(mallory), { reference: other, part: part?.id }); // of another application: nothing happens
    expect((await applicationForApplicant(ada, reference))?.unplaced).toHaveLength(1);
    await dismissUnplaced(by(ada), { reference, part: part?.id });
    expect((await applicationForApplicant(ada, reference))?.unplaced).toEqual([]);
    expect(await db.$count(unplacedText)).toBe(1);
  });

  it("keeps a bounded amount of pasted text, whatever one person pastes", async () => {
    const paste = (text: string, now = monday) => readMail(by(ada, now), { reference, text });
    await paste("The same words");
    expect(await paste("The same words")).toMatchObject({ unplaced: 1 }); // kept already
    expect(await db.$count(unplacedText)).toBe(1);

    let [kept, refused] = [0, 0];
    for (let each = 0; each < 12; each += 1)
      await paste(`Words that fit nothing, ${each}. ${"lorem ipsum dolor ".repeat(5000)}`).then(
        () => (kept += 1),
        (error: unknown) => {
          expect(error).toMatchObject({ message: expect.stringContaining("Dismiss those that you have dealt with") });
          refused += 1;
        },
      );
    expect([kept, refused]).toEqual([3, 9]);
    const size = async () =>
      (await db.select({ text: unplacedText.text }).from(unplacedText)).reduce((sum, { text }) => sum + text.length, 0);
    expect(await size()).toBeLessThanOrEqual(unplacedLimits.characters);
    const view = await applicationForApplicant(ada, reference);
    expect(JSON.stringify(view).length).toBeLessThan(40_000);
    expect(view?.unplacedLeftOut).toBe(true);
    const whole = await applicationForApplicant(ada, reference, unplacedLimits);
    expect(whole?.unplaced.reduce((sum, { text }) => sum + text.length, 0)).toBe(await size());

    const last = whole?.unplaced.at(-1);
    await dismissUnplaced(by(ada), { reference, part: last?.id });
    await paste("What was put away makes room"); // and is gone
    expect((await db.select().from(unplacedText)).map(({ id }) => id)).not.toContain(last?.id);

    for (let each = 0; each < 40; each += 1) await paste("The same words").catch(() => undefined);
    await expect(paste("One more")).rejects.toMatchObject({ kind: "too-often" });
    expect(await paste("One more", later({ days: 1 }))).toMatchObject({ unplaced: 1 });
  });

  it("is reminded once, a week before it ends, and ends with its answers erased", async () => {
    await fill(ada, reference);
    const { id } = await stored(reference);
    await remindDraft(by(worker, later({ days: 52 })), { applicationId: id });
    await endDraft(by(worker, later({ days: 60 })), { applicationId: id });
    expect((await stored(reference)).status).toBe("draft");
    for (const days of [53, 54]) await remindDraft(by(worker, later({ days })), { applicationId: id });
    for (const days of [61, 62]) await endDraft(by(worker, later({ days })), { applicationId: id });
    expect((await emails()).filter((line) => line.startsWith("application-draft"))).toEqual([
      "application-draft-ending to ada@acme.example",
      "application-draft-ended to ada@acme.example",
    ]);
    expect(await stored(reference)).toMatchObject({ status: "withdrawn", withdrawnAt: later({ days: 61 }) });
    expect(await db.$count(answer)).toBe(0);
    expect(await db.$count(aliasCheck, isNull(aliasCheck.endedAt))).toBe(0);
    const view = await applicationForApplicant(ada, reference);
    expect(view && stateOf(view)).toBe("deleted");
    await expect(endDraft(by(ada, later({ days: 61 })), { applicationId: id })).rejects.toMatchObject(notAllowed);
  });
});

describe("an invitation", () => {
  const invite = (email = "ben@acme.example", now = monday) => inviteColleague(by(ada, now), { reference, email });
  const token = async () => String((await lastEmail("application-invitation")).token);

  it("brings in the person with that address, once they agree", async () => {
    await invite();
    await invite(); // pressed twice
    expect(await emails()).toEqual(["application-invitation to ben@acme.example"]);
    const ben = await someone("Ben@Acme.example");
    expect(await invitationOfLink(ben, await token())).toMatchObject({ isForMe: true, organization: "Acme", inviter: "Ada Acme" });
    expect(await applicationForApplicant(ben, reference)).toBeNull();
    await acceptInvitation(by(ben), { token: await token() });
    await acceptInvitation(by(ben), { token: await token() });
    expect((await applicationForApplicant(ben, reference))?.people).toHaveLength(2);
    expect(await myApplications(ben)).toMatchObject([{ reference }]);
    await save(ben, reference, "redistribution");
  });

  it("opens nothing for anybody else who holds the link", async () => {
    await invite();
    const mallory = await someone("mallory@evil.example");
    await expect(acceptInvitation(by(mallory), { token: await token() })).rejects.toMatchObject(notAllowed);
    await expect(acceptInvitation(by(visitor), { token: await token() })).rejects.toMatchObject(notAllowed);
    expect(await invitationOfLink(mallory, await token())).toMatchObject({ isForMe: false, reference: null });
    expect(await invitationOfLink(mallory, "x".repeat(43))).toBeNull();
  });

  it("ends after a day, when it is taken back, and with the application", async () => {
    const ben = await someone("ben@acme.example");
    await invite();
    await expect(acceptInvitation(by(ben, later({ hours: 24 })), { token: await token() })).rejects.toMatchObject({ kind: "conflict" });
    await invite("ben@acme.example", later({ hours: 25 }));
    const [open] = await db.select().from(applicationInvitation).where(isNull(applicationInvitation.endedAt));
    await expect(endInvitation(by(ben), { reference, invitation: open?.id })).rejects.toMatchObject(notAllowed);
    await endInvitation(by(ada, later({ hours: 26 })), { reference, invitation: open?.id });
    await expect(acceptInvitation(by(ben, later({ hours: 27 })), { token: await token() })).rejects.toMatchObject({ kind: "conflict" });
  });

  it("gives a chair no right, no conflict and no account without their consent (HC-AUZ-020)", async () => {
    const carol = await committeeMember("carol@istio.example", "chair");
    await invite("carol@istio.example");
    await invite("nobody-yet@acme.example");
    expect(await db.$count(conflictOfInterest)).toBe(0);
    expect(await applicationForApplicant(carol, reference)).toBeNull();
    const { rows } = await db.execute(sql`select 1 from person where email = 'nobody-yet@acme.example'`);
    expect(rows).toEqual([]);
    const { rows: links } = await db.execute<{ token: string }>(
      sql`select data->>'token' as token from email where recipient = 'carol@istio.example'`,
    );
    await acceptInvitation(by(carol), { token: links[0]?.token ?? "" });
    expect(await db.select({ personId: conflictOfInterest.personId }).from(conflictOfInterest)).toEqual([{ personId: carol.personId }]);
  });

  it.each(["ada@acme.example", "two@a.example, b@c.example", "", "ben"])("is not sent to %j", async (email) => {
    await expect(invite(email)).rejects.toMatchObject({ problems: [{ field: "email" }] });
    expect(await emails()).toEqual([]);
  });

  it("cannot be sent by a stranger", async () => {
    await expect(inviteColleague(by(await someone("mallory@evil.example")), { reference, email: "x@evil.example" })).rejects.toMatchObject(
      notAllowed,
    );
  });
});

describe("withdrawing", () => {
  it("ends it, with everything that waits for it, and tells its people", async () => {
    await fill(ada, reference);
    await inviteColleague(by(ada), { reference, email: "ben@acme.example" });
    await submit(ada, reference);
    await withdrawApplication(by(ada, later({ days: 1 })), { reference });
    await withdrawApplication(by(ada, later({ days: 2 })), { reference });
    expect(await stored(reference)).toMatchObject({ status: "withdrawn", withdrawnAt: later({ days: 1 }) });
    expect(await db.$count(aliasCheck, isNull(aliasCheck.endedAt))).toBe(0);
    expect(await db.$count(applicationInvitation, isNull(applicationInvitation.endedAt))).toBe(0);
    expect((await emails()).filter((line) => line.startsWith("application-withdrawn"))).toEqual([
      "application-withdrawn to ada@acme.example",
    ]);
    expect((await applicationForApplicant(ada, reference))?.answers).toHaveLength(7);
  });

  it("is refused to strangers and after the decision, and one of two at once wins (HC-CON-003)", async () => {
    await expect(withdrawApplication(by(await someone("mallory@evil.example")), { reference })).rejects.toMatchObject(notAllowed);
    await fill(ada, reference);
    await submit(ada, reference);
    const { id } = await stored(reference);
    await readyToRace();
    const both = await Promise.allSettled([withdrawApplication(by(ada), { reference }), advanceTo(by(worker), { id, event: "accept" })]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(["withdrawn", "accepted"]).toContain((await stored(reference)).status);
  });
});

describe("a question of the committee", () => {
  let requestId: string;

  beforeEach(async () => {
    await fill(ada, reference);
    await submit(ada, reference);
    const ravi = await committeeMember("ravi@istio.example", "reviewer");
    const { id, list, decisionDueOn } = await stored(reference);
    const data = { applicationId: id, list, decisionDueOn: decisionDueOn ?? "" };
    await db.insert(reviewAssignment).values({ ...data, personId: ravi.personId, assignedAt: monday });
    const [asked] = await db
      .insert(informationRequest)
      .values({
        applicationId: id,
        criterion: "user-base",
        question: "Who are they?",
        askedBy: ravi.personId,
        askedAt: later({ days: 2 }),
        dueOn: "2026-12-02",
      })
      .returning();
    requestId = asked?.id ?? "";
    await db.update(answer).set({ reopened: true }).where(eq(answer.criterion, "user-base"));
    await advanceTo(by(worker, later({ days: 2 })), { id, event: "request_information" });
  });

  const better = { ...answers["user-base"], text: "About 200 companies, such as Hooli" };
  const reply = (actor: Person = ada, version = 1, draft: Record<string, string> = better, days = 8) =>
    answerQuestion(by(actor, later({ days })), { reference, criterion: "user-base", version, draft });

  it("reopens that answer alone", async () => {
    expect(await save(ada, reference, "user-base", better)).toMatchObject({ outcome: "saved", isDraft: false });
    await expect(save(ada, reference, "redistribution", { ...answers.redistribution, name: "x" })).rejects.toMatchObject({
      kind: "conflict",
    });
    expect(await db.select({ version: answerRevision.version, draft: answerRevision.draft }).from(answerRevision)).toMatchObject([
      { version: 1, draft: { text: "About 200 companies" } },
    ]);
  });

  it("is answered: the earlier text is kept, the deadline continues, the due date moves, the reviewers are told", async () => {
    await reply();
    await reply(); // pressed twice
    expect(await stored(reference)).toMatchObject({ status: "submitted", decisionDueOn: "2026-12-04" }); // 4 working days later than 30 November
    expect(
      await db
        .select({ draft: answer.draft, reopened: answer.reopened, version: answer.version })
        .from(answer)
        .where(eq(answer.criterion, "user-base")),
    ).toMatchObject([{ draft: better, reopened: false, version: 2 }]);
    expect(await db.select({ version: answerRevision.version }).from(answerRevision)).toEqual([{ version: 1 }]);
    expect((await emails()).filter((line) => line.startsWith("information-provided"))).toEqual([
      "information-provided to ravi@istio.example",
    ]);
    expect((await eventsOf(reference)).at(-1)).toBe("application.information_provided");
  });

  it("cannot be answered with an invalid text, by a stranger, or over a colleague's newer text", async () => {
    await expect(reply(ada, 1, { text: "" })).rejects.toMatchObject({ kind: "input", problems: [{ field: "text" }, { field: "links" }] });
    await expect(reply(await someone("mallory@evil.example"))).rejects.toMatchObject(notAllowed);
    await save(ada, reference, "user-base", { ...better, text: "Newer" });
    await expect(reply()).rejects.toMatchObject({ kind: "conflict" });
    expect((await stored(reference)).status).toBe("information_requested");
  });

  it("is refused when nothing changed, unless the applicant says that the answer stays as it is", async () => {
    const same = (version: number, unchanged?: "yes", days = 8) =>
      answerQuestion(by(ada, later({ days })), {
        reference,
        criterion: "user-base",
        version,
        draft: answers["user-base"] ?? {},
        unchanged,
      });
    await expect(same(1)).rejects.toMatchObject({ kind: "input", problems: [{ field: "unchanged" }] });
    const now = later({ days: 7 });
    await save(ada, reference, "user-base", better, { now });
    await expect(same(2)).rejects.toMatchObject({ kind: "input", problems: [{ field: "unchanged" }] }); // saved and put back
    await save(ada, reference, "user-base", answers["user-base"], { now });
    await same(3, "yes");
    await same(3, "yes"); // pressed twice
    expect((await stored(reference)).status).toBe("submitted");
    expect(await db.select({ unchanged: informationRequest.answeredUnchanged }).from(informationRequest)).toEqual([{ unchanged: true }]);
    expect((await emails()).filter((line) => line.startsWith("information-provided"))).toEqual([
      "information-provided to ravi@istio.example",
    ]);
    expect((await lastEmail("information-provided")) as object).toMatchObject({ criterion: "user-base", unchanged: true });
  });

  it("asks for a reason too where the new alias is an address with which one of them signs in", async () => {
    await db.update(informationRequest).set({ criterion: "security-alias" });
    await db.update(answer).set({ reopened: true }).where(eq(answer.criterion, "security-alias"));
    const own = (reachesTeam: string) =>
      answerQuestion(by(ada, later({ days: 3 })), {
        reference,
        criterion: "security-alias",
        version: 1,
        draft: { ...answers["security-alias"], address: ada.email, reachesTeam },
      });
    await expect(own("")).rejects.toMatchObject({ kind: "input", problems: [{ field: "reachesTeam" }] });
    await own("It is a shared mailbox.");
    expect(await stored(reference)).toMatchObject({ contactAlias: ada.email, status: "submitted" });
  });

  it("follows the alias, and a new alias has to answer again", async () => {
    await db.update(informationRequest).set({ criterion: "security-alias" });
    await db.update(answer).set({ reopened: true }).where(eq(answer.criterion, "security-alias"));
    await answerQuestion(by(ada, later({ days: 3 })), {
      reference,
      criterion: "security-alias",
      version: 1,
      draft: { ...answers["security-alias"], address: "psirt@acme-mesh.example" },
    });
    expect(await stored(reference)).toMatchObject({
      contactAlias: "psirt@acme-mesh.example",
      aliasDomain: "acme-mesh.example",
      status: "submitted",
    });
    expect((await emails()).filter((line) => line.startsWith("alias-check"))).toEqual([
      "alias-check to security@acme.example",
      "alias-check to psirt@acme-mesh.example",
    ]);
  });

  it("HC-TIM-008: is reminded of by the list's rule, and goes back to the committee when nobody answers: never a refusal", async () => {
    await committeeMember("carol@istio.example", "chair");
    const on = (day: string) => remindInformation({ actor: worker, now: new Date(`${day}T06:00:00Z`) }, { requestId });
    for (const day of ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"])
      await on(day);
    expect((await emails()).filter((line) => line.startsWith("information-"))).toEqual([
      "information-reminder to ada@acme.example",
      "information-reminder to ada@acme.example",
      "information-overdue to carol@istio.example",
      "information-overdue to ravi@istio.example",
    ]);
    expect((await stored(reference)).status).toBe("information_requested");
    await reply(ada, 1, better, 30); // late is still heard
    expect((await stored(reference)).status).toBe("submitted");
    await expect(remindInformation(by(ada), { requestId })).rejects.toMatchObject(notAllowed);
  });

  it("is shown with who has to act, and without who asked", async () => {
    const view = await applicationForApplicant(ada, reference);
    if (!view) throw new Error("not seen");
    const asOf = { ...view, now: later({ days: 8 }), today: "2026-11-24" };
    expect(applicantAction(asOf, istio())).toEqual({
      waitingOn: "you",
      sentence: "Answer our question on “Users beyond your organization”.",
      by: "2026-12-02",
    });
    const clock = clockOf(asOf, istio());
    expect(clock && clockWords(clock)).toBe("Day 2 of 10, waited 4 days for you. The deadline is paused");
    expect(timelineOf(asOf, istio()).flatMap(({ at, expected }) => (expected ? [at] : []))).toEqual([null, "2026-12-02"]);
    expect(timelineOf(asOf, istio()).map(({ title }) => title)).toEqual([
      "The committee decides",
      "You answer our question on “Users beyond your organization”",
      "The committee asked about “Users beyond your organization”",
      ...["The draft was started", "The application was sent", "An email went to the contact alias"],
    ]);
    const told = JSON.stringify([asOf, exportOfApplication(asOf, await readView(asOf)), timelineOf(asOf, istio())]);
    expect(told).not.toMatch(/ravi/i); // HC-AUZ-013
    expect(view.reviewers).toEqual({ of: 1, done: 0 });
  });
});

describe("asking the alias again", () => {
  it("writes a new email, ends the old link, and stops at the day's limit", async () => {
    await save(ada, reference, "security-alias");
    for (let turn = 0; turn < 4; turn += 1) await askAliasAgain(by(ada), { reference });
    await expect(askAliasAgain(by(ada), { reference })).rejects.toMatchObject({ kind: "too-often" });
    expect(await emails()).toHaveLength(5);
    expect(await db.$count(aliasCheck, isNull(aliasCheck.endedAt))).toBe(1);
    await expect(askAliasAgain(by(await someone("mallory@evil.example")), { reference })).rejects.toMatchObject(notAllowed);
  });

  it("needs a page that reads", async () => {
    await expect(askAliasAgain(by(ada), { reference })).rejects.toMatchObject({ kind: "rule" });
  });
});

it("reads a member's own alias in its old application as its own, and tells no other applicant that it is one", async () => {
  await fill(ada, reference);
  await submit(ada, reference);
  const { id, organizationId } = await stored(reference);
  await advanceTo(by(worker), { id, event: "accept" });
  const facts = { list: "istio", organizationId, name: "Acme", since: "2026-12-01", nextRecheckOn: "2027-12-01", createdAt: monday };
  const [made] = await db.insert(member).values(facts).returning();
  const alias = { memberId: made?.id ?? "", list: "istio", address: "security@acme.example", domain: "acme.example", since: monday };
  await db.insert(contactAlias).values(alias);
  const view = await applicationForApplicant(ada, reference);
  expect(view && (await readView(view)).every(({ reading }) => reading?.ok)).toBe(true);
  const ben = await someone("ben@acme.example");
  const other = await start(ben, "Acme Labs");
  expect(await save(ben, other, "security-alias")).toMatchObject({ reads: true });
});

it("shows an application to nobody but its contacts, with something there to see", async () => {
  await fill(ada, reference);
  await submit(ada, reference);
  const gus = await globex();
  for (const viewer of [
    visitor,
    worker,
    gus,
    await committeeMember("ravi@istio.example", "reviewer"),
    await committeeMember("ann@istio.example", "administrator"),
  ]) {
    expect(await applicationForApplicant(viewer, reference)).toBeNull();
    expect(await myApplications(viewer)).toEqual([]);
  }
  expect(await applicationForApplicant(ada, reference)).toMatchObject({ reference, status: "submitted" });
  expect(await db.$count(applicationContact)).toBe(1);
});
