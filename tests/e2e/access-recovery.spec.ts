import { type Browser, expect, type Page, test } from "@playwright/test";
import { latestEmail } from "./emails";
import { expectAccessibleState } from "./steps/accessible-state";
import { committee } from "./steps/committee";
import { expectErrors } from "./steps/errors";
import { answerAt, asRepresentative, inDatabase, member, membership, statusBanner, untilSeen } from "./steps/members";
import { asReviewer } from "./steps/sign-in";

const accessRecoveries = "/committee/istio/access-recoveries";
const heading = (page: Page) => page.getByRole("heading", { level: 1 });

test("nobody acts for Veridian any more: somebody takes over by two proofs, a waiting period and two people", async ({ browser }) => {
  const veridian = member("Veridian");
  const vito = await asRepresentative(browser, `vito@${veridian.domain}`, "access-recovery");
  const reference = await test.step("Vito asks", () => asks(vito, veridian.name));
  await test.step("the alias is told, and proves that it is read", () => isProved(browser, vito, { ...veridian, reference }));
  await test.step("two people agree, and time passes between them", () => isAgreed(browser, { name: veridian.name, reference }));

  await test.step("Vito is the primary representative", async () => {
    await vito.reload();
    await expect(vito.getByText("Completed: you are the primary representative")).toBeVisible();
    await expectAccessibleState(vito, "access recovery, completed");
    await latestEmail(`security@${veridian.domain}`, { about: new RegExp(reference), says: /primary representative/ });
    await vito.goto(membership());
    await expect(heading(vito)).toHaveText(veridian.name);
    await expect(vito.getByRole("link", { name: "Change the contact alias" })).toBeVisible();
  });
});

async function asks(vito: Page, name: string): Promise<string> {
  await expect(heading(vito)).toHaveText("Take over a membership");
  await expectAccessibleState(vito, "access recovery, ask");
  await askFor(vito, "Nobody of that name");
  const unknown = await vito.locator("section").filter({ hasText: "You asked to take over the membership of" }).textContent();
  await expectAccessibleState(vito, "access recovery, asked for a name that no member has");
  await vito.getByRole("button", { name: "Withdraw the request" }).click();
  await expect(vito.getByRole("status")).toContainText("The request was stopped.");
  await askFor(vito, name);
  const known = await vito
    .locator("section")
    .filter({ hasText: `You asked to take over the membership of ${name}` })
    .textContent();
  const same = (text: string | null, as: string) =>
    text?.replaceAll(as, "NAME").replaceAll(/\d{4}-\d{3}|forewarned-verify=\S+|\d{2}:\d{2}/g, "…");
  expect(same(known, name)).toBe(same(unknown, "Nobody of that name"));
  await expect(statusBanner(vito)).toContainText("Action needed. Prove that you control the contact alias and the domain.");
  await expect(vito.getByText(/^forewarned-verify=\S+$/)).toBeVisible();
  await expectAccessibleState(vito, "access recovery, asked");
  const [asked] = await inDatabase<{ reference: string }>(
    "select s.reference from access_recovery s join member m on m.id = s.member_id where m.name = $1 and s.status = 'open'",
    [name],
  );
  return asked?.reference ?? "";
}

async function askFor(vito: Page, name: string): Promise<void> {
  await vito.getByRole("textbox", { name: "Organization", exact: true }).fill(name);
  await vito
    .getByLabel("What happened, and what your role in the organization is")
    .fill("Viola has left, and I lead product security now.");
  await vito.getByRole("button", { name: "Ask to take over" }).click();
  await expect(vito.getByRole("status")).toContainText("Your request was sent.");
}

/** No name server of the tests knows the domain, so that its record is taken as seen; the alias is answered by a reader. */
async function isProved(
  browser: Browser,
  vito: Page,
  { name, domain, reference }: { name: string; domain: string; reference: string },
): Promise<void> {
  const alias = `security@${domain}`;
  await latestEmail(alias, { about: new RegExp(reference), says: /Their message:/ });
  await vito.getByRole("button", { name: "Check the domain now" }).click();
  await expect(vito.getByRole("status")).toContainText("its domain is being checked.");
  await inDatabase(
    "update access_recovery set domain_checked_at = now(), domain_seen = 'proved', domain_proved_at = now() where reference = $1",
    [reference],
  );
  await answerAt(browser, { address: alias, organization: name, about: new RegExp(reference) });
  await untilSeen(vito, () =>
    expect(statusBanner(vito)).toContainText("Two people on the committee have to agree. The earliest date is", { timeout: 500 }),
  );
  await expect(vito.getByText("Proved", { exact: true })).toHaveCount(2);
  await expectAccessibleState(vito, "access recovery, waiting");
}

async function isAgreed(browser: Browser, { name, reference }: { name: string; reference: string }): Promise<void> {
  const [ravi, carol] = [await asReviewer(browser, committee.ravi), await asReviewer(browser, committee.carol)];
  const entry = (page: Page) => page.locator("section").filter({ has: page.getByRole("heading", { name: new RegExp(`: ${name}$`) }) });
  const answer = (page: Page) => page.getByRole("form", { name: `Answer ${reference}` });

  await ravi.goto(accessRecoveries);
  await expect(entry(ravi)).toContainText("Nobody acts for it");
  await expectAccessibleState(ravi, "access recoveries for the committee");
  await answer(ravi).getByRole("radio", { name: "I object" }).check();
  await answer(ravi).getByRole("button", { name: "Save my answer" }).click();
  await expectErrors(ravi, ["Enter why you object. The person who asked will read it"]);
  await answer(ravi).getByRole("radio", { name: "I agree" }).check();
  await answer(ravi).getByRole("button", { name: "Save my answer" }).click();
  await expect(ravi.getByRole("status")).toContainText("Your answer is saved.");
  await expect(entry(ravi)).toContainText("You: agreed");

  await inDatabase("update access_recovery set waits_until = waits_until - interval '14 days' where reference = $1", [reference]);
  await carol.goto(accessRecoveries);
  await expect(entry(carol)).toContainText("Ravi Menon: agreed");
  await answer(carol).getByRole("radio", { name: "I agree" }).check();
  await answer(carol).getByRole("button", { name: "Save my answer" }).click();
  await expect(carol.getByRole("status")).toContainText("Your answer is saved.");
  await expect(entry(carol)).toHaveCount(0);
}
