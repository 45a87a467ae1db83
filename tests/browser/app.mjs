// What every story does: open the app in a language, read a catalog, go to a screen, look for accessibility faults.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as base, expect } from "@playwright/test";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Words of the interface, straight from the files the app reads: a story breaks when the words are missing. */
export const words = Object.fromEntries(
  ["en", "es", "pt", "fr"].map((lang) => [lang, JSON.parse(readFileSync(new URL(`../../locales/${lang}.json`, import.meta.url)))]),
);

export const test = base.extend({
  // A page that breaks says so on the console; no story passes over it. Requests that leave the origin fail it too.
  page: async ({ page, baseURL }, use) => {
    const faults = [];
    page.on("pageerror", (error) => faults.push(`page error: ${error.message}`));
    // A story that takes the network away must not fail for what the browser says about it.
    const isFault = (message) => message.type() === "error" && !message.text().includes("ERR_INTERNET_DISCONNECTED");
    page.on("console", (message) => isFault(message) && faults.push(`console: ${message.text()}`));
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith("http") && origin !== new URL(baseURL).origin) faults.push(`left the origin: ${request.url()}`);
    });
    await use(page);
    expect(faults).toEqual([]);
  },
});

export { expect };

/** Opens the app at an address (`?s=…`) and waits until it has drawn a screen. */
export async function open(page, address = "") {
  await page.goto(address || "./");
  await expect(page.locator("main h1")).toBeVisible();
}

/** Takes in the sample from Start. */
export async function openSample(page, lang) {
  await open(page);
  await page.getByRole("button", { name: words[lang]["start.sample-try"] }).click();
  await expect(page.locator(".matrix-table")).toBeVisible();
}

/** Reads a file from Start and adopts it beside what is there. */
export async function openFile(page, lang, file) {
  await open(page);
  await page.locator("input[type=file]").first().setInputFiles(file);
  await page.getByRole("button", { name: words[lang]["open.beside"] }).click();
  await expect(page.locator(".matrix-table")).toBeVisible();
}

/** How many sheets of A4 the screen takes on paper. */
export async function pagesOnPaper(page) {
  const pdf = await page.pdf({ format: "A4" });
  return pdf.toString("latin1").match(/\/Type *\/Page\b/g).length;
}

/** Violations axe finds on the screen, as short lines. */
export async function axeFaults(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}`));
}
