// The official, in Portuguese, on a tablet: explores, compares, understands, keeps a short list, prints.
import { readFileSync } from "node:fs";
import { expect, openSample, pagesOnPaper, test, words } from "./app.mjs";

test.use({ locale: "pt-BR", viewport: { width: 820, height: 1180 }, hasTouch: true });
const w = words.pt;

test("Ana reads the matrix, compares three offers, sees why and what almost fits, and prints an exchange", async ({ page }) => {
  test.setTimeout(120_000);
  await openSample(page, "pt");

  // The matrix, narrowed to what is offered and asked in one country, and back.
  const sum = await page.locator(".matrix-sum").textContent();
  await page.locator(".matrix-filters summary").first().click();
  const countries = page.locator(".facet-group").filter({ hasText: w["facet.countries"] });
  await countries.locator("summary").click();
  await countries.locator("input").first().check();
  await expect(page.locator(".matrix-sum")).not.toHaveText(sum);
  await page.locator(".matrix-filters .chip-remove").click();
  await expect(page.locator(".matrix-sum")).toHaveText(sum);

  // A topic unfolds; a cell leads to its entries, rising from below; Escape leads back to the cell.
  await page.locator(".unfold").first().click();
  await expect(page.locator(".matrix-table tr.depth-1").first()).toBeVisible();
  const cell = page.locator(".matrix-table tbody td.heat a").first();
  await cell.click();
  const panel = page.locator(".matrix-panel");
  await expect(panel.getByRole("heading", { level: 2 })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);

  // Three offers side by side: a row a field, and who leaves a field unsaid says so.
  await page.goto("?s=offers");
  const boxes = page.locator(".row-choose input");
  for (const at of [0, 1, 2]) await boxes.nth(at).check();
  await page.locator(".bulk").getByRole("button", { name: w["bulk.compare"] }).click();
  await expect(page.locator(".compare thead th")).toHaveCount(3);
  const row = page.locator(".compare tbody tr").filter({ hasText: w["field.modalities"] });
  await expect(row.locator("td")).toHaveCount(3);
  await expect(page.locator(".compare td.hint").first()).toHaveText(w["compare.unsaid"]);

  // The best match of a request: why, in sentences; what to mind.
  await page.goto("?s=matches");
  await page.locator(".overview h2 a").first().click();
  const best = page.locator(".match-list .match-card").first();
  await best.locator(".match-reasons summary").click();
  await expect(best.locator(".match-reasons dd").first()).not.toBeEmpty();
  await expect(best.locator(".note").first()).toBeVisible();

  // Who could help as a third party.
  await best.locator(".match-third summary").click();
  await expect(best.locator(".plan-thirds li").first()).not.toBeEmpty();

  // What almost fits, and what would have to change.
  await page.getByRole("button", { name: w["near.show"] }).click();
  const near = page.locator(".match-card.near");
  await expect(near.first().or(page.getByText(w["near.none"]))).toBeVisible();

  // Into the portfolio, a facilitator added, a stage further.
  await best.getByRole("button", { name: w["match.take_up"] }).click();
  await expect(page.locator(".toast")).toBeVisible();
  await page.goto("?s=portfolio");
  await page.locator(".portfolio-item h3 a").first().click();
  const parties = page.locator(".parties");
  await expect(parties.locator("dd a").first()).toBeVisible();
  const before = await parties.locator("dd a").count();
  await parties.getByRole("button", { name: w["portfolio.parties_edit"] }).click();
  await parties.getByRole("combobox").fill("ILO");
  await page.locator("li[role=option]").first().click();
  const added = parties.locator(".party").last();
  await added.locator(".chip").first().click();
  await parties.getByRole("button", { name: w["edit.save"], exact: true }).click();
  await expect(parties.locator("dd a")).toHaveCount(before + 1);
  await page.getByRole("button", { name: new RegExp(w["portfolio.next"].split("{")[0]) }).click();
  await expect(page.locator(".way .now")).toHaveAttribute("aria-current", "step");

  // From there to the cooperation profile of who takes part, whole, for the minister; and back.
  await parties.locator("dd a").first().click();
  await page.locator(".detail-actions").getByRole("link", { name: w["profile.title"] }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(w["profile.title"]);
  await expect(page.locator(".profile-entry .fields").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  expect(await pagesOnPaper(page)).toBeLessThanOrEqual(4);
  await page.goBack();
  await page.goBack();
  await expect(page.locator(".way .now")).toBeVisible();

  // On paper: the words and which catalog they come from, no buttons.
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".detail-head h2")).toBeVisible();
  await expect(page.locator(".detail .button:visible")).toHaveCount(0);
  await expect(page.locator(".bar, .rail, .header-tools").locator("visible=true")).toHaveCount(0);
});

test("an offer becomes a request for it, with what both sides share already there", async ({ page }) => {
  await openSample(page, "pt");
  await page.goto("?s=offers&q=FOSIS");
  await page.locator(".entry-card h3 a").first().click();
  const title = (await page.locator(".detail-head h2").textContent()).trim();
  await page.locator(".detail-actions .menu > summary").click();
  await page.getByRole("link", { name: w["detail.request_this"] }).click();
  await expect(page.getByText(w["edit.counterpart_note"])).toBeVisible();
  await expect(page.locator(".chosen-subjects li").first()).toBeVisible();
  await page.getByRole("combobox", { name: w["edit.institution_of"] }).fill("MDS");
  await page.locator("li[role=option]").first().click();
  await page.getByRole("button", { name: w["edit.save"], exact: true }).click();
  await page.locator(".detail-actions").getByRole("link", { name: w["detail.matches"] }).click();
  await expect(page.locator(".match-card").first()).toContainText(title.replace(/\s+\S+$/, "").slice(0, 25));
});

test("several entries are renewed, closed, saved in a file and deleted at once, each with a way back", async ({ page }) => {
  await openSample(page, "pt");
  await page.goto("?s=offers");
  const boxes = page.locator(".row-choose input");
  const undo = page.locator(".toast").getByRole("button", { name: w["toast.undo"] });
  const choose = async () => { for (const at of [0, 1]) await boxes.nth(at).check(); };
  await expect(boxes.first()).toBeVisible();
  await expect(page.locator(".list-count")).toHaveText(/\d/);
  const count = await page.locator(".list-count").textContent();

  await choose();
  await page.locator(".bulk").getByRole("button", { name: w["bulk.renew"] }).click();
  await expect(undo).toBeVisible();

  await choose();
  await page.locator(".bulk .menu > summary").click();
  const download = page.waitForEvent("download");
  await page.locator(".bulk").getByRole("button", { name: w["bulk.export"] }).click();
  const file = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  expect(file.offers).toHaveLength(2);

  await page.locator(".bulk .menu > summary").click();
  await page.locator(".bulk").getByRole("button", { name: w["bulk.delete"] }).click();
  await expect(page.locator(".list-count")).not.toHaveText(count);
  await undo.click();
  await expect(page.locator(".list-count")).toHaveText(count);

  // What is to be renewed, by the facet and in the address; institutions go and come back with all they state.
  const freshness = page.locator(".facet-group").filter({ hasText: w["facet.freshness"] });
  if (!(await freshness.isVisible())) await page.locator(".list-facets > summary").click();
  await freshness.locator("summary").click();
  const stale = freshness.locator(".facet").filter({ hasText: w["freshness.stale"] });
  const many = await stale.locator(".facet-count").textContent();
  // Not `check`: the facet is built anew with what it counts then.
  await stale.locator("input").click();
  await expect(page).toHaveURL(/freshness=stale/);
  await expect(page.locator(".card-list > li")).toHaveCount(Number(many));
  await page.goto("?s=institutions");
  await expect(boxes.first()).toBeVisible();
  await expect(page.locator(".list-count")).toHaveText(/\d/);
  const institutions = await page.locator(".list-count").textContent();
  await choose();
  await page.locator(".bulk .menu > summary").click();
  await page.locator(".bulk").getByRole("button", { name: w["bulk.delete"] }).click();
  await expect(page.locator(".list-count")).not.toHaveText(institutions);
  await undo.click();
  await expect(page.locator(".list-count")).toHaveText(institutions);
});
