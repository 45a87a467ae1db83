// Whoever has no mouse, no good eyes or no wide screen: every screen and its states, measured.
import { axeFaults, expect, openSample, test, words } from "./app.mjs";

test.use({ locale: "es-AR" });
const w = words.es;

/** Every address of `src/ui/route.rs`, with the states that addresses hold. */
const ADDRESSES = [
  "start", "matrix", "matrix&view=modalities", "matrix&view=countries", "matrix&open=disability",
  "offers", "offers&q=zzzz", "offers&country=CHL&sort=ends", "requests", "institutions",
  "matches", "plan", "portfolio", "map", "library", "desk", "fair", "share", "open", "settings",
  "edit&what=request", "edit&what=offer", "edit&what=institution",
];

async function go(page, address) {
  await page.goto(`?s=${address}`);
  await expect(page.locator("main h1").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}

/** States that a person reaches by doing something; each leaves the page in that state. */
const STATES = {
  "for you": async (page) => {
    await go(page, "start");
    const who = page.getByRole("combobox", { name: w["who.label"] });
    if (await who.count()) {
      await who.fill("FOSIS");
      await page.locator("li[role=option]").first().click();
    }
    await expect(page.locator(".for-you-best").first()).toBeVisible();
  },
  "a cell of the matrix": async (page) => {
    await go(page, "matrix");
    await page.locator(".matrix-table tbody td.heat a").first().click();
    await expect(page.locator(".panel-list a").first()).toBeVisible();
  },
  "filters of the matrix": async (page) => {
    await go(page, "matrix");
    await page.locator(".matrix-filters summary").first().click();
    await expect(page.locator(".facet-group").first()).toBeVisible();
  },
  "an offer with its menu": async (page) => {
    await go(page, "offers");
    await page.locator(".entry-card h3 a").first().click();
    await page.locator(".detail-actions .menu > summary").click();
  },
  "several chosen": async (page) => {
    await go(page, "offers");
    for (const at of [0, 1]) await page.locator(".row-choose input").nth(at).check();
    await expect(page.locator(".bulk")).toBeVisible();
  },
  "compared": async (page) => {
    await STATES["several chosen"](page);
    await page.locator(".bulk").getByRole("button", { name: w["bulk.compare"] }).click();
    await expect(page.locator(".compare tbody tr").first()).toBeVisible();
  },
  "an institution": async (page) => {
    await go(page, "institutions");
    await page.locator(".entry-card h3 a").first().click();
    await expect(page.locator(".detail-head h2")).toBeVisible();
  },
  "a cooperation profile": async (page) => {
    await STATES["an institution"](page);
    await page.goto(`${page.url()}&view=profile`);
    await expect(page.locator(".profile-sheet .fields").first()).toBeVisible();
  },
  "matches with a reason": async (page) => {
    await go(page, "matches");
    await expect(page).toHaveTitle(`${w["nav.matches"].replaceAll("\u00ad", "")} – Matriz`);
    await page.locator(".overview h2 a").first().click();
    await page.locator(".score-part").first().click();
    await page.locator(".match-reasons summary").first().click();
    await page.locator(".match-third summary").first().click();
    await expect(page.locator(".plan-thirds, .match-third .hint").first()).toBeVisible();
    await page.locator(".weighing > summary").click();
  },
  "near misses": async (page) => {
    await go(page, "matches");
    await page.locator(".overview h2 a").nth(1).click();
    await page.getByRole("button", { name: w["near.show"] }).click();
    await expect(page.locator(".near-misses .match-card, .near-misses .note").first()).toBeVisible();
  },
  "a reply sheet": async (page) => {
    await go(page, "matches");
    await page.goto(`${await page.locator(".overview h2 a").first().getAttribute("href")}&view=sheet`);
    await expect(page.locator("table.sheet")).toBeVisible();
  },
  "an exchange being changed": async (page) => {
    await go(page, "portfolio");
    await page.locator(".portfolio-item h3 a").first().click();
    await page.locator(".parties .button").first().click();
    await expect(page.locator(".party").first()).toBeVisible();
  },
  "a form with mistakes": async (page) => {
    await go(page, "edit&what=institution");
    await page.locator(".edit-actions .primary").click();
    await expect(page.locator(".error-summary")).toBeVisible();
  },
  "subjects by the matrix": async (page) => {
    await go(page, "edit&what=request");
    const next = page.locator(".edit-ways .primary");
    if (await next.isVisible()) await next.click();
    await page.locator(".subject-matrix > summary").click();
    await page.locator(".subject-matrix .chip input").first().check();
    await expect(page.locator(".chosen-subjects li")).toHaveCount(1);
  },
  "help": async (page) => {
    await go(page, "matrix");
    await page.getByRole("button", { name: w["help.open"] }).click();
    await expect(page.locator("dialog[open]")).toBeVisible();
  },
  "the tour": async (page) => {
    await STATES.help(page);
    await page.locator("dialog[open]").getByRole("button", { name: w["tour.begin"] }).click();
    await expect(page.locator(".tour")).toBeVisible();
  },
  "a broken file": async (page) => {
    await go(page, "start");
    const buffer = Buffer.from('{"type":"matriz.catalog"');
    await page.locator("input[type=file]").first().setInputFiles({ name: "roto.json", mimeType: "application/json", buffer });
    await expect(page.locator(".problems")).toBeVisible();
  },
};

/** Goes to every address and into every state, and does there what is asked. */
async function everywhere(page, look) {
  for (const address of ADDRESSES) {
    await go(page, address);
    await look(address);
  }
  for (const [name, reach] of Object.entries(STATES)) {
    await reach(page);
    await look(name);
  }
}

// A pass takes about two minutes: every run makes the first, `./dev test --all` the others too.
for (const [width, scheme, often] of [[360, "light", ""], [360, "dark", " @slow"], [1280, "light", " @slow"], [1280, "dark", " @slow"]]) {
  test(`axe finds no fault in any state at ${width} px, ${scheme}${often}`, async ({ page }) => {
    test.setTimeout(600_000);
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await openSample(page, "es");
    const faults = [];
    const look = async (name) => faults.push(...(await axeFaults(page)).map((fault) => `${name}: ${fault}`));
    await everywhere(page, look);
    expect(faults).toEqual([]);
  });
}

test("whatever can be pressed is as large as a thumb, on every screen of a phone", async ({ page }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 360, height: 780 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openSample(page, "es");
  const small = [];
  const measure = async (name) => small.push(...(await page.evaluate(tooSmall)).map((what) => `${name}: ${what}`));
  await everywhere(page, measure);
  expect([...new Set(small)]).toEqual([]);
});

/**
 * Controls less than 44 px wide or high. What WCAG 2.5.5 excepts is left out: links in a sentence or on a line of
 * text of their own (titles, names of institutions), and controls whose label is the larger target.
 */
function tooSmall() {
  const least = 43.5; // 44 px, and what rounding at fractions of a pixel takes away
  const shown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: false }) && node.getClientRects().length > 0;
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [role=button], [role=option]")]
    .filter((node) => shown(node) && !node.closest("[hidden], .visually-hidden, .skip"))
    .filter((node) => !(node.tagName === "A" && getComputedStyle(node).display === "inline") && !node.closest("h2 > a, h3 > a"))
    .flatMap((node) => {
      const label = node.closest("label") ?? (node.labels?.[0]?.contains(node) ? node.labels[0] : null);
      const { width, height } = (label ?? node).getBoundingClientRect();
      // The parts of the score bar are as wide as their weight; their reasons stand below in words as well.
      const narrow = width < least && !node.classList.contains("score-part");
      if (!narrow && height >= least) return [];
      return [`${node.tagName.toLowerCase()}.${[...node.classList].join(".")} “${(node.getAttribute("aria-label") ?? node.textContent).trim().slice(0, 30)}” ${Math.round(width)}×${Math.round(height)}`];
    });
}

test("at 200 % zoom nothing scrolls sideways @slow", async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  const context = await browser.newContext({ locale: "es-AR", baseURL, viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  await openSample(page, "es");
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  for (const address of ADDRESSES) {
    await go(page, address);
    expect(await beyond(), address).toBeLessThanOrEqual(0);
  }
  for (const [name, reach] of Object.entries(STATES)) {
    await reach(page);
    expect(await beyond(), name).toBeLessThanOrEqual(0);
  }
  await context.close();
});

test.describe("with the keyboard alone", () => {
  const focused = (page) => page.evaluate(() => {
    const node = document.activeElement;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node);
    const held = node.matches("label input") ? getComputedStyle(node.closest("label")) : { outlineStyle: "none" };
    return {
      name: (node.getAttribute("aria-label") ?? node.textContent ?? "").trim().slice(0, 40),
      tag: node.tagName,
      seen: (outlineStyle !== "none" && outlineWidth !== "0px") || held.outlineStyle !== "none" || boxShadow !== "none",
      inMain: Boolean(node.closest("main")),
    };
  });

  for (const address of ["start", "matrix", "offers", "matches", "edit&what=request", "desk", "settings"]) {
    test(`every step through ${address} shows where it is, and it ends`, async ({ page }) => {
      test.setTimeout(120_000);
      await openSample(page, "es");
      await go(page, address);
      await page.evaluate(() => document.activeElement.blur());
      const seen = [];
      for (let step = 0; step < 60; step += 1) {
        await page.keyboard.press("Tab");
        const at = await focused(page);
        if (at.tag === "BODY") break;
        seen.push(at);
      }
      expect(seen.length).toBeGreaterThan(5);
      expect(seen.filter((at) => !at.seen)).toEqual([]);
      expect(seen.some((at) => at.inMain)).toBe(true);
    });
  }

  test("the skip link leads to the content", async ({ page }) => {
    await openSample(page, "es");
    await go(page, "offers");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("Tab");
    await expect(page.locator(".skip")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("main")).toBeFocused();
    await page.keyboard.press("Tab");
    expect((await focused(page)).inMain).toBe(true);
  });

  test("a dialog keeps the focus, Escape closes it, and the focus returns", async ({ page }) => {
    await openSample(page, "es");
    const opener = page.getByRole("button", { name: w["help.open"] });
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog[open]");
    await expect(dialog).toBeVisible();
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press("Tab");
      const outside = await page.evaluate(() => {
        const node = document.activeElement;
        return node !== document.body && !node.closest("dialog");
      });
      expect(outside).toBe(false);
    }
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(opener).toBeFocused();
  });

  test("a menu opens with Enter, folds with Escape and gives the focus back", async ({ page }) => {
    await openSample(page, "es");
    await go(page, "offers");
    await page.locator(".entry-card h3 a").first().click();
    const menu = page.locator(".detail-actions .menu");
    await menu.locator("summary").focus();
    await page.keyboard.press("Enter");
    await expect(menu.locator(".menu-list")).toBeVisible();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await expect(menu.locator(".menu-list")).toBeHidden();
    await expect(menu.locator("summary")).toBeFocused();
  });

  test("a suggestion is chosen with the arrows", async ({ page }) => {
    await openSample(page, "es");
    await go(page, "edit&what=offer");
    await page.getByRole("combobox", { name: w["edit.subjects"] }).focus();
    await page.keyboard.type("discapacidad");
    await expect(page.locator("li[role=option]").first()).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(page.locator("li[role=option][aria-selected=true]")).toHaveCount(1);
    await page.keyboard.press("Enter");
    await expect(page.locator(".chosen-subjects li")).toHaveCount(1);
  });

  test("the matrix is walked cell by cell and a cell is opened with Enter", async ({ page }) => {
    await openSample(page, "es");
    const cell = page.locator(".matrix-table tbody td.heat a").first();
    await cell.focus();
    await page.keyboard.press("ArrowDown");
    await expect(cell).not.toBeFocused();
    await expect(page.locator(".matrix-table a:focus")).toHaveCount(1);
    await page.keyboard.press("ArrowUp");
    await expect(cell).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator(".matrix-panel h2")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(cell).toBeFocused();
  });
});

test("how many entries are found is announced, and never a number that is not true yet", async ({ page }) => {
  await openSample(page, "es");
  await page.addInitScript(() => {
    window.announced = [];
    new MutationObserver((changes) => {
      for (const change of changes) {
        const region = (change.target.nodeType === 3 ? change.target.parentElement : change.target)?.closest?.("[role=status], [aria-live]");
        const text = region?.textContent.trim();
        if (text) window.announced.push(text);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await go(page, "offers");
  await page.getByRole("searchbox").fill("discapacidad");
  await expect(page.locator(".list-count")).toHaveText(/^(?!4\d )\d+ /);
  const found = (await page.locator(".list-count").textContent()).trim();
  const announced = await page.evaluate(() => window.announced);
  expect(announced).toContain(found);
  expect(announced.filter((text) => text.startsWith("0 "))).toEqual([]);
});

test("with reduced motion nothing moves", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openSample(page, "es");
  await page.getByRole("button", { name: w["help.open"] }).click();
  const moving = await page.evaluate(() => document.getAnimations().filter((animation) => animation.playState === "running").length);
  expect(moving).toBe(0);
});
