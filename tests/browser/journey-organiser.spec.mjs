// The organiser, in French, at a desk: collects the delegations' files, merges them without losing anyone's words,
// settles what they contradict each other in, asks for the plan, and sees what is left.
import { readFileSync } from "node:fs";
import { expect, open, openFile, pagesOnPaper, test, words } from "./app.mjs";

test.use({ locale: "fr-FR" });
const w = words.fr;
const seminar = JSON.parse(readFileSync(new URL("../../public/samples/seminar.json", import.meta.url), "utf8"));

/** The seminar's catalog as a delegation sends it back. */
function delegation(replica, change) {
  const catalog = structuredClone(seminar);
  catalog.portfolio = [];
  change(catalog, (record) => { record.rev = { ...record.rev, [replica]: 1 }; });
  return { name: `${replica}.json`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(catalog)) };
}

const contested = "Programa Puente";
const puente = (catalog) => catalog.offers.find((offer) => offer.title.text.startsWith(contested));
const own = (replica, number) => `01a2${number}00-0000-7000-8000-0000000000${replica.length}${number}`;

const CHILE = delegation("chl1", (catalog, edited) => {
  const offer = puente(catalog);
  offer.capacity = 4;
  offer.title.text = `${contested}: acompañamiento familiar (versión de Santiago)`;
  edited(offer);
});
const REGION = delegation("reg1", (catalog, edited) => {
  const offer = puente(catalog);
  offer.capacity = 2;
  offer.title.text = `${contested}: acompañamiento familiar (versión regional)`;
  edited(offer);
});
// The same ministry, spelt another way, with a request of its own.
const TWIN = delegation("twn1", (catalog, edited) => {
  const fosis = catalog.institutions.find(({ acronym }) => acronym === "FOSIS");
  const twin = { ...structuredClone(fosis), id: own("twn1", 1), rev: {}, name: "Fondo de Solidaridad e Inversion Social (FOSIS)" };
  const request = { ...structuredClone(catalog.requests[0]), id: own("twn1", 2), rev: {}, institution: twin.id, title: "Evaluación de impacto de un fondo social" };
  for (const record of [twin, request]) edited(record);
  catalog.institutions.push(twin);
  catalog.requests.push(request);
});

/** Merges any number of files at once into the open catalog. */
async function merge(page, ...files) {
  await open(page);
  await page.locator("input[type=file]").first().setInputFiles(files);
  await page.getByRole("button", { name: new RegExp(`^${w["merge.do"].other.split("{")[0].trim()}`) }).click();
  await expect(page.locator(".toast").getByRole("button", { name: w["toast.undo"] })).toBeVisible();
}

test("Luc merges three files, settles a contradiction and a double name, and has a plan", async ({ page }) => {
  test.setTimeout(180_000);
  await openFile(page, "fr", { name: "seminaire.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(seminar)) });
  await merge(page, CHILE, REGION, TWIN);

  // The desk says what to do next; a step leads to its part.
  await page.goto("?s=desk");
  const steps = page.locator(".organiser-next li");
  await expect(steps.first()).toBeVisible();
  const conflicts = page.locator("#organiser-conflicts");
  await expect(conflicts).toBeVisible();

  // Field by field: the title from the one, the capacity from the other.
  await page.locator(".organiser-conflict > summary").first().click();
  const fields = page.locator(".organiser-field");
  await expect(fields).toHaveCount(2);
  const choose = async (field, value) => fields.filter({ hasText: w[field] }).getByRole("radio", { name: value }).check();
  await choose("field.title", /Santiago/);
  await choose("field.capacity", /^2/);
  await page.getByRole("button", { name: w["organiser.choose"] }).click();
  await expect(conflicts).toHaveCount(0);
  await page.goto("?s=offers&q=Puente");
  await page.locator(".entry-card h3 a").filter({ hasText: /Puente/ }).first().click();
  await expect(page.locator(".detail")).toContainText(/Santiago|accompagnement/);

  // Two spellings of one institution become one; its request goes along; nothing is final.
  await page.goto("?s=desk");
  const pair = page.locator(".organiser-pair").filter({ hasText: "FOSIS" });
  await expect(pair).toBeVisible();
  await pair.getByRole("button", { name: /Fonds de solidarité/ }).click();
  await expect(pair).toHaveCount(0);
  await expect(page.locator(".toast").getByRole("button", { name: w["toast.undo"] })).toBeVisible();
  await page.goto("?s=requests&q=Evaluación de impacto de un fondo social");
  await expect(page.locator(".entry-card").first().locator(".entry-who")).toContainText("FOSIS");

  // What has lapsed is renewed from the desk.
  await page.goto("?s=desk");
  const stale = page.locator(".organiser-part").filter({ has: page.locator("#organiser-stale") });
  await expect(stale.locator("li").first()).toBeVisible();
  const before = await stale.locator("li").count();
  await stale.getByRole("button", { name: w["bulk.renew"] }).first().click();
  await expect(stale.locator("li")).toHaveCount(before - 1);

  // A reply sheet for a request, with the day by which to answer.
  await page.goto("?s=matches");
  await page.locator(".overview h2 a").first().click();
  await page.getByRole("link", { name: w["matches.sheet"] }).click();
  await expect(page.locator("table.sheet tbody tr").first()).toBeVisible();
  await page.locator("#sheet-deadline").fill("2027-03-15");
  await expect(page.getByText(/15 mars 2027/)).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  // All candidates in one table, each in full after it.
  await expect(page.locator(".sheet-candidate")).toHaveCount(await page.locator("table.sheet tbody tr").count());
  expect(await pagesOnPaper(page)).toBeLessThanOrEqual(4);

  // The plan over everything.
  await page.goto("?s=plan");
  await expect(page.locator(".plan-pairs, .plan-table").first()).toBeVisible();
});

test("a merge is undone in one step", async ({ page }) => {
  await openFile(page, "fr", { name: "seminaire.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(seminar)) });
  const before = await page.locator(".matrix-sum").textContent();
  await merge(page, TWIN);
  await expect(page.locator(".matrix-sum")).toBeVisible();
  await expect(page.locator(".matrix-sum")).not.toHaveText(before);
  await page.locator(".toast").getByRole("button", { name: w["toast.undo"] }).click();
  await expect(page.locator(".matrix-sum")).toHaveText(before);
});
