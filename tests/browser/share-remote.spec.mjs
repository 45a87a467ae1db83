// A catalog lies at an address on the web: fetched, kept as a source, fetched again; and everything that can go wrong.
import { expect, test } from "./app.mjs";
import { bytes, device, id, merge, seminar, serve, start, w } from "./devices.mjs";

const LIMIT = 64 * 1024 * 1024;

/** What lies at the other server. */
function answers() {
  const lies = { catalog: seminar(), asked: [], late: false };
  lies.answer = (request, response) => {
    const { pathname } = new URL(request.url, "http://host");
    lies.asked.push({ path: pathname, cookie: request.headers.cookie, from: request.headers.referer });
    if (pathname !== "/closed.json") response.setHeader("access-control-allow-origin", "*");
    response.setHeader("content-type", pathname === "/page" ? "text/html" : "application/json");
    if (pathname === "/missing.json" || (pathname === "/late.json" && !lies.late)) response.writeHead(404).end();
    else if (pathname === "/broken.json") response.writeHead(503).end();
    else if (pathname === "/large.json") response.writeHead(200, { "content-length": LIMIT + 1 }).write("{");
    else if (pathname === "/endless.json") pour(response);
    else if (pathname === "/silent.json") return;
    else if (pathname === "/slow.json") response.writeHead(200, { "content-length": 1_000_000 }).write("{".padEnd(200_000));
    else response.end(pathname === "/page" ? "<h1>hola</h1>" : bytes(lies.catalog));
  };
  return lies;
}

/** Sends without saying how much, for ever. */
function pour(response) {
  const chunk = Buffer.alloc(1 << 20, " ");
  const more = () => { while (!response.destroyed && response.write(chunk)); };
  response.on("drain", more);
  more();
}

test("a catalog at an address opens, is kept as a source, and brings what is new", async ({ browser, baseURL }) => {
  const lies = answers();
  const other = await serve(lies.answer);
  const page = await device(browser, baseURL);
  const address = `${other.origin}/c.json?a=1&b=2`;
  await start(page, `?catalog=${encodeURIComponent(address)}`);
  await expect(page.locator(".catalog-title")).toHaveText("Seminario de Lima");
  expect(page.url()).not.toContain("catalog=");
  expect(lies.asked[0]).toEqual({ path: "/c.json", cookie: undefined, from: undefined });

  await page.goto("?s=share");
  await expect(page.locator(".sources li")).toHaveCount(1);
  await expect(page.locator(".sources .address")).toHaveText(address);
  lies.catalog.offers.push({ id: id(22), rev: { origen: 9 }, institution: id(10), status: "open", title: "Oferta nueva" });
  await page.locator(".sources").getByRole("button", { name: w["sources.again"] }).click();
  await expect(page.locator(".merge-group")).toContainText("Oferta nueva");
  await merge(page);

  // A second source of the same catalog; both are fetched at once.
  lies.catalog = seminar({ title: "Seminario de Lima", requests: [{ id: id(31), rev: { otro: 1 }, institution: id(11), status: "open", title: "Pedido de otra parte" }] });
  await page.goto("?s=share");
  await page.locator("#address").fill(`${other.origin}/d.json`);
  await page.getByRole("button", { name: w["sources.fetch"], exact: true }).click();
  await expect(page.locator(".merge-group")).toContainText("Pedido de otra parte");
  await merge(page);
  await page.goto("?s=share");
  await expect(page.locator(".sources li")).toHaveCount(2);
  await page.getByRole("button", { name: w["sources.all"], exact: true }).click();
  await expect(page.locator(".pieces li")).toHaveCount(2);
  await expect(page.locator(".merge")).toContainText(w["merge.nothing"]);
  await page.goto("?s=share");
  await page.getByRole("button", { name: w["sources.remove"].replace("{name}", address), exact: true }).click();
  await expect(page.locator(".sources li")).toHaveCount(1);
  await page.context().close();
  other.close();
});

test("what cannot be fetched says why, and nothing is taken in", async ({ browser, baseURL }) => {
  test.setTimeout(120_000);
  const lies = answers();
  const other = await serve(lies.answer);
  const page = await device(browser, baseURL);
  const gone = await serve(() => {});
  gone.close();
  const first = (words) => words.split("{")[0];
  const reasons = {
    "/missing.json": w["fetch.not-there"],
    "/broken.json": w["fetch.status"].replace("{status}", "503"),
    "/large.json": first(w["fetch.too-large"]),
    "/endless.json": first(w["fetch.too-large"]),
    "/page": w["fetch.page"],
    "/closed.json": w["fetch.not-shared"],
  };
  for (const [path, reason] of Object.entries(reasons)) {
    await start(page, `?catalog=${encodeURIComponent(other.origin + path)}`);
    await expect(page.getByRole("alert").filter({ hasText: reason }), path).toBeVisible({ timeout: 30_000 });
  }
  await start(page, `?catalog=${encodeURIComponent(`${gone.origin}/c.json`)}`);
  await expect(page.getByRole("alert").filter({ hasText: w["fetch.unreachable"] })).toBeVisible();
  for (const hostile of ["javascript:alert(1)", "file:///etc/hosts", "https://ana:secreto@example.org/c.json"]) {
    await start(page, `?catalog=${encodeURIComponent(hostile)}`);
    await expect(page.getByRole("alert").filter({ hasText: w["fetch.bad-address"] }), hostile).toBeVisible();
  }
  await start(page, "?s=start");
  await expect(page.locator(".catalog-card")).toHaveCount(0);
  // Tried again once it is there.
  await start(page, `?catalog=${encodeURIComponent(`${other.origin}/late.json`)}`);
  const again = page.getByRole("button", { name: w["open.again"], exact: true });
  await expect(again).toBeVisible();
  lies.late = true;
  await again.click();
  await expect(page.locator(".catalog-title")).toHaveText("Seminario de Lima");
  await page.context().close();
  other.close();
});

test("a slow fetch shows how far it is and can be stopped", async ({ browser, baseURL }) => {
  const other = await serve(answers().answer);
  const page = await device(browser, baseURL);
  await start(page, `?catalog=${encodeURIComponent(`${other.origin}/slow.json`)}`);
  await expect(page.locator(".progress progress[max]")).toBeVisible();
  await page.getByRole("button", { name: w["progress.stop"], exact: true }).click();
  await expect(page.locator(".begin")).toBeVisible();
  await page.context().close();
  other.close();
});

test("@slow a server that falls silent is not waited for for ever", async ({ browser, baseURL }) => {
  test.setTimeout(120_000);
  const other = await serve(answers().answer);
  const page = await device(browser, baseURL);
  await start(page, `?catalog=${encodeURIComponent(`${other.origin}/silent.json`)}`);
  await expect(page.getByRole("alert").filter({ hasText: w["fetch.too-slow"] })).toBeVisible({ timeout: 60_000 });
  await page.context().close();
  other.close();
});
