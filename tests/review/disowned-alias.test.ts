import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { renderEmail } from "@/components/emails/render";
import { database } from "@/db/client";
import { aliasCheck, application, conflictOfInterest, contactAlias, member, reviewAssignment } from "@/db/schema";
import { acceptInvitation } from "@/lib/application/commands/accept-invitation";
import { answerAliasCheck } from "@/lib/application/commands/answer-alias-check";
import { answerQuestion } from "@/lib/application/commands/answer-question";
import { disownAlias } from "@/lib/application/commands/disown-alias";
import { inviteColleague } from "@/lib/application/commands/invite-colleague";
import { resendAliasCheck } from "@/lib/application/commands/resend-alias-check";
import type { EmailData } from "@/lib/email/data";
import type { EmailKind } from "@/lib/email/kinds";
import { visitor } from "@/lib/kernel/actor";
import { recuseYourself } from "@/lib/review/commands/recuse-yourself";
import { requestInformation } from "@/lib/review/commands/request-information";
import { istio } from "@/lists/istio";
import { testDatabase } from "../setup/database";
import { pageHtml, pageWords } from "../setup/pages";
import { readyToRace } from "../setup/race";
import {
  answers,
  assigned,
  type Committee,
  committee,
  emails,
  eventsOf,
  fill,
  forget,
  fresh,
  lastEmail,
  later,
  routed,
  save,
  someone,
  start,
  submit,
  versionOf,
} from "./world";

vi.mock("next/headers", () => import("../visibility/browser"));

beforeAll(async () => {
  await testDatabase();
});
beforeEach(forget);

const criterionPage = "app/committee/[list]/applications/[reference]/[criterion]/page.tsx";

/** A sent application with its two reviewers, a colleague of the applicant, and the link in the email to its alias. */
async function sentWithColleague() {
  const who = await committee();
  const made = await routed();
  await inviteColleague({ actor: made.ada, now: later({ minutes: 1 }) }, { reference: made.reference, email: "ben@acme.example" });
  const ben = await someone("ben@acme.example");
  await acceptInvitation({ actor: ben, now: later({ minutes: 2 }) }, { token: String((await lastEmail("application-invitation")).token) });
  return { ...made, who, token: String((await lastEmail("alias-check")).token) };
}

const disown = (token: string, minutes = 10) => disownAlias({ actor: visitor, now: later({ minutes }) }, { token, word: "NOT OURS" });
const told = async () => (await emails()).filter((line) => line.startsWith("alias-disowned"));

/** The newest email of a kind as it is sent, on one line. */
async function textOf(kind: EmailKind): Promise<string> {
  const data = (await lastEmail(kind)) as EmailData[typeof kind];
  return (await renderEmail({ kind, data }, istio, "https://portal.example")).text.replace(/\s+/g, " ");
}

const addressOf = ({ who }: { who: Committee }, name: string) =>
  Object.values(who).find(({ email }) => email.startsWith(`${name}@`))?.email;

describe("a mailbox that answers that the address is not theirs", () => {
  it("is reported to all contacts of the application and to its reviewers, once, also after it was confirmed", async () => {
    const made = await sentWithColleague();
    await answerAliasCheck({ actor: visitor, now: later({ minutes: 5 }) }, { token: made.token, name: "Rota", organization: "Acme" });
    const reviewers = await assigned(made.reference);
    expect(reviewers).toHaveLength(3);
    await disown(made.token);
    await disown(made.token, 11);
    expect(await told()).toEqual([
      "alias-disowned to ada@acme.example",
      "alias-disowned to ben@acme.example",
      ...reviewers.map((name) => `alias-disowned-review to ${addressOf(made, name)}`),
    ]);
    expect((await eventsOf(made.reference)).filter((event) => event === "alias.disowned")).toHaveLength(1);
  });

  it("is reported once when two people answer at the same time", async () => {
    const { token } = await sentWithColleague();
    await readyToRace();
    await Promise.all([disown(token), disown(token)]);
    expect(await told()).toHaveLength(5);
  });

  it("is reported to nobody when the words were not typed", async () => {
    const { token } = await sentWithColleague();
    await expect(disownAlias({ actor: visitor, now: later({ minutes: 10 }) }, { token, word: "yes" })).rejects.toMatchObject({
      kind: "input",
    });
    expect(await told()).toEqual([]);
  });

  it("is reported to people who review the application now, not to recused ones", async () => {
    const made = await sentWithColleague();
    const [first = ""] = await assigned(made.reference);
    const leaving = Object.values(made.who).find(({ email }) => email.startsWith(`${first}@`));
    if (leaving === undefined) throw new Error("Nobody has the application");
    await recuseYourself(await fresh(leaving), { reference: made.reference });
    await disown(made.token);
    const reviewers = (await assigned(made.reference)).map((name) => `alias-disowned-review to ${addressOf(made, name)}`);
    expect((await told()).filter((line) => line.startsWith("alias-disowned-review"))).toEqual(reviewers);
    expect(reviewers).not.toContain(`alias-disowned-review to ${leaving.email}`);
  });

  it("is reported to everybody on the committee who could review the application, while nobody does", async () => {
    const made = await sentWithColleague();
    await database()
      .update(reviewAssignment)
      .set({ releasedAt: later({}), releasedBecause: "away" })
      .where(eq(reviewAssignment.applicationId, made.id));
    const { raj } = made.who;
    const [{ organizationId } = { organizationId: "" }] = await database().select().from(application).where(eq(application.id, made.id));
    const recused = { list: "istio", personId: raj.personId, organizationId, origin: "declared" as const, since: later({}) };
    await database().insert(conflictOfInterest).values(recused);
    await disown(made.token);
    const could = Object.values(made.who).filter(({ email }) => email !== raj.email);
    expect((await told()).filter((line) => line.startsWith("alias-disowned-review"))).toEqual(
      could.map(({ email }) => `alias-disowned-review to ${email}`).sort(),
    );
  });

  it("tells the applicant of a sent application to reply, and links reviewers to the criterion without the address", async () => {
    const { token, reference } = await sentWithColleague();
    await disown(token);
    const applicant = await textOf("alias-disowned");
    expect(applicant).toContain("Somebody who reads security@acme.example answered that the address does not belong to Acme.");
    expect(applicant).toMatch(/^Action needed: reply to this email with another contact alias\./);
    const reviewer = await textOf("alias-disowned-review");
    expect(reviewer).toContain(`https://portal.example/committee/istio/applications/${reference}/security-alias`);
    expect(reviewer).not.toContain("security@acme.example");
  });

  it("tells the applicant of a draft to enter another address, and no reviewer", async () => {
    await committee();
    const ada = await someone("ada@acme.example");
    const reference = await start(ada, "Acme");
    await save(ada, reference, "security-alias");
    await disown(String((await lastEmail("alias-check")).token));
    expect(await told()).toEqual(["alias-disowned to ada@acme.example"]);
    expect(await textOf("alias-disowned")).toContain(`https://portal.example/applications/${reference}/security-alias`);
  });

  it("says after the decision that no action is needed for the application", async () => {
    const { token, id } = await sentWithColleague();
    await database().update(application).set({ status: "declined" }).where(eq(application.id, id));
    await database()
      .update(reviewAssignment)
      .set({ releasedAt: later({}), releasedBecause: "ended" })
      .where(eq(reviewAssignment.applicationId, id));
    await disown(token);
    expect(await told()).toEqual(["alias-disowned to ada@acme.example", "alias-disowned to ben@acme.example"]);
    expect(await textOf("alias-disowned")).toMatch(/^No action needed for the application, which has already been decided\./);
  });

  it("lets a reviewer ask for another address with one press, and the applicant answer with it", async () => {
    const made = await sentWithColleague();
    const [name = ""] = await assigned(made.reference);
    const reviewer = Object.values(made.who).find(({ email }) => email.startsWith(`${name}@`));
    if (reviewer === undefined) throw new Error("Nobody has the application");
    const asked = { params: { list: "istio", reference: made.reference, criterion: "security-alias" } };
    expect(await pageWords(reviewer.email, criterionPage, asked)).not.toContain("Ask for another address");
    await disown(made.token);
    const html = await pageHtml(reviewer.email, criterionPage, asked);
    const [, criterion = "", question = ""] = html.match(/name=criterion value=(\S+) .*?name=question value=([^>]*\?) >/) ?? [];
    expect(question).toMatch(/^Somebody who reads security@acme\.example said that the address is not your organization's\./);
    await requestInformation(await fresh(reviewer), { reference: made.reference, criterion, question });
    expect(await pageWords(reviewer.email, criterionPage, asked)).not.toContain("Ask for another address");
    const draft = { ...answers["security-alias"], address: "psirt@acme.example" };
    const version = await versionOf(made.reference, criterion);
    await answerQuestion({ actor: made.ada, now: later({ hours: 1 }) }, { reference: made.reference, criterion, version, draft });
    expect((await emails()).filter((line) => line.startsWith("alias-check"))).toEqual([
      "alias-check to security@acme.example",
      "alias-check to psirt@acme.example",
    ]);
  });
});

describe("the applicant of a disowned alias reads the same on every page", () => {
  const page = (name: string) => `app/applications/[reference]/${name}page.tsx`;
  const words = (reference: string, name: string, more = {}) =>
    pageWords("ada@acme.example", page(name), { params: { reference, ...more } });

  it("in a draft, which cannot be sent before another address is named", async () => {
    const ada = await someone("ada@acme.example");
    const reference = await start(ada, "Acme");
    await fill(ada, reference);
    await disown(String((await lastEmail("alias-check")).token));
    const draft = await words(reference, "");
    expect(draft).toContain("Enter another address, because somebody who reads the contact alias said that it is not yours.");
    expect(draft).toMatch(/Contact alias.{0,40}There is a problem/);
    expect(draft).not.toContain("You can send the application");
    const point = "Somebody who reads this address said that it is not your organization's. Enter another address";
    expect(await words(reference, "check/")).toContain(point);
    const problems = [{ field: "security-alias", message: `1. Contact alias: ${point}` }];
    await expect(submit(ada, reference)).rejects.toMatchObject({ kind: "input", problems });

    await save(ada, reference, "security-alias", { ...answers["security-alias"], address: "psirt@acme.example" });
    expect(await words(reference, "check/")).not.toContain(point);
    await save(ada, reference, "security-alias");
    expect(await words(reference, "check/")).toContain(point);
    await save(ada, reference, "security-alias", { ...answers["security-alias"], address: "psirt@acme.example" });
    await submit(ada, reference);
    expect((await lastEmail("application-received")).aliasProgress).toBe("open");
  });

  it("after it was sent: it writes to the committee, or answers the question that is open on this answer", async () => {
    const made = await sentWithColleague();
    await disown(made.token);
    const title = "Somebody who reads your contact alias said that it is not yours";
    const write = `Write to ${istio.contact.email}, because somebody who reads the contact alias said that it is not yours.`;
    const status = await words(made.reference, "");
    expect(status).toContain(title);
    expect(status.split(write)).toHaveLength(3); // in the strip and beside the address
    const receipt = await words(made.reference, "sent/");
    expect(receipt).toContain("You enter another contact alias");
    expect(receipt).toContain(title);
    expect(receipt).not.toContain("Somebody answers at the contact alias");

    const [name = ""] = await assigned(made.reference);
    const reviewer = Object.values(made.who).find(({ email }) => email.startsWith(`${name}@`));
    if (reviewer === undefined) throw new Error("Nobody has the application");
    await requestInformation(await fresh(reviewer), { reference: made.reference, criterion: "security-alias", question: "Which address?" });
    const asked = await words(made.reference, "");
    expect(asked).toContain("Answer the question on the contact alias with another address");
    expect(asked).not.toContain("Write to");
  });
});

describe("readers of the mailbox see who applied", () => {
  const confirmPage = "app/confirm/alias/[token]/page.tsx";

  /** The page asks the database for the time. */
  const linkStaysGood = () =>
    database()
      .update(aliasCheck)
      .set({ expiresAt: new Date(Date.now() + 3_600_000) });

  it("on the page, before and after the answer", async () => {
    const { token } = await sentWithColleague();
    await linkStaysGood();
    const applicant = "The applicant is ada@acme.example. If you do not know them";
    expect(await pageWords(null, confirmPage, { params: { token } })).toContain(applicant);
    await answerAliasCheck({ actor: visitor, now: later({ minutes: 5 }) }, { token, name: "Rota", organization: "Acme" });
    expect(await pageWords(null, confirmPage, { params: { token } })).toContain(applicant);
  });

  it("and what disowning does: the committee is told about a member's alias, also through the email of its application", async () => {
    const { token, id } = await sentWithColleague();
    await linkStaysGood();
    expect(await pageWords(null, confirmPage, { params: { token } })).toContain(
      "The applicant will be told, and no more emails will come here",
    );
    const db = database();
    const [made] = await db.update(application).set({ status: "accepted" }).where(eq(application.id, id)).returning();
    const organizationId = made?.organizationId ?? "";
    const on = { since: "2026-11-16", nextRecheckOn: "2027-11-15", createdAt: later({}) };
    const [row] = await db
      .insert(member)
      .values({ list: "istio", organizationId, name: "Acme", ...on })
      .returning();
    const alias = { address: "security@acme.example", domain: "acme.example", since: later({}) };
    await db.insert(contactAlias).values({ memberId: row?.id ?? "", list: "istio", ...alias });
    const page = await pageWords(null, confirmPage, { params: { token } });
    expect(page).toContain("The committee and the representatives of the organization will be told.");
    expect(page).not.toContain("no more emails will come here");
  });

  it("with the name, and in the email that the mailbox has sent again", async () => {
    const ada = await someone("ada@acme.example", "Ada Acme");
    const reference = await start(ada, "Acme");
    await save(ada, reference, "security-alias");
    const { token } = (await lastEmail("alias-check")) as { token: string };
    const page = await pageWords(null, confirmPage, { params: { token } });
    expect(page).toContain("This link has expired");
    expect(page).toContain("The applicant is Ada Acme, who signs in as ada@acme.example.");
    await resendAliasCheck({ actor: visitor, now: later({ hours: 25 }) }, { token });
    const again = await lastEmail("alias-check");
    expect(again.token).not.toBe(token);
    expect(again).toMatchObject({ applicant: { name: "Ada Acme", email: "ada@acme.example" } });
    expect(await textOf("alias-check")).toContain("The applicant is Ada Acme, who signs in as ada@acme.example.");
  });
});
