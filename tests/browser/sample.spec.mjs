// A participant opens the sample at a seminar, in Spanish.
import { expect, openSample, test, words } from "./app.mjs";

test.use({ locale: "es-CL" });
const w = words.es;

test("the sample leads from the matrix over a cell and a request to its best match and why", async ({ page }) => {
  await openSample(page, "es");
  await expect(page.locator("html")).toHaveAttribute("lang", /^es/);

  const cell = page.locator(".matrix-table tbody td.heat a").first();
  await cell.click();
  const panel = page.locator(".matrix-panel");
  await expect(panel).toBeVisible();

  const request = panel.locator(".panel-side.requests .panel-list a").first();
  const title = (await request.textContent()).trim();
  await request.click();
  await expect(page.locator(".detail-head h2")).toContainText(title);

  await page.locator(".detail-actions").getByRole("link", { name: w["detail.matches"] }).click();
  const best = page.locator(".match-list .match-card").first();
  await expect(best.locator(".score-number")).toHaveText(/^\d{1,3}$/);

  // The bar's parts are buttons: each says why.
  await best.locator(".score-part").first().click();
  await expect(best.locator(".score-reason")).toBeVisible();
  await best.locator(".match-reasons summary").click();
  await expect(best.locator(".match-reasons dd").first()).not.toBeEmpty();

  // Best first.
  const scores = (await page.locator(".match-list .score-number").allTextContents()).map(Number);
  expect(scores.length).toBeGreaterThan(1);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));

  // The address is the state: reload shows the same, back returns.
  const address = page.url();
  await page.reload();
  await expect(page.locator(".match-list .match-card").first()).toBeVisible();
  expect(page.url()).toBe(address);
  await page.goBack();
  await expect(page.locator(".detail-head h2")).toContainText(title);
});

test("a match taken into the portfolio can be undone", async ({ page }) => {
  await openSample(page, "es");
  await page.goto("?s=matches");
  await page.locator(".overview a").first().click();
  await page.locator(".match-card").first().getByRole("button", { name: w["match.take_up"] }).click();
  const toast = page.locator(".toast").filter({ has: page.getByRole("button", { name: w["toast.undo"] }) });
  await expect(toast).toBeVisible();
  await toast.getByRole("button", { name: w["toast.undo"] }).click();
  await expect(page.locator(".toast").last()).toBeVisible();
});

test("search finds across languages and accents", async ({ page }) => {
  await openSample(page, "es");
  await page.goto("?s=offers");
  const search = page.getByRole("searchbox");
  const cards = page.locator(".card-list .entry-card");
  await expect(page.locator(".list-count")).toHaveText(/\d/);
  const all = await page.locator(".list-count").textContent();
  for (const query of ["conditional cash transfers", "transferencias monetarias", "transferencia de renda"]) {
    await search.fill(query);
    await expect(page.locator(".list-count")).not.toHaveText(all);
    await expect(cards.first()).toBeVisible();
    await search.fill("");
    await expect(page.locator(".list-count")).toHaveText(all);
  }
  await search.fill("zzzz qqqq");
  await expect(page.getByText(w["list.no_hit_title"])).toBeVisible();
});

test("near misses say what blocks and what would change", async ({ page }) => {
  await openSample(page, "es");
  await page.goto("?s=matches");
  await expect(page.locator(".overview h2 a").first()).toBeVisible();
  const requests = await page.locator(".overview h2 a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  for (const request of requests) {
    await page.goto(request);
    await page.getByRole("button", { name: w["near.show"] }).click();
    const near = page.locator(".match-card.near").first();
    await expect(near.or(page.getByText(w["near.none"]))).toBeVisible();
    if ((await near.count()) === 0) continue;
    await expect(near.getByText(w["near.blocks"])).toBeVisible();
    await near.getByRole("button", { name: w["near.what_if"] }).click();
    await expect(near.locator(".score-number")).toHaveText(/^\d{1,3}$/);
    return;
  }
  throw new Error("no request of the sample has a near miss");
});
