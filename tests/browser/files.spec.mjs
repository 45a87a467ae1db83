// Catalogs leave as files and come back, in French; damaged ones say what is wrong, in English.
import { readFileSync } from "node:fs";
import { expect, open, openFile, test, words } from "./app.mjs";

const sample = new URL("../../public/samples/seminar.json", import.meta.url).pathname;

/** The bytes that *Save my copy* hands over. */
async function savedCopy(page, lang) {
  await page.goto("?s=share");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: words[lang]["share.copy-save"], exact: true }).click();
  return readFileSync(await (await download).path());
}

test.describe("in French", () => {
  test.use({ locale: "fr-FR" });

  test("a saved copy opens in another browser and is the same catalog", async ({ page, browser, baseURL }) => {
    await openFile(page, "fr", sample);
    const first = await savedCopy(page, "fr");

    const other = await browser.newContext({ locale: "fr-FR", baseURL });
    const elsewhere = await other.newPage();
    await openFile(elsewhere, "fr", { name: "copie.json", mimeType: "application/json", buffer: first });
    const second = await savedCopy(elsewhere, "fr");
    await other.close();

    const read = (bytes) => {
      const catalog = JSON.parse(bytes.toString("utf8"));
      expect(catalog.type).toBe("matriz.catalog");
      expect(catalog.offers.length).toBeGreaterThan(30);
      delete catalog.saved_at;
      return catalog;
    };
    expect(read(second)).toEqual(read(first));
  });
});

test.describe("in English", () => {
  test.use({ locale: "en-GB" });
  const w = words.en;

  const damaged = {
    "cut off in the middle": readFileSync(sample).subarray(0, 4000),
    "not JSON at all": Buffer.from("this is a letter, not a catalog"),
    "another kind of document": Buffer.from(JSON.stringify({ type: "something.else", version: 1 })),
    "empty": Buffer.from(""),
  };

  for (const [what, buffer] of Object.entries(damaged)) {
    test(`a file that is ${what} says so and changes nothing`, async ({ page }) => {
      await openFile(page, "en", sample);
      const before = await page.locator(".matrix-sum").textContent();
      await open(page);
      await page.locator("input[type=file]").first().setInputFiles({ name: "broken.json", mimeType: "application/json", buffer });
      await expect(page.locator(".problems tbody td").first()).not.toBeEmpty();
      await page.getByRole("button", { name: w["open.dismiss"], exact: true }).click();
      await page.goto("?s=matrix");
      await expect(page.locator(".matrix-sum")).toHaveText(before);
    });
  }
});
