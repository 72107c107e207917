import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What a scheme of colours can change. Everything else is looked at once for each width. */
const coloured = ["color-contrast", "link-in-text-block"];

const views = [360, 1280].flatMap((width) => (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })));

/** Expects the page as it stands to have no fault that axe can find, narrow and wide, light and dark, and no sideways scrolling. */
export async function expectAccessible(page: Page): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) return onCopy(page, examine);
  const before = page.viewportSize();
  await examine(page);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) await page.setViewportSize(before);
}

async function examine(page: Page): Promise<void> {
  for (const [at, { width, colorScheme }] of views.entries()) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Run within the page: a second page for the results, as newer modes open it, costs more than all rules.
    // And its source, half a megabyte, is read into the page once.
    const axe = new AxeBuilder(at === 0 ? { page } : { page, axeSource: "0" }).options({ resultTypes: ["violations"] }).setLegacyMode();
    const { violations } = await (colorScheme === "light" ? axe.withTags(rules) : axe.withRules(coloured)).analyze();
    const faults = violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => ({ id, help, target: target.join(" "), failureSummary })),
    );
    expect(faults, `${page.url()} at ${width} px, ${colorScheme}`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${page.url()} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
  }
}

/** axe is a script and needs timers, which a page without JavaScript lacks: the same markup, less its scripts, is laid beside it. */
async function onCopy(page: Page, check: (copy: Page) => Promise<void>): Promise<void> {
  const address = page.url();
  const body = (await page.content()).replace(/<script\b[\s\S]*?<\/script>/g, "").replace(/<\/?noscript[^>]*>/g, "");
  const context = await page.context().browser()?.newContext({ javaScriptEnabled: true });
  if (!context) throw new Error("The browser has gone.");
  try {
    const copy = await context.newPage();
    await copy.route("**/*", (route) =>
      route.request().isNavigationRequest() ? route.fulfill({ body, contentType: "text/html; charset=utf-8" }) : route.continue(),
    );
    await copy.goto(address);
    await check(copy);
  } finally {
    await context.close();
  }
}
