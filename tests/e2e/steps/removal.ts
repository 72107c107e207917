import { expect, type Page } from "@playwright/test";
import { openMember } from "./members";

/** A reviewer proposes to remove a member, because of its users. Gives the path of the removal's page. */
export async function proposeRemoval(reviewer: Page, name: string): Promise<string> {
  await openMember(reviewer, name);
  await reviewer.getByRole("link", { name: "Propose removal" }).click();
  await reviewer.getByRole("checkbox", { name: "Users beyond your organization is not met" }).check();
  await reviewer.getByText("Why, and what would help: Users beyond your organization").click();
  await reviewer.getByLabel("Why: Users beyond your organization").fill("Everyone who is named works for the organization itself.");
  await reviewer.getByLabel(/^What would help: Users beyond your organization/).fill("Two organizations outside yours that we may ask.");
  await reviewer.getByLabel(/^Type the name/).fill(name);
  await reviewer.getByRole("button", { name: "Propose the removal and tell the member" }).click();
  await expect(reviewer.getByRole("status")).toContainText("The removal is proposed, and the member has been told.");
  return new URL(reviewer.url()).pathname;
}
