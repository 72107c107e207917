import { type Browser, expect, test } from "@playwright/test";
import { latestEmail } from "./emails";
import { allProjects, memberOf } from "./members";
import { expectAccessibleState } from "./steps/accessible-state";
import { committee } from "./steps/committee";
import { expectErrors } from "./steps/errors";
import { asRepresentative, inDatabase, member, openMember, untilSeen } from "./steps/members";
import { asReviewer, oneAtATime } from "./steps/sign-in";

const removals = "/committee/istio/removals";

test("removals on hold are carried out only after a chair released them explicitly", async ({ browser }) => {
  await oneAtATime("removals on hold", () => isLetGo(browser));
});

/** One at a time: a chair's word lets everything go that is on hold on the list. */
async function isLetGo(browser: Browser): Promise<void> {
  const zorg = member("Zorg");
  await onlyItIsHeld(zorg.name);
  const [carol, ravi] = [await asReviewer(browser, committee.carol), await asReviewer(browser, committee.ravi)];

  await test.step("Ravi, who is no chair, is not asked", async () => {
    await ravi.goto(removals);
    await expect(ravi.getByRole("row").filter({ has: ravi.getByRole("link", { name: zorg.name, exact: true }) })).toContainText(
      "Committee: release the removal, or stop it",
    );
    await expect(ravi.getByRole("form", { name: "Release the removals" })).toHaveCount(0);
  });

  await test.step("Carol looks at it, and types how many", async () => {
    await carol.goto(removals);
    await expect(carol.getByRole("heading", { name: "1 removal on hold" })).toBeVisible();
    await expectAccessibleState(carol, "removals, one on hold");
    await carol.getByLabel("Enter 1 to release it").fill("2");
    await carol.getByRole("button", { name: "Release 1 removal" }).click();
    await expectErrors(carol, ["1 removal would be released. Type 1 to confirm"]);
    await carol.getByLabel("Enter 1 to release it").fill("1");
    await carol.getByRole("button", { name: "Release 1 removal" }).click();
    await expect(carol.getByRole("status")).toContainText("The removals are released.");
    await expect(carol.getByRole("heading", { name: /on hold$/ })).toHaveCount(0);
  });

  await test.step("it is carried out, and the member hears how to appeal", async () => {
    await latestEmail(zorg.contact.email, { says: /was removed from/ });
    await openMember(carol, zorg.name, "left");
    await untilSeen(carol, () => expect(carol.getByText(/^Removed on /)).toBeVisible({ timeout: 500 }));
    const zeno = await asRepresentative(browser, zorg.contact.email, "removal");
    await expect(zeno.getByText("Your organization was removed from the list.")).toBeVisible();
    await expect(zeno.getByRole("button", { name: "Send the appeal" })).toBeVisible();
    await expectAccessibleState(zeno, "own removal, carried out");
  });
}

/** The world holds one back for each project. That of the other is put off: it is not due for weeks. */
async function onlyItIsHeld(name: string): Promise<void> {
  await inDatabase(
    `update removal r set on_hold_at = case when m.name = $1 then coalesce(r.on_hold_at, now()) end,
       carry_out_on = (now() at time zone 'UTC')::date + case when m.name = $1 then -1 else 21 end
     from member m where m.id = r.member_id and r.status = 'agreed' and r.released_at is null and m.name = any ($2)`,
    [name, allProjects.map((project) => memberOf("Zorg", project).name)],
  );
}
