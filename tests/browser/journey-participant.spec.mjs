// The participant, in Spanish, on a phone: at a seminar, with a Wi-Fi that comes and goes.
import { readFileSync } from "node:fs";
import { expect, open, openFile, test, words } from "./app.mjs";

test.use({ locale: "es-CL", viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
const w = words.es;
const seminar = new URL("../../public/samples/seminar.json", import.meta.url).pathname;

/** One group of the form after the other, as a phone shows them. */
const onward = (page) => page.locator(".edit-ways").getByRole("button", { name: w["edit.next"], exact: true }).click();
const save = (page) => page.getByRole("button", { name: w["edit.save"], exact: true }).click();

test("María comes for FOSIS, sees what concerns her, asks for something, and takes it to the organiser", async ({ page, context }) => {
  test.setTimeout(120_000);
  // She opens the file that the organiser handed out.
  await openFile(page, "es", seminar);
  await expect(page.locator(".catalog-title")).toContainText("seminario");

  // "I am FOSIS": she types three letters, and Start speaks from her side.
  await page.locator(".bar").getByRole("link", { name: w["nav.start"] }).click();
  await page.getByRole("combobox", { name: w["who.label"] }).fill("fos");
  await page.locator("li[role=option]").filter({ hasText: "FOSIS" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("FOSIS");
  const asked = page.locator(".for-you-panel").filter({ hasText: w["for-you.requests"] });
  const asking = page.locator(".for-you-panel").filter({ hasText: w["for-you.offers"] });
  await expect(asked.locator(".for-you-best").first()).toBeVisible();
  await expect(asking.locator(".for-you-best").first()).toBeVisible();

  // Who asks for what she offers: the pair opens with that request set apart, and says why.
  const wanted = asking.locator(".for-you-best a").first();
  const title = (await wanted.textContent()).replace(w["text.translated"] ?? "", "").trim();
  await wanted.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(w["matches.for_offer"]);
  const pair = page.locator(".match-list > .set-apart");
  await expect(pair.locator("h3")).toContainText(title.slice(0, 30));
  await pair.locator(".score-part").first().tap();
  await expect(pair.locator(".score-reason")).toBeVisible();

  // She writes a request, a step at a time. The Wi-Fi drops after the first.
  await page.goto("?s=edit&what=request");
  await expect(page.locator(".edit-progress")).toContainText("1");
  await expect(page.locator(".edit-group:visible")).toHaveCount(1);
  await expect(page.locator(".who-is")).toContainText("FOSIS");
  await page.locator("#title").fill("Registro social de hogares con datos municipales");
  await context.setOffline(true);
  await page.locator("#body").fill("Queremos un registro social de hogares que los municipios mantengan al día para focalizar programas.");
  await onward(page);
  await expect(page.locator(".edit-group:visible h2")).toBeFocused();
  await page.getByRole("combobox", { name: w["edit.subjects"] }).fill("registro social");
  await page.locator("li[role=option]").first().click();
  await expect(page.locator(".chosen-subjects li")).toHaveCount(1);
  // Matches appear while she writes, without any network.
  await expect(page.locator(".live-matches li").first()).toBeVisible();
  await expect(page.locator(".screening")).toContainText("%");

  // The phone dies before she has saved. Her words are still there.
  await context.setOffline(false);
  await page.reload();
  await expect(page.getByText(w["edit.restored"])).toBeVisible();
  await expect(page.locator("#title")).toHaveValue(/Registro social de hogares/);

  // She saves without network, too; the request is there with its best offer.
  await context.setOffline(true);
  await save(page);
  await expect(page.locator(".detail-head h2")).toContainText("Registro social de hogares con datos municipales");
  await page.locator(".detail-actions").getByRole("link", { name: w["detail.matches"] }).click();
  await expect(page.locator(".match-card").first().locator(".score-number")).toHaveText(/^\d{1,3}$/);

  // To the organiser goes only what is hers.
  await context.setOffline(false);
  await open(page, "?s=share");
  const part = page.locator(".share-part");
  await part.getByRole("checkbox", { name: w["share.mine-only"] }).check();
  const download = page.waitForEvent("download");
  await part.getByRole("button", { name: w["share.part-write"], exact: true }).click();
  const sent = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  const fosis = sent.institutions.find((institution) => institution.acronym === "FOSIS").id;
  expect(sent.requests.some(({ title }) => title.text.startsWith("Registro social de hogares con datos"))).toBe(true);
  expect(new Set([...sent.offers, ...sent.requests].map((entry) => entry.institution))).toEqual(new Set([fosis]));
  expect(sent.contacts ?? []).toEqual([]);
});

test("a mistake stands beside its field, also when the field is on another step", async ({ page }) => {
  await openFile(page, "es", seminar);
  await page.goto("?s=edit&what=request");
  await onward(page);
  await onward(page);
  await save(page);
  const summary = page.locator(".error-summary");
  await expect(summary).toBeFocused();
  await summary.getByRole("link", { name: w["edit.wrong_title"] }).click();
  await expect(page.locator("#title")).toBeFocused();
  await expect(page.locator("#title")).toHaveAttribute("aria-invalid", "true");
});

test("the tour leads through five stops and can be left at each", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: w["start.sample-tour"] }).click();
  const tour = page.locator(".tour");
  for (const stop of ["matrix", "request", "matches", "why", "own"]) {
    await expect(tour.getByRole("heading")).toHaveText(w[`tour.${stop}`]);
    await expect(tour.getByRole("heading")).toBeFocused();
    await expect(page.locator("html")).toHaveAttribute("data-tour", stop);
    if (stop !== "own") await tour.getByRole("button", { name: w["tour.next"] }).click();
  }
  await tour.getByRole("button", { name: w["tour.done"] }).click();
  await expect(tour).toHaveCount(0);
  await expect(page.locator("html")).not.toHaveAttribute("data-tour");

  // Again from the help, and away with Escape.
  await page.getByRole("button", { name: w["help.open"] }).click();
  await page.locator("dialog[open]").getByRole("button", { name: w["tour.begin"] }).click();
  await expect(tour).toBeVisible();
  await tour.getByRole("button", { name: w["tour.skip"] }).click();
  await expect(tour).toHaveCount(0);
});
