// Devices in stories of sharing: each a browser context of its own, with its own storage.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, words } from "./app.mjs";

export const w = words.es;

export const id = (number) => `0197b3c2-5f6e-7a10-9c11-${String(number).padStart(12, "0")}`;

/** A catalog as another program would write it: an institution, two offers, a request. */
export function seminar(more = {}) {
  return {
    type: "matriz.catalog", version: 1, id: id(1), title: "Seminario de Lima",
    institutions: [
      { id: id(10), rev: { origen: 1 }, name: "Fondo de Solidaridad", acronym: "FOSIS", country: "CHL" },
      { id: id(11), rev: { origen: 2 }, name: "Ministerio de Desarrollo", acronym: "MIDES", country: "URY" },
    ],
    offers: [
      { id: id(20), rev: { origen: 3 }, institution: id(10), status: "open", title: "Registro social", capacity: 1 },
      { id: id(21), rev: { origen: 4 }, institution: id(10), status: "open", title: "Acompañamiento familiar" },
    ],
    requests: [{ id: id(30), rev: { origen: 5 }, institution: id(11), status: "open", title: "Crear un registro social" }],
    contacts: [{ id: id(40), rev: { origen: 6 }, institution: id(11), name: "Ana Pérez", email: "ana@example.org" }],
    notes: [{ id: id(50), rev: { origen: 7 }, about: id(30), visibility: "private", text: "solo para mí" }],
    ...more,
  };
}

export const bytes = (catalog) => Buffer.from(typeof catalog === "string" ? catalog : JSON.stringify(catalog));

export const asFile = (catalog, name = "catalogo.json") => ({ name, mimeType: "application/json", buffer: bytes(catalog) });

/** A new device; closed when the test ends. */
export async function device(browser, baseURL, options = {}) {
  const context = await browser.newContext({ locale: "es-CL", baseURL, ...options });
  return context.newPage();
}

/** Opens the app and waits until it has drawn a screen. */
export async function start(page, address = "./") {
  await page.goto(address);
  await expect(page.locator("main h1")).toBeVisible();
}

/** Reads files on Start; they wait on the screen that opens. */
export async function give(page, files) {
  await start(page, "?s=start");
  await page.locator("input[type=file]").first().setInputFiles(files);
  await expect(page.getByRole("button", { name: w["open.dismiss"], exact: true })).toBeVisible();
}

/** Opens a catalog beside what is there. */
export async function adopt(page, catalog) {
  await give(page, asFile(catalog));
  await page.getByRole("button", { name: w["open.beside"], exact: true }).click();
  await expect(page.locator(".matrix-table")).toBeVisible();
}

/** Merges what waits, all of it. */
export async function merge(page) {
  await page.locator(".merge-do button").click();
  await expect(page.locator(".merge-do")).toHaveCount(0);
}

/** Writes another title (and more) into an entry. */
export async function edit(page, what, number, fields) {
  await page.goto(`?s=edit&what=${what}&id=${id(number)}`);
  for (const [field, value] of Object.entries(fields)) await page.locator(`#${field}`).fill(value);
  await page.getByRole("button", { name: w["edit.save"], exact: true }).click();
  await expect(page.locator(".detail-head h2")).toBeVisible();
}

/** The whole catalog of a device, as *Save my copy* hands it over. */
export async function whole(page) {
  await page.goto("?s=share");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: w["share.copy-save"], exact: true }).click();
  const catalog = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  delete catalog.saved_at;
  return catalog;
}

/** The card of the part that is shared. */
export const partCard = (page) => page.locator(".share-part");

/** A part of the catalog as a file, as it is ticked at first. */
export async function part(page) {
  await page.goto("?s=share");
  const download = page.waitForEvent("download");
  await partCard(page).getByRole("button", { name: w["share.part-write"], exact: true }).click();
  return readFileSync(await (await download).path(), "utf8");
}

/** A part of the catalog as a link. */
export async function link(page) {
  await page.goto("?s=share");
  await partCard(page).getByRole("button", { name: w["share.link-make"], exact: true }).click();
  const field = partCard(page).locator(".made-link");
  await expect(field).toBeVisible();
  return field.inputValue();
}

/** The catalog as a workbook. */
export async function workbook(page, lang = "es") {
  await page.goto("?s=share");
  const download = page.waitForEvent("download", { timeout: 60_000 });
  await page.locator(".sheet-card").getByRole("button", { name: words[lang]["sheet.book"], exact: true }).click();
  return readFileSync(await (await download).path());
}

/** A workbook in which somebody has changed a text: all texts stand in one part. */
export function retyped(book, before, after) {
  const parts = unzipSync(book);
  const texts = "xl/sharedStrings.xml";
  const strings = strFromU8(parts[texts]);
  expect(strings).toContain(`>${before}<`);
  parts[texts] = strToU8(strings.replaceAll(`>${before}<`, `>${after}<`));
  return Buffer.from(zipSync(parts));
}

/** A web server of another origin; `answer(request, response)` says what lies where. */
export async function serve(answer) {
  const server = createServer(answer);
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () => { server.closeAllConnections(); server.close(); };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}
