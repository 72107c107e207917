import { desc, eq } from "drizzle-orm";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { AliasEmail } from "@/app/applications/[reference]/alias-email";
import { database } from "@/db/client";
import { auditEvent, emailMessage } from "@/db/schema";
import { askAliasChange } from "@/lib/alias/commands/ask-alias-change";
import { stopAliasChange } from "@/lib/alias/commands/stop-alias-change";
import { askAliasAgain } from "@/lib/application/commands/ask-alias-again";
import { inviteColleague } from "@/lib/application/commands/invite-colleague";
import { rateLimits } from "@/lib/identity/rate";
import { applicationForApplicant } from "@/lib/views/own-application";
import { istio } from "@/lists/istio";
import { admitted, answers, beginWithGlobex, emails, fill, globex, monday, personOf, save, someone, start, submit } from "../member/world";
import { wishOf } from "./change-world";

beginWithGlobex();

const wanted = "psirt@globex.example";

/** Somebody starts an application and names the address as the contact alias. */
async function names(email: string, address = wanted): Promise<void> {
  const person = await someone(email);
  await save(person, await start(person, `Company of ${email}`), "security-alias", { ...answers["security-alias"], address });
}

const asked = async (address = wanted) => (await emails()).filter((line) => line === `alias-check to ${address}`).length;

it("drafts of strangers with a member's new address do not use up the member's own limits", async () => {
  for (let stranger = 0; stranger < 6; stranger += 1) await names(`mallory${stranger}@evil.example`);
  expect(await asked()).toBe(5); // the sixth is on hold: nobody's mailbox can be flooded
  await askAliasChange(await personOf(globex), wishOf(globex));
  expect(await asked()).toBe(6);
});

it("drafts of strangers do not use up the limits of people who sign in at the alias's own domain", async () => {
  for (let stranger = 0; stranger < 6; stranger += 1) await names(`mallory${stranger}@evil.example`, "security@acme.example");
  await names("ada@acme.example", "security@acme.example");
  expect(await asked("security@acme.example")).toBe(6);
});

it("a member that names another's address uses up nothing of the other's emails", async () => {
  const initech = await admitted("Initech");
  for (const _ of [1, 2, 3, 4, 5]) {
    const { reference } = await askAliasChange(await personOf(initech), wishOf(initech, { address: wanted }));
    await stopAliasChange(await personOf(initech), { reference, reason: "" });
  }
  await askAliasChange(await personOf(globex), wishOf(globex));
  expect(await asked()).toBe(6);
});

it("saving many different addresses sends few emails to strangers, and the log shows which were not sent", async () => {
  const mallory = await someone("mallory@evil.example");
  const reference = await start(mallory, "Mallory Ltd");
  const held = () => database().$count(auditEvent, eq(auditEvent.action, "email.rate_limited"));
  const before = await held(); // events are never deleted
  for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9])
    await save(mallory, reference, "security-alias", { ...answers["security-alias"], address: `security@company${n}.example` });
  const sent = (await emails()).filter((line) => line.startsWith("alias-check to security@company"));
  expect(sent).toHaveLength(rateLimits.aliasEmailsPerDraft.most);
  expect((await held()) - before).toBe(9 - sent.length);
});

it("one address gets at most ten emails a day that strangers cause", async () => {
  const victim = "victim@globex.example";
  for (let n = 1; n <= 8; n += 1) {
    const mallory = await someone(`mallory${n}@evil${n}.example`);
    const reference = await start(mallory, `Company ${n}`);
    if (n <= 4) await save(mallory, reference, "security-alias", { ...answers["security-alias"], address: victim });
    await inviteColleague({ actor: mallory, now: monday }, { reference, email: victim }).catch((error: unknown) =>
      expect(error).toMatchObject({
        kind: "too-often",
        message: "This address has reached the daily limit for emails. Try again tomorrow.",
      }),
    );
  }
  expect((await emails()).filter((line) => line.endsWith(`to ${victim}`))).toHaveLength(rateLimits.emailsByStrangers.most);
});

it("an email past the limits is not sent with the application either: the page says so, and it can be sent the next day", async () => {
  for (let stranger = 0; stranger < 5; stranger += 1) await names(`mallory${stranger}@evil.example`);
  const owner = await someone("olga@elsewhere.example");
  const reference = await start(owner, "Owner");
  await fill(owner, reference);
  await save(owner, reference, "security-alias", { ...answers["security-alias"], address: wanted });
  await submit(owner, reference);
  expect(await asked()).toBe(5);
  expect((await emails()).filter((line) => line === `alias-opened to ${wanted}`)).toEqual([]);
  const view = await applicationForApplicant(owner, reference);
  if (view === null) throw new Error("The application is not there");
  const page = renderToStaticMarkup(createElement(AliasEmail, { view, list: istio }));
  expect(page).toContain("none has been sent yet");
  expect(page).toContain("Send the email");
  await askAliasAgain({ actor: owner, now: new Date(monday.getTime() + 86_400_000) }, { reference });
  expect(await asked()).toBe(6);
  const [newest] = await database()
    .select({ data: emailMessage.data })
    .from(emailMessage)
    .where(eq(emailMessage.kind, "alias-check"))
    .orderBy(desc(emailMessage.createdAt))
    .limit(1);
  expect(newest?.data).toMatchObject({ applicant: { email: "olga@elsewhere.example" } });
});
