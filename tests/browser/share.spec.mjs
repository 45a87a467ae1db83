// Catalogs go back and forth between devices, as files and links, and end equal; in Spanish.
import { readFileSync } from "node:fs";
import { axeFaults, expect, test } from "./app.mjs";
import {
  adopt, asFile, device, edit, give, id, link, merge, part, partCard, retyped, seminar, start, w, whole, workbook,
} from "./devices.mjs";

test.use({ locale: "es-CL" });

test("three devices edit the same offers, exchange a link, a file and a workbook, and end equal", async ({ page: ana, browser, baseURL }) => {
  test.setTimeout(180_000);
  const ben = await device(browser, baseURL);
  const eva = await device(browser, baseURL);
  let sheets;
  const atAna = async () => {
    await adopt(ana, seminar());
    sheets = await workbook(ana);
    await edit(ana, "offer", 20, { title: "Registro social de hogares" });
    await edit(ana, "offer", 21, { title: "Acompañamiento a familias" });
  };
  const atBen = async () => {
    await adopt(ben, seminar());
    await edit(ben, "offer", 20, { title: "Registro social único" });
  };
  const atEva = async () => {
    await adopt(eva, seminar());
    await edit(eva, "offer", 20, { body: "Con datos de todos los municipios." });
    await edit(eva, "request", 30, { title: "Crear un registro de hogares" });
  };
  await Promise.all([atAna(), atBen(), atEva()]);

  // Ben sends a link: it merges with a preview, and both titles are kept until Ana chooses.
  const sent = await link(ben);
  await start(ana, "?s=start");
  await ana.locator("#link").fill(sent);
  await ana.getByRole("button", { name: w["open.link-open"], exact: true }).click();
  const contested = ana.locator(".merge-group").filter({ hasText: "Registro social" });
  await contested.locator(".merge-difference > summary").click();
  await expect(contested.locator("tbody tr")).toContainText(["Registro social único"]);
  await expect(contested.locator(".badge")).toHaveText(w["merge.stranger"]);
  await merge(ana);

  // Eva sends a file: a third version of the offer, and a request changed by nobody else.
  const file = await part(eva);
  expect(file).not.toContain("ana@example.org");
  expect(file).not.toContain("solo para mí");
  await give(ana, asFile(file, "eva.json"));
  await expect(ana.locator(".merge-group summary").filter({ hasText: /más reciente/ })).toBeVisible();
  await merge(ana);

  // A colleague without the app sends the workbook back: written before Ana's own edit, so both titles are kept.
  await give(ana, { name: "colega.xlsx", mimeType: "", buffer: retyped(sheets, "Acompañamiento familiar", "Visitas a familias") });
  await expect(ana.locator(".merge-group .merge-list > li")).toHaveCount(1);
  await ana.locator(".merge-group .merge-difference > summary").click();
  await expect(ana.locator(".merge-group tbody")).toContainText("Visitas a familias");
  await expect(ana.locator(".merge-group > summary")).toHaveText(w["merge.conflict"].one.replace("{n}", "1"));
  await merge(ana);

  // Field by field: the title of one, the summary of the other; of the workbook its title.
  await expect(ana).toHaveURL(/s=desk/);
  const chosen = { registro: ["Registro social de hogares", "Con datos de todos los municipios."], familias: ["Visitas a familias"] };
  for (const [title, wanted] of Object.entries(chosen)) {
    const conflict = ana.locator(".organiser-conflict").filter({ hasText: title });
    await conflict.locator("summary").click();
    for (const words of wanted) {
      await conflict.locator(".organiser-field label").filter({ hasText: words }).first().locator("input").check();
    }
    await conflict.getByRole("button", { name: w["organiser.choose"], exact: true }).click();
    await expect(conflict).toHaveCount(0);
  }

  const end = await whole(ana);
  const offer = end.offers.find((offer) => offer.id === id(20));
  expect(JSON.stringify(offer.title)).toContain("Registro social de hogares");
  expect(JSON.stringify(offer.summary)).toContain("todos los municipios");
  expect(JSON.stringify(end.offers.find((offer) => offer.id === id(21)).title)).toContain("Visitas a familias");
  expect(end.conflicts).toBeUndefined();
  await Promise.all([ben, eva].map(async (page) => {
    await give(page, asFile(end, "final.json"));
    await merge(page);
    expect(await whole(page)).toEqual(end);
  }));
  await ben.context().close();
  await eva.context().close();
});

test("forty files are merged at once, with a preview, and undone in one step", async ({ page }) => {
  test.setTimeout(120_000);
  await adopt(page, seminar());
  const before = await whole(page);
  const files = Array.from({ length: 40 }, (_, at) => {
    const rev = { [`pais${at}`]: 1 };
    const own = { id: id(1000 + at), rev, name: `Ministerio ${at}`, country: "PER" };
    const request = { id: id(2000 + at), rev, institution: id(1000 + at), status: "open", title: `Pedido ${at}` };
    const base = seminar();
    if (at < 3) base.offers[0] = { ...base.offers[0], rev: { origen: 3, ...rev }, title: `Registro según ${at}` };
    return asFile({ ...base, institutions: [...base.institutions, own], requests: [...base.requests, request], contacts: [], notes: [] }, `pais-${at}.json`);
  });
  files.push({ name: "carta.docx", mimeType: "application/octet-stream", buffer: Buffer.from("no es un catálogo") });
  await give(page, files);
  await expect(page.locator(".pieces li")).toHaveCount(41);
  await expect(page.locator(".pieces li").first()).toContainText("carta.docx");
  const contested = page.locator(".merge-group").first();
  await expect(contested.locator(".merge-from")).toContainText("pais-0.json");
  // The title it brings is left out: what is not ticked stays as it was.
  await contested.locator(".merge-list input").uncheck();
  await merge(page);
  const merged = await whole(page);
  expect(merged.requests).toHaveLength(41);
  expect(merged.offers).toEqual(before.offers);
  expect(merged.conflicts).toBeUndefined();

  await expect(page.locator(".share-log tbody tr")).toHaveCount(1);
  await page.getByRole("button", { name: w["log.undo"], exact: true }).click();
  await expect(page.locator(".share-log .badge")).toHaveText(w["log.undone"]);
  expect(await whole(page)).toEqual(before);
});

test("a new title travels with the catalog, and can be left out", async ({ page, browser, baseURL }) => {
  await adopt(page, seminar());
  const other = await device(browser, baseURL);
  await adopt(other, seminar());
  await start(other, "?s=start");
  await other.getByRole("button", { name: w["start.rename-named"].replace("{title}", "Seminario de Lima") }).click();
  await other.locator("dialog input").fill("Seminario de Quito");
  await other.getByRole("button", { name: w["start.rename"], exact: true }).click();
  await expect(other.locator(".catalog-card h3")).toHaveText("Seminario de Quito");

  await give(page, asFile(await whole(other)));
  await expect(page.locator(".merge-group").first()).toContainText("Seminario de Quito");
  await merge(page);
  await expect(page.locator(".catalog-title")).toHaveText("Seminario de Quito");
  await other.context().close();
});

test("links that were cut, altered or made by a newer app each say so and open nothing", async ({ page, browser, baseURL }) => {
  await adopt(page, seminar());
  const sent = await link(page);
  const [base, fragment] = sent.split("#");
  const bad = {
    "link.truncated": fragment.slice(0, -40),
    "link.altered": fragment.replace(/^(m1\.\d+\..{9})./, (_, kept) => `${kept}${fragment[12] === "A" ? "B" : "A"}`),
    "link.newer-version": fragment.replace(/^m1/, "m7"),
    "link.not-a-link": "inicio",
  };
  const other = await device(browser, baseURL);
  for (const [message, hash] of Object.entries(bad)) {
    await start(other, `${base}?s=start&n=${message}#${hash}`);
    await expect(other.getByRole("alert").filter({ hasText: w[message] }), message).toBeVisible();
    expect(new URL(other.url()).hash).toBe("");
    await start(other, "?s=start");
    await expect(other.locator(".catalog-card")).toHaveCount(0);
  }
  // The whole one opens at once where nothing is open, and leaves the address bar.
  await start(other, sent);
  await expect(other.locator(".catalog-title")).toHaveText("Seminario de Lima");
  expect(new URL(other.url()).hash).toBe("");
  // Where the catalog is there already, nothing is taken in before somebody says so.
  await start(other, `${base}?s=matrix#${fragment}`);
  await expect(other.locator(".merge")).toContainText(w["merge.nothing"]);
  await other.context().close();
});

test("the summary says what would leave; contacts and private notes only when chosen", async ({ page }) => {
  await adopt(page, seminar());
  await page.goto("?s=share");
  const inside = partCard(page).locator(".inside");
  await expect(inside).toContainText(w["share.no-contacts"]);
  await expect(inside).toContainText(w["share.no-private-notes"]);
  await partCard(page).getByLabel(w["share.contacts"]).check();
  await expect(inside).toContainText(w["share.with-contacts"].one.replace("{n}", "1"));
  await partCard(page).getByLabel(w["share.private-notes"]).check();
  await expect(inside.locator(".warn")).toHaveCount(2);
});

test("a selection of a list leaves as a link", async ({ page }) => {
  await adopt(page, seminar());
  await page.goto(`?s=share&only=${id(21)}`);
  await expect(partCard(page).locator(".inside")).toContainText("1");
  await partCard(page).getByRole("button", { name: w["share.link-make"], exact: true }).click();
  const sent = await partCard(page).locator(".made-link").inputValue();
  await start(page, "?s=start");
  await page.locator("#link").fill(sent);
  await page.getByRole("button", { name: w["open.link-open"], exact: true }).click();
  await expect(page.locator(".figures")).toContainText(w["count.offers"].one.replace("{n}", "1"));
});

test("a participant sends the entries of the institution in two taps; the organiser answers", async ({ page, browser, baseURL }) => {
  // A telephone whose share sheet refuses .json and takes .txt.
  await page.addInitScript(() => {
    navigator.canShare = ({ files }) => files.every((file) => file.name.endsWith(".txt"));
    navigator.share = async ({ files }) => { window.handed = { name: files[0].name, text: await files[0].text() }; };
  });
  await adopt(page, seminar());
  await start(page, "?s=start");
  await page.getByRole("combobox", { name: w["who.label"] }).fill("MIDES");
  await page.locator("li[role=option]").filter({ hasText: "MIDES" }).click();
  await page.getByRole("button", { name: w["send.mine"], exact: true }).click();
  await page.locator("dialog[open]").getByRole("button", { name: w["share.sheet"], exact: true }).click();
  await expect.poll(() => page.evaluate(() => window.handed?.name)).toMatch(/\.txt$/);
  const handed = JSON.parse(await page.evaluate(() => window.handed.text));
  expect(handed.requests).toHaveLength(1);
  expect(handed.offers ?? []).toHaveLength(0);
  expect(handed.contacts).toBeUndefined();

  const organiser = await device(browser, baseURL);
  await adopt(organiser, seminar());
  await organiser.goto("?s=share");
  await organiser.getByRole("combobox", { name: w["answer.who"] }).fill("MIDES");
  await organiser.locator("li[role=option]").filter({ hasText: "MIDES" }).click();
  const card = organiser.locator(".card").filter({ hasText: w["answer.title"] });
  await expect(card.locator(".inside")).toContainText(w["count.requests"].one.replace("{n}", "1"));
  await organiser.context().close();
});

test("a copy is saved to the same file again", async ({ page }) => {
  // The window that asks for a place cannot be pressed by a test; the file it would name is a real one.
  await page.addInitScript(() => {
    window.showSaveFilePicker = async () => (await navigator.storage.getDirectory()).getFileHandle("copia.json", { create: true });
    window.showOpenFilePicker = async () => { throw new DOMException("", "AbortError"); };
  });
  const written = () => page.evaluate(async () => {
    const file = await (await (await navigator.storage.getDirectory()).getFileHandle("copia.json")).getFile();
    return JSON.parse(await file.text());
  });
  await adopt(page, seminar());
  await edit(page, "offer", 21, { title: "Acompañamiento a familias" });
  const toShare = () => page.locator(".rail a[href='?s=share'], .bar a[href='?s=share']").first().click();
  await toShare();
  const state = page.locator(".card").first();
  await expect(state).toContainText(w["catalog.unsaved-ever"].one.replace("{n}", "1"));
  await page.getByRole("button", { name: w["share.copy-choose"], exact: true }).click();
  const again = page.getByRole("button", { name: w["share.copy-again"].replace("{name}", "copia.json"), exact: true });
  await expect(again).toBeVisible();
  await expect(state).toContainText(w["share.all-saved"]);
  expect(JSON.stringify((await written()).offers[1].title)).toContain("Acompañamiento a familias");
  expect((await written()).notes[0].text).toBe("solo para mí");
  await again.click();
  await expect(page.getByRole("status").filter({ hasText: "copia.json" })).toBeVisible();
  await edit(page, "offer", 21, { title: "Acompañamiento a hogares" });
  await toShare();
  await expect(state).toContainText(w["catalog.unsaved-since"].one.replace("{n}", "1").split("{when}")[0]);
});

test("files are dropped and pasted anywhere; what could not be read is kept and handed out", async ({ page }) => {
  await adopt(page, seminar());
  const drop = (kind, given) => page.evaluate(([kind, given]) => {
    const data = new DataTransfer();
    for (const [name, text] of given.files ?? []) data.items.add(new File([text], name));
    if (given.text) data.setData("text/plain", given.text);
    const event = kind === "paste" ? new ClipboardEvent(kind, { clipboardData: data, bubbles: true, cancelable: true })
      : new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
    document.querySelector("main").dispatchEvent(event);
    return event.defaultPrevented;
  }, [kind, given]);
  const other = (number, title) => JSON.stringify(seminar({ requests: [{ id: id(number), rev: { otro: number }, institution: id(11), status: "open", title }] }));
  expect(await drop("dragover", { files: [["a", ""]] })).toBe(true);
  expect(await drop("drop", { files: [["uno.txt", other(31, "Pedido soltado")], ["dos", other(32, "Otro pedido soltado")]] })).toBe(true);
  await expect(page.locator(".pieces li")).toHaveCount(2);
  await expect(page.locator(".merge-group .merge-list li")).toHaveCount(2);
  expect(await axeFaults(page)).toEqual([]);
  await merge(page);

  // A record in the middle of it is broken: it stays aside, the rest comes in.
  const broken = JSON.parse(other(33, "Pedido pegado"));
  broken.offers.push("esto no es una oferta");
  await drop("paste", { text: JSON.stringify(broken) });
  await expect(page.locator("main h1")).toContainText(w["open.pasted-name"]);
  await merge(page);
  const kept = await (async () => {
    await page.goto("?s=share");
    await expect(page.locator("#aside")).toContainText("esto no es una oferta");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: w["aside.save"], exact: true }).click();
    return readFileSync(await (await download).path(), "utf8");
  })();
  expect(JSON.parse(kept)[0].json).toContain("esto no es una oferta");
  expect((await whole(page)).requests).toHaveLength(4);

  await drop("paste", { text: await link(page) });
  await expect(page.locator(".merge")).toContainText(w["merge.nothing"]);
});
