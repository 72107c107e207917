import { expect, type Page } from "@playwright/test";

/**
 * Expects that the page says what is wrong as it should: "Error:" opens the title, the summary stands first and has the focus,
 * and each of its sentences stands beside the field that its link leads to, in the same words. Gives the sentences.
 * On a page that said something wrong before, name what is `expected` now: else the page of before is read once more.
 */
export async function expectErrors(page: Page, expected?: readonly string[]): Promise<readonly string[]> {
  const summary = page.getByRole("alert").filter({ has: page.getByRole("heading", { name: "There is a problem" }) });
  await expect(summary).toBeVisible();
  await expect(summary).toBeFocused();
  await expect(page).toHaveTitle(/^Error: /);
  if (expected) await expect(summary.getByRole("link")).toHaveText([...expected]);
  await page.waitForLoadState("domcontentloaded"); // the whole summary is there

  const links = await summary.getByRole("link").all();
  const logged: string[] = [];
  for (const link of links) {
    const words = (await link.textContent()) ?? "";
    const field = decodeURIComponent((await link.getAttribute("href")) ?? "").slice(1);
    await expect(page.locator(`[id="${field}"]`), `${words} leads to a field`).toBeVisible();
    await expect(
      page.locator(`[id="${field}-error"]`).getByText(`Error: ${words}`, { exact: true }),
      `${words} stands beside ${field}`,
    ).toBeVisible();
    logged.push(words);
  }
  return logged;
}
