// Codes for cameras: what they say is read back by a decoder that is not ours.
import { randomUUID } from "node:crypto";
import jsQR from "jsqr";
import { PNG } from "pngjs";
import { axeFaults, expect, test } from "./app.mjs";
import { adopt, device, id, link, partCard, seminar, start, w } from "./devices.mjs";

test.use({ locale: "es-CL" });

/** What a camera reads of the code on the screen. */
async function read(code) {
  await expect(code).toBeVisible();
  const { width, height, data } = PNG.sync.read(await code.screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}

test("a few entries fit a code; a device that reads it has the catalog", async ({ page, browser, baseURL }) => {
  await adopt(page, seminar());
  await page.goto("?s=share");
  await partCard(page).getByRole("button", { name: w["share.code-make"], exact: true }).click();
  const said = await read(partCard(page).locator("svg.code"));
  expect(said).toMatch(/#d1\.\d+\.\d+\.\d{10}$/);
  const other = await device(browser, baseURL);
  await start(other, said);
  await expect(other.locator(".catalog-title")).toHaveText("Seminario de Lima");
  await other.context().close();
});

test("what is too much for a code says so and leads to the sheet with an address", async ({ page }) => {
  const offers = Array.from({ length: 160 }, (_, at) => ({ id: id(3000 + at), rev: { o: at + 1 }, institution: id(10), status: "open", title: `Oferta ${randomUUID()}` }));
  await adopt(page, seminar({ offers }));
  await page.goto("?s=share");
  await partCard(page).getByRole("button", { name: w["share.code-make"], exact: true }).click();
  await expect(partCard(page).locator(".note")).toContainText(w["share.code-too-much"]);
  // As a link it is more than a chat program carries, which is said.
  const sent = await link(page);
  const said = w["share.link-long"].replace("{length}", sent.length.toLocaleString("es-CL")).split("{")[0];
  await expect(partCard(page).locator(".share-link .note")).toContainText(said);
  await partCard(page).getByRole("button", { name: w["share.code-make"], exact: true }).click();
  await partCard(page).getByRole("link", { name: w["poster.make"], exact: true }).click();
  await expect(page.locator("main h1")).toHaveText(w["poster.title"]);
});

test("the sheet for the wall carries an address, the title and what to do in four languages", async ({ page, baseURL }) => {
  await adopt(page, seminar());
  await page.goto("?s=share&view=poster");
  await page.locator("#poster-address").fill("https://datos.example.org/c.json?a=1&b=%20");
  const said = await read(page.locator(".poster svg.code"));
  expect(said.startsWith(baseURL)).toBe(true);
  expect(new URL(said).searchParams.get("catalog")).toBe("https://datos.example.org/c.json?a=1&b=%20");
  await expect(page.locator(".poster h2")).toHaveText("Seminario de Lima");
  for (const lang of ["es", "pt", "en", "fr"]) await expect(page.locator(".poster")).toContainText(w[`poster.how-${lang}`]);
  expect(await axeFaults(page)).toEqual([]);

  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".poster-tools")).toBeHidden();
  await expect(page.locator(".poster svg.code")).toBeVisible();
  const { width, height } = await page.locator(".poster").boundingBox();
  expect(height / width, "it fits one sheet of A4").toBeLessThan(1.45);
});
