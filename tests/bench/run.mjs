// `./dev bench`: the engine and its peers in one run on one page of headless Chromium.
//
// What is timed: ranking the first ten for every request, from the index (ours) and from the peer's laid-out arrays,
// both already built, each answer complete with offers, scores and bands. Index building stands beside it. Allocation
// is timed from plain edges to the optimum, ours and HiGHS's, each from arrays in memory, the model's copy included.
// An edit is timed from the changed record to the fresh rankings.
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { factsOf } from "./facts.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const here = fileURLToPath(new URL("./", import.meta.url));
const site = resolve(process.argv[2] ?? join(root, "target/bench"));
const sizes = (process.env.BENCH_SIZES ?? "1000,3000,10000").split(",").map(Number);
const largest = sizes[sizes.length - 1];
const highs = join(dirname(createRequire(import.meta.url).resolve("highs")), "./");

function data(size) {
  const catalog = join(site, `catalog-${size}.json`);
  execFileSync(
    "cargo",
    ["run", "--quiet", "--release", "--example", "generate", "--", size, size, "--seed", size, "--compact", "--out", catalog].map(String),
    { cwd: root, stdio: "inherit" },
  );
  writeFileSync(join(site, `facts-${size}.json`), JSON.stringify(factsOf(JSON.parse(readFileSync(catalog, "utf8")))));
}

const TYPES = { mjs: "text/javascript", js: "text/javascript", wasm: "application/wasm", json: "application/json", html: "text/html" };

/** The page's files, wherever they are, under one origin. */
async function serve() {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://host").pathname.slice(1);
    if (path === "") return response.setHeader("content-type", TYPES.html).end("<!doctype html><title>bench</title>");
    const file = [site, here, highs].map((folder) => join(folder, path)).find(existsSync);
    if (!file || path.includes("..")) return response.writeHead(404).end();
    response.setHeader("content-type", TYPES[path.split(".").pop()] ?? "application/octet-stream");
    createReadStream(file).pipe(response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { server, address: `http://127.0.0.1:${server.address().port}/` };
}

const shown = (ms) => (ms === null ? "" : ms < 100 ? ms.toFixed(2) : ms.toFixed(0));
const results = [];

/** A row of the table; `holds` says in words and in truth what the bar is. */
function row(name, ours, peer, peerMs, ratio, bar, ok, remark = "") {
  results.push({ name, ours_ms: ours, peer, peer_ms: peerMs, ratio, bar, ok });
  const cells = [name.padEnd(46), shown(ours).padStart(10), (peer ?? "").padEnd(16), shown(peerMs).padStart(10)];
  console.log([...cells, ratio === null ? "".padStart(8) : `${ratio.toFixed(1)}×`.padStart(8), bar.padEnd(12), ok ? "ok" : "MISSED", remark].join("  "));
}

async function measure(page) {
  const call = (name, ...rest) => page.evaluate(([method, args]) => window.bench[method](...args), [name, rest]);
  const times = new Map();
  console.log(["what".padEnd(46), "ours ms".padStart(10), "peer".padEnd(16), "peer ms".padStart(10), "ratio".padStart(8), "bar"].join("  "));
  for (const size of sizes) {
    const laid = await call("prepare", size);
    const rounds = size >= 10_000 ? 5 : 9;
    const ranked = await call("rank", size, rounds);
    if (!ranked.same) throw new Error(`ours and the peer differ at ${size}: ${ranked.where}`);
    times.set(size, ranked.ours);
    const isBar = size === largest;
    const ratio = ranked.peer / ranked.ours;
    row(`rank ${size} × ${size}, first ten of each`, ranked.ours, "tuned JavaScript", ranked.peer, ratio, isBar ? "10×" : "reported", !isBar || ratio >= 10, `${ranked.places} places alike`);
    row(`index ${size} × ${size} (ours reads the texts too)`, laid.indexMs, "laid-out arrays", laid.peerIndexMs, null, "reported", true, `file ${(laid.bytes / 1e6).toFixed(1)} MB, read and indexed the first time in ${shown(laid.readMs)} ms`);
  }
  const growth = times.get(largest) / times.get(sizes[0]);
  row(`growth of ranking, ${sizes[0]} to ${largest} a side`, times.get(largest), `ours at ${sizes[0]}`, times.get(sizes[0]), growth, "at most 40×", growth <= 40);
  const edits = await call("edit", largest, 200);
  row(`one edit among ${2 * largest} entries, 95th of 200`, edits.most, null, null, null, "16 ms", edits.most <= 16, `median ${shown(edits.median)}`);
  row(`one edit among ${2 * largest} entries, worst of 200`, edits.worst, null, null, null, "16 ms", edits.worst <= 16);
  for (const size of [500, 1000, 2000]) {
    const plan = await call("allocate", size, 3);
    if (!plan.same) throw new Error(`the optima differ at ${size}: ours ${plan.total}, HiGHS ${plan.optimum}`);
    const ratio = plan.peer / plan.ours;
    row(`allocation ${size} × ${size} × 20, most benefit`, plan.ours, "HiGHS", plan.peer, ratio, "10×", ratio >= 10, "same optimum");
  }
}

mkdirSync(site, { recursive: true });
console.log(`    generating catalogs: ${sizes.join(", ")} a side`);
sizes.forEach(data);
const { server, address } = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || undefined, args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(address);
  await page.addScriptTag({ type: "module", url: "./page.mjs" });
  await page.waitForFunction(() => window.bench);
  await measure(page);
} finally {
  await browser.close();
  server.close();
  writeFileSync(join(root, "target/bench.json"), `${JSON.stringify(results, null, 2)}\n`);
}
console.log("\n    written to target/bench.json");
if (results.some(({ ok }) => !ok)) console.log("    MISSED marks a figure that does not reach its bar");
