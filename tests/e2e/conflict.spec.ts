import { type Browser, expect, type Page, test } from "@playwright/test";
import { globex } from "@/scripts/demo/organizations";
import { expectAccessibleState } from "./steps/accessible-state";
import { answerAll, referenceHere, send } from "./steps/apply";
import { committee, pageOf } from "./steps/committee";
import { criteriaOf, type List } from "./steps/organizations";
import { asPerson, asReviewer, oneAtATime } from "./steps/sign-in";

const pages = [...criteriaOf.istio, "discussion", "questions", "vote", "email", "email/confirm", "log"];
const secrets = [globex.name, globex.contact.email, "security@globex.example", "Globex Service Grid", "600 customers"];

test("Rita of Globex sees that Globex's applications exist, and nothing else of them", async ({ browser }) => {
  const references = await oneAtATime("globex", () => globexApplied(browser));
  const [ravi, rita] = [await asReviewer(browser, committee.ravi), await asReviewer(browser, committee.rita)];

  for (const list of ["istio", "layer5"] as const) {
    const about = { list, reference: references[list] };
    const tab = list === "istio" ? "decided" : "open";
    await test.step(`there is something to see: ${list}`, async () => {
      await ravi.goto(`/committee/${list}?for=${tab}&q=${globex.name}`); // of decided ones only the newest stand on one page
      await expect(ravi.getByRole("row").filter({ hasText: about.reference })).toContainText(globex.name);
      await ravi.goto(pageOf(about, "security-alias"));
      await expect(ravi.getByRole("main")).toContainText("security@globex.example");
    });

    await test.step(`the queue names no names: ${list}`, async () => {
      await rita.goto(`/committee/${list}?for=${tab}`);
      const row = rita.getByRole("row").filter({ hasText: about.reference });
      await expect(rita.getByRole("heading", { level: 1 })).toHaveText("Applications");
      if (tab === "decided")
        await expect(row).toHaveCount(0); // that it is decided would say more than that it exists
      else {
        await expect(row).toContainText("You have a conflict of interest");
        await expect(row.getByRole("link")).toHaveCount(0);
        await expectAccessibleState(rita, "queue, recused");
      }
      await tellsNothing(rita);
      for (const q of ["Globex", "globex.example", "Service Grid"]) {
        await rita.goto(`/committee/${list}?for=${tab}&q=${encodeURIComponent(q)}`);
        await expect(rita.getByRole("row").filter({ hasText: about.reference })).toHaveCount(0);
      }
    });

    await test.step(`every page of it: ${list}`, async () => {
      await rita.goto(pageOf(about));
      await expect(rita.getByRole("heading", { level: 1 })).toHaveText("You have a conflict of interest");
      await tellsNothing(rita);
      if (list === "istio") await expectAccessibleState(rita, "application, recused");
      for (const path of [
        ...pages.map((each) => pageOf(about, each)),
        `/applications/${about.reference}`,
        `/applications/${about.reference}/check`,
        `/applications/${about.reference}/export.json`,
      ]) {
        const answer = await rita.goto(path);
        expect(answer?.status(), path).toBe(404);
        await tellsNothing(rita);
      }
    });
  }
});

/** The page as a person with her address sees it: her own name is not Globex's secret. */
async function tellsNothing(page: Page): Promise<void> {
  const source = (await page.content()).replaceAll(committee.rita, "");
  for (const secret of secrets) expect(source.includes(secret), `${secret} on ${page.url()}`).toBe(false);
}

/** Globex is a member of Istio's list by the demo; to Layer5 it applies once a run. */
async function globexApplied(browser: Browser): Promise<Record<List, string>> {
  const gwen = await asPerson(browser, globex.contact.email);
  const row = (list: string) => gwen.getByRole("row").filter({ hasText: list });
  await gwen.goto("/applications");
  if ((await row("Layer5 early disclosure").count()) === 0) {
    await gwen.goto("/layer5/apply/start?redistributes=yes&secrecy=yes");
    await gwen.getByRole("radio", { name: globex.name, exact: true }).check();
    await gwen.getByRole("button", { name: "Start the application" }).click();
    const reference = await referenceHere(gwen);
    const organization = {
      name: globex.name,
      domain: globex.domain,
      email: globex.contact.email,
      alias: "security@globex.example",
      answers: globex.answers,
    };
    await answerAll(gwen, reference, organization, criteriaOf.layer5);
    await send(gwen, reference);
    await gwen.goto("/applications");
  }
  const reference = async (list: string) => /\d{4}-\d{3,}/.exec((await row(list).first().textContent()) ?? "")?.[0] ?? "";
  return { istio: await reference("Istio early disclosure"), layer5: await reference("Layer5 early disclosure") };
}
