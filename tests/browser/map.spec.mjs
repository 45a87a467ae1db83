// An official looks at the map, in Spanish: by hand, by keyboard, and in the table that says the same.
import { axeFaults, expect, open, openSample, test, words } from "./app.mjs";

test.use({ locale: "es-MX" });
const w = words.es;
const frame = (page) => page.locator(".map-view");
const land = (page) => page.locator(".map-land").getAttribute("transform");

async function openMap(page, more = "") {
  await openSample(page, "es");
  await page.goto(`?s=map${more}`);
  await expect(page.locator(".map-nodes > g").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

test("a country tapped on the map shows its counts, and they lead to its entries", async ({ page }) => {
  await openMap(page);
  const row = page.locator(".map-table tbody tr").filter({ has: page.getByRole("link", { name: "Brasil", exact: true }) });
  const [offers] = await row.locator("td").allTextContents();

  // The figure on the map is the figure of the table; a tap on it chooses the country.
  const box = await page.locator('.map-nodes g[data-country="BRA"]').boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const panel = page.locator(".map-panel");
  await expect(panel.getByRole("heading", { level: 2 })).toHaveText("Brasil");
  expect(new URL(page.url()).searchParams.get("at")).toBe("BRA");
  const link = panel.locator(".map-links a").first();
  await expect(link).toContainText(offers);
  await link.click();
  await expect(page.locator(".list-count")).toContainText(offers);
  expect(new URL(page.url()).searchParams.get("country")).toBe("BRA");

  // The address is the state.
  await page.goBack();
  await expect(panel.getByRole("heading", { level: 2 })).toHaveText("Brasil");
});

test("layers change what is drawn and told, and the address keeps them", async ({ page }) => {
  await openMap(page);
  await expect(page.locator(".map-arcs .arc.matches").first()).toBeAttached();
  await page.getByRole("checkbox", { name: w["nav.matches"] }).uncheck({ force: true });
  await expect(page.locator(".map-arcs .arc")).toHaveCount(0);
  await page.getByRole("checkbox", { name: w["map.documented"] }).check({ force: true });
  await expect(page.locator(".map-arcs .arc.documented").first()).toBeAttached();
  await expect(page.locator(".map-table thead")).toContainText(w["library.cases"]);
  await page.reload();
  await expect(page.locator(".map-arcs .arc.documented").first()).toBeAttached();
  await expect(page.locator(".map-arcs .arc.matches")).toHaveCount(0);

  // Sorted by cases, the largest figure stands first.
  await page.getByRole("button", { name: w["library.cases"] }).click();
  await expect(page.locator('th[aria-sort="descending"]')).toHaveText(w["library.cases"]);
  const figures = (await page.locator(".map-table tbody tr td:last-child").allTextContents()).map(Number);
  expect(figures.length).toBeGreaterThan(10);
  expect(figures).toEqual([...figures].sort((a, b) => b - a));
});

test("keyboard, wheel and buttons bring the map nearer and back", async ({ page }) => {
  await openMap(page);
  const fitted = await land(page);
  const scale = async () => Number(/scale\(([\d.]+)\)/.exec(await land(page))[1]);
  const before = await scale();
  await frame(page).focus();
  await page.keyboard.press("+");
  expect(await scale()).toBeGreaterThan(before * 1.3);
  const near = await land(page);
  await page.keyboard.press("ArrowLeft");
  expect(await land(page)).not.toBe(near);
  await page.keyboard.press("Home");
  expect(await land(page)).toBe(fitted);

  // Without the focus the wheel belongs to the page.
  await frame(page).blur();
  await frame(page).hover();
  await page.mouse.wheel(0, -200);
  expect(await land(page)).toBe(fitted);
  await frame(page).focus();
  await page.mouse.wheel(0, -200);
  await expect.poll(scale).toBeGreaterThan(before);

  await page.getByRole("button", { name: w["map.fit"] }).click();
  expect(await land(page)).toBe(fitted);
  await page.getByRole("button", { name: w["map.nearer"] }).click();
  expect(await scale()).toBeGreaterThan(before * 1.3);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test("two fingers bring the Caribbean nearer, and small islands can be tapped", async ({ page }) => {
    await openMap(page);
    await frame(page).scrollIntoViewIfNeeded();
    const box = await frame(page).boundingBox();
    const [x, y] = [box.x + box.width / 3, box.y + Math.min(box.height, 300) / 2];
    const before = await land(page);
    const touch = await page.context().newCDPSession(page);
    const points = (apart) => [{ x: x - apart, y, id: 1 }, { x: x + apart, y, id: 2 }];
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points(20) });
    for (const apart of [30, 45, 60, 80]) await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points(apart) });
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect.poll(() => land(page)).not.toBe(before);

    // From the table to the map: Barbados is brought into sight, and its name stands beside it.
    const panel = page.locator(".map-panel h2");
    await page.getByRole("link", { name: "Barbados", exact: true }).click();
    await expect(panel).toHaveText("Barbados");
    await expect(page.locator(".map-nodes .name").filter({ hasText: "Barbados" })).toBeVisible();
    const ring = await page.locator(".map-nodes .ring").boundingBox();
    const within = await frame(page).boundingBox();
    await page.locator(".map-panel").getByRole("button", { name: w["matrix.close"] }).click();
    await expect(panel).toHaveCount(0);
    // And from the map: a tap where it stands chooses it again.
    await frame(page).scrollIntoViewIfNeeded();
    const now = await frame(page).boundingBox();
    await page.touchscreen.tap(now.x + ring.x - within.x + ring.width / 2, now.y + ring.y - within.y + ring.height / 2);
    await expect(panel).toHaveText("Barbados");
  });
});

test("without a catalog the map says where to find one", async ({ page }) => {
  await open(page, "?s=map");
  await expect(page.getByText(w["map.none_text"])).toBeVisible();
});

for (const [width, address] of [[360, "map&layers=offers.requests.matches.portfolio.documented&at=CHL"], [1280, "map&at=CHL"], [360, "library&view=glossary"], [1280, "library&view=cases&topic=income-distribution&sector=social-sector"], [360, "library&country=CHL&sector=social-sector"]]) {
  test(`no fault that axe can find at ${width} px, light or dark: ${address}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await openSample(page, "es");
    const faults = [];
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await page.goto(`?s=${address}`);
      await expect(page.locator(".map-table, .list-count").first()).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      faults.push(...(await axeFaults(page)).map((fault) => `${scheme}: ${fault}`));
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (beyond > 0) faults.push(`${scheme}: ${beyond} px too wide`);
    }
    expect(faults).toEqual([]);
  });
}

test("a match leads to documented cases on the same subject, in the reader's language", async ({ page }) => {
  await openSample(page, "es");
  await page.goto("?s=matches");
  await page.locator(".overview a").first().click();
  await page.locator(".match-card").first().getByRole("link", { name: w["match.cases"] }).click();
  await expect(page.locator(".library-list > li").first()).toBeVisible();
  await expect(page.getByText(w["library.translated"])).toBeVisible();
  const title = page.locator(".library-case summary strong span").first();
  await expect(title).toHaveAttribute("lang", "es");
  await page.getByRole("button", { name: w["library.original"] }).click();
  await expect(title).toHaveAttribute("lang", "en");
});
