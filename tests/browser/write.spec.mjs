// An official writes an institution, an offer and a request, in Portuguese, and comes back the next day.
import { expect, open, test, words } from "./app.mjs";

test.use({ locale: "pt-BR" });
const w = words.pt;

/** Begins a catalog; it is there once the head of the page names it. */
async function begin(page, title) {
  await open(page);
  await page.getByLabel(w["start.empty-label"]).fill(title);
  await page.getByRole("button", { name: w["start.empty-begin"], exact: true }).click();
  await expect(page.getByRole("banner")).toContainText(title);
}

async function save(page) {
  await page.getByRole("button", { name: w["edit.save"], exact: true }).click();
  await expect(page.locator(".detail-head h2")).toBeVisible();
}

async function institution(page, name, acronym, country) {
  await page.goto("?s=edit&what=institution");
  await page.locator("#name").fill(name);
  await page.locator("#acronym").fill(acronym);
  await page.locator("#country").selectOption(country);
  await save(page);
}

async function entry(page, kind, acronym, title, body, subject) {
  await page.goto(`?s=edit&what=${kind}`);
  await page.getByRole("combobox", { name: w["edit.institution_of"] }).fill(acronym);
  await page.locator("li[role=option]").filter({ hasText: acronym }).first().click();
  await page.locator("#title").fill(title);
  await page.locator("#body").fill(body);
  await page.getByRole("combobox", { name: w["edit.subjects"] }).fill(subject);
  await page.locator("li[role=option]").first().click();
  await expect(page.locator(".chosen-subjects li")).toHaveCount(1);
}

test("an institution, an offer and a request match, and are still there after a reload", async ({ page }) => {
  await begin(page, "Rodada de cooperação 2027");

  await institution(page, "Ministério do Desenvolvimento Social", "MDS", "BRA");
  await institution(page, "Ministère des Affaires sociales", "MAST", "HTI");

  await entry(page, "offer", "MDS", "Cadastro Único: registro social de famílias de baixa renda",
    "Oferecemos a metodologia do Cadastro Único para registrar e selecionar famílias pobres nos municípios.", "cadastro único");
  await save(page);

  await entry(page, "request", "MAST", "Registre social unique",
    "Nous voulons un registre social unique des ménages pauvres pour cibler nos programmes.", "registre social");
  // The match appears while the request is being written.
  await expect(page.locator(".live-matches li").first()).toContainText("Cadastro Único");
  await save(page);

  await page.locator(".detail-actions").getByRole("link", { name: w["detail.matches"] }).click();
  await expect(page.locator(".match-card").first()).toContainText("Cadastro Único");
  await page.reload();
  await expect(page.locator(".match-card").first()).toContainText("Cadastro Único");
});

test("a draft survives a page that dies, and a wrong field keeps its words", async ({ page }) => {
  await begin(page, "Rascunhos");
  await page.goto("?s=edit&what=request");
  await page.locator("#title").fill("Cuidados de longa duração");
  await page.locator("#people").fill("muitas");
  await page.getByRole("button", { name: w["edit.save"], exact: true }).click();
  // The institution is missing and a number is none: both are said, beside the field and above; no word is lost.
  const summary = page.locator(".error-summary");
  await expect(summary).toContainText(w["edit.wrong_institution"]);
  await expect(summary).toContainText(w["edit.wrong_number"]);
  await expect(page.locator("#title")).toHaveValue("Cuidados de longa duração");

  await page.reload();
  await expect(page.getByText(w["edit.restored"])).toBeVisible();
  await expect(page.locator("#title")).toHaveValue("Cuidados de longa duração");
});

test("a deleted offer comes back with undo", async ({ page }) => {
  await begin(page, "Desfazer");
  await institution(page, "Ministério do Desenvolvimento Social", "MDS", "BRA");
  await entry(page, "offer", "MDS", "Busca ativa", "Equipes que encontram famílias fora do cadastro.", "busca ativa");
  await save(page);
  await page.locator(".detail-actions summary").click();
  await page.getByRole("button", { name: w["bulk.delete"] }).click();
  await expect(page.getByText(w["list.empty_offers"])).toBeVisible();
  await page.locator(".toast").getByRole("button", { name: w["toast.undo"] }).click();
  await expect(page.locator(".card-list")).toContainText("Busca ativa");
});
