// Every screen: its address, its width on three devices; and a browser without workers. Access: access.spec.mjs.
import { unzipSync } from "fflate";
import { workbook } from "./devices.mjs";
import { expect, openSample, test, words } from "./app.mjs";

test.use({ locale: "es-AR" });

const SCREENS = ["start", "matrix", "offers", "requests", "institutions", "matches", "edit&what=request", "edit&what=offer", "edit&what=institution", "portfolio", "plan", "map", "fair", "library", "desk", "share", "settings"];

for (const width of [360, 820, 1280]) {
  test(`no screen is wider than a window of ${width} px`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 900 });
    await openSample(page, "es");
    for (const screen of SCREENS) {
      await page.goto(`?s=${screen}`);
      await expect(page.locator("main h1").first()).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond, screen).toBeLessThanOrEqual(0);
    }
  });
}

test("a browser without workers plays the same journey on the page", async ({ page }) => {
  await page.addInitScript(() => { delete window.Worker; });
  await openSample(page, "es");
  await page.goto("?s=matches");
  await expect(page.locator(".overview li").first()).toBeVisible();
  // Spreadsheets as well.
  expect(Object.keys(unzipSync(await workbook(page)))).toContain("xl/workbook.xml");
});

test("the language can be changed, is remembered, and the whole screen follows", async ({ page }) => {
  await openSample(page, "es");
  await page.goto("?s=settings");
  await page.locator('input[name="language"][value="fr"]').check({ force: true });
  await expect(page.locator("main h1")).toHaveText(words.fr["nav.settings"]);
  await expect(page.locator("html")).toHaveAttribute("lang", /^fr/);
  await page.reload();
  await expect(page.locator("main h1")).toHaveText(words.fr["nav.settings"]);
});
