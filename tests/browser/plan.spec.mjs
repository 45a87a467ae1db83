// The organiser plans: who gets what, who is left out and why; one exchange is taken up and undone; a long plan is
// stopped while the rest of the app goes on.
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { axeFaults, expect, openFile, openSample, test, words } from "./app.mjs";

test.use({ locale: "es-CO" });
const w = words.es;
const root = fileURLToPath(new URL("../../", import.meta.url));

test("the organiser compares three plans, reads why somebody is left out, takes one exchange up and undoes it", async ({ page }) => {
  await openSample(page, "es");
  await page.goto("?s=plan");
  const table = page.locator(".plan-table");
  await expect(table.locator("tbody tr")).toHaveCount(7);
  // The same figures for each of the three, and as many left out as are not served.
  const head = (key) => page.getByRole("rowheader", { name: w[key], exact: true });
  const row = (key) => table.locator("tbody tr").filter({ has: head(key) }).locator("td").allTextContents();
  const served = (await row("planning.row_served")).map((text) => text.match(/\d+/g).map(Number));
  const left = (await row("planning.row_left")).map(Number);
  expect(served).toHaveLength(3);
  served.forEach(([n, of], at) => expect(n + left[at]).toBe(of));
  expect(served[0][0]).toBe(Math.max(...served.map(([n]) => n)));

  // Whoever is left out is told why.
  const out = page.locator(".plan-left-list > li");
  await expect(out).toHaveCount(left[0]);
  for (const reason of await out.locator("p").allTextContents()) expect(reason.trim().length).toBeGreaterThan(20);

  // Who gains: the figures add up with the table.
  await page.getByRole("radio", { name: w["planning.benefit"] }).check({ force: true });
  await expect(page.locator(".plan-gains details, .plan-gains > p")).toHaveCount(2);
  await page.getByRole("radio", { name: w["planning.served"] }).check({ force: true });

  const first = page.locator(".plan-pairs > li").first();
  await first.getByRole("button", { name: w["match.take_up"] }).click();
  await expect(first.getByText(w["planning.taken"])).toBeVisible();
  const undo = page.locator(".toast").getByRole("button", { name: w["toast.undo"] });
  await undo.click();
  await expect(first.getByRole("button", { name: w["match.take_up"] })).toBeVisible();
});

test("missions, exchanges, third parties and gaps each say what they are and stand the test of access", async ({ page }) => {
  await openSample(page, "es");
  for (const view of ["missions", "exchanges", "triangular", "gaps"]) {
    await page.goto(`?s=plan&view=${view}`);
    await expect(page.locator(".plan-card, .plan-gaps tbody tr").first()).toBeVisible();
    expect(await axeFaults(page), view).toEqual([]);
  }
  // An exchange is drawn, and the drawing says in words who gives to whom.
  await page.goto("?s=plan&view=exchanges");
  await expect(page.locator(".plan-card svg.ring").first()).toHaveAttribute("aria-label", / da a /);
  // What is counted by default differs, is said, and can be changed.
  await expect(page.locator(".plan-terms summary")).toContainText(w["band.good"]);
  const count = await page.locator(".plan-card").count();
  await page.locator(".plan-terms summary").click();
  await page.locator("#plan-least").selectOption("strong");
  await expect(page).toHaveURL(/least=strong/);
  await expect(page.locator(".plan-terms summary")).toContainText(w["band.strong"]);
  await expect.poll(() => page.locator(".plan-card").count()).toBeLessThanOrEqual(count);
});

test("a long plan shows how far it is, is stopped, and the app goes on meanwhile @slow", async ({ page }) => {
  test.setTimeout(300_000);
  const file = join(tmpdir(), `matriz-plan-${process.pid}.json`);
  const generate = ["run", "--quiet", "--release", "--example", "generate", "--"];
  execFileSync("cargo", [...generate, "3000", "3000", "--seed", "5", "--compact", "--out", file], { cwd: root });
  await openFile(page, "es", file);
  const workers = () => page.workers().length;
  expect(workers()).toBe(1);

  await page.goto("?s=plan&view=exchanges");
  const progress = page.locator(".plan-progress");
  await expect(progress.locator("progress")).toBeVisible();
  await expect.poll(async () => Number(await progress.locator("progress").getAttribute("value"))).toBeGreaterThan(0);
  expect(workers()).toBe(2);

  // The desk is free: a list is there long before the plan would be.
  const asked = Date.now();
  await page.getByRole("link", { name: w["nav.offers"] }).first().click();
  await expect(page.locator(".entry-card").first()).toBeVisible();
  expect(Date.now() - asked).toBeLessThan(5_000);
  // Whoever leaves the plan stops it.
  await expect.poll(workers).toBe(1);

  await page.goto("?s=plan&view=exchanges");
  await page.locator(".plan-progress").getByRole("button", { name: w["planning.cancel"] }).click();
  await expect(page.getByText(w["planning.stopped"])).toBeVisible();
  await expect.poll(workers).toBe(1);
  await expect(page.locator(".plan-card")).toHaveCount(0);

  // The allocations come to their end.
  await page.goto("?s=plan");
  await expect(page.locator(".plan-full")).toBeVisible({ timeout: 200_000 });
  await expect(page.locator(".plan-progress")).toHaveCount(0, { timeout: 200_000 });
  await expect(page.locator(".plan-pairs > li").first()).toBeVisible();
  const first = page.locator(".plan-pairs > li").first();
  await first.getByRole("button", { name: w["match.take_up"] }).click();
  // It is said at once, before the plan is made again.
  await expect(first.getByText(w["planning.taken"])).toBeVisible({ timeout: 5_000 });
});
