// A participant walks through the fair with a phone in one hand, in Portuguese.
import { axeFaults, expect, openSample, test, words } from "./app.mjs";

test.use({ locale: "pt-BR", viewport: { width: 360, height: 740 }, hasTouch: true });
const w = words.pt;

/** Says who one is: an institution of the sample with offers and requests. */
async function iAm(page, acronym) {
  await page.getByRole("combobox", { name: w["who.label"] }).fill(acronym);
  await page.locator("li[role=option]").filter({ hasText: acronym }).first().click();
  await expect(page.locator(".who-is")).toBeVisible();
}

test("from stand to stand, an agreement in two taps, and one step back", async ({ page }) => {
  await openSample(page, "pt");
  await page.goto("?s=fair");
  const stands = page.locator(".fair-stands li");
  await expect(stands.first()).toBeVisible();
  const all = await stands.count();
  expect(all).toBeGreaterThan(10);
  await iAm(page, "FOSIS");

  // One's own stand is not among them, and what fits is marked in words.
  await expect(stands).not.toHaveCount(all);
  await expect(page.locator(".fair-row.fits").first()).toBeVisible();
  await page.locator(".fair-row.fits").first().click();

  const card = page.locator(".fair-stand .entry-card.fits").first();
  await expect(card.locator(".fair-fits li").first()).toContainText("100");
  // First tap, second tap.
  await card.getByRole("button", { name: w["fair.agree"] }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("radio").first()).toBeChecked();
  await sheet.getByRole("button", { name: w["fair.note_it"], exact: true }).click();
  await expect(sheet).toBeHidden();
  await expect(page.locator(".toast")).toContainText(w["done.agreement-noted"]);
  await expect(page.locator(".fair-stand .entry-card").getByText(w["fair.taken"]).first()).toBeVisible();
  const noted = page.locator(".fair-stand .fair-noted summary");
  await expect(noted).toHaveText(w["fair.noted"].one.replace("{n}", "1"));

  await page.locator(".toast").getByRole("button", { name: w["toast.undo"] }).click();
  await expect(noted).toHaveCount(0);
});

test("what was said is a private note of the exchange, and the next stand is one tap away", async ({ page }) => {
  await openSample(page, "pt");
  await page.goto("?s=fair");
  await iAm(page, "FOSIS");
  await page.locator(".fair-row").first().click();
  const name = page.locator(".fair-stand h2");
  await expect(name).toBeVisible();
  const first = await name.textContent();
  await page.locator(".fair-way").getByRole("link", { name: w["fair.next"] }).click();
  await expect(name).not.toHaveText(first);
  await page.locator(".fair-way").getByRole("link", { name: w["fair.before"] }).click();
  await expect(name).toHaveText(first);

  await page.getByRole("button", { name: w["fair.agree"] }).first().click();
  const sheet = page.getByRole("dialog");
  await sheet.locator("#fair-note").fill("Ligar em janeiro");
  await sheet.getByRole("button", { name: w["fair.note_it"], exact: true }).click();
  await page.locator(".fair-stand .fair-noted summary").click();
  await page.locator(".fair-stand .fair-noted a").first().click();
  await expect(page.locator(".detail")).toContainText("Ligar em janeiro");
  await expect(page.locator(".detail")).toContainText(w["detail.private"]);
});

test("a theme narrows the stands, and nobody in particular only looks", async ({ page }) => {
  await openSample(page, "pt");
  await page.goto("?s=fair");
  const stands = page.locator(".fair-stands li");
  await expect(stands.first()).toBeVisible();
  const all = await stands.count();
  await page.locator("#fair-theme").selectOption("disability");
  await expect(stands).not.toHaveCount(all);
  expect(new URL(page.url()).searchParams.get("topic")).toBe("disability");
  await stands.first().locator("a").click();
  await expect(page.getByText(w["fair.who_first"])).toBeVisible();
  await expect(page.getByRole("button", { name: w["fair.agree"] })).toHaveCount(0);
});

for (const width of [360, 1280]) {
  test(`no fault that axe can find at ${width} px, light or dark, and nothing wider than the screen`, async ({ page }) => {
    test.setTimeout(180_000);
    await openSample(page, "pt");
    await page.goto("?s=fair");
    await iAm(page, "FOSIS");
    const stand = await page.locator(".fair-row.fits").first().getAttribute("href");
    await page.setViewportSize({ width, height: 740 });
    const faults = [];
    for (const address of ["?s=fair", stand]) {
      await page.goto(address);
      await expect(page.locator(address === stand ? ".fair-stand h2" : ".fair-row").first()).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      for (const scheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
        faults.push(...(await axeFaults(page)).map((fault) => `${scheme}, ${address}: ${fault}`));
      }
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (beyond > 0) faults.push(`${address}: ${beyond} px too wide`);
    }
    expect(faults).toEqual([]);
  });
}
