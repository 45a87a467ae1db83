// What runs inside the page: the engine (WebAssembly), the peer and HiGHS, each timed by the page's own clock.
import start, { Bench, most_benefit_total } from "./pkg/bench.js";
import { Peer } from "./peer.mjs";
import loadHighs from "./highs.mjs";

const SETTINGS = { as_of: "2026-11-22", importances: {}, required_minimum: 0.5, same_country: false };
const CANDIDATES = 20;

await start();
const highs = await loadHighs({ locateFile: (file) => `./${file}` });
const loaded = new Map();

function timed(run) {
  const begun = performance.now();
  const value = run();
  return { ms: performance.now() - begun, value };
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Reads a catalog into both; how long each took to lay it out. */
async function prepare(size) {
  const [bytes, facts] = await Promise.all([
    fetch(`./catalog-${size}.json`).then((answer) => answer.arrayBuffer()),
    fetch(`./facts-${size}.json`).then((answer) => answer.json()),
  ]);
  const read = timed(() => new Bench(new Uint8Array(bytes), SETTINGS.as_of));
  const engine = read.value;
  const build = timed(() => engine.build());
  const analysed = engine.analysed().trim().split("\n").map((line) => JSON.parse(line));
  const peer = timed(() => new Peer(facts, analysed));
  loaded.set(size, { engine, peer: peer.value });
  return { bytes: bytes.byteLength, readMs: read.ms, indexMs: build.ms, peerIndexMs: peer.ms };
}

/** Both rank all requests, by turns; medians, and whether they answer alike. */
function rank(size, rounds) {
  const { engine, peer } = loaded.get(size);
  const [ours, theirs] = [[], []];
  let found;
  engine.rank();
  peer.rankAll(SETTINGS);
  for (let round = 0; round < rounds; round += 1) {
    ours.push(timed(() => engine.rank()).ms);
    const turn = timed(() => peer.rankAll(SETTINGS));
    theirs.push(turn.ms);
    found = turn.value;
  }
  return { ours: median(ours), peer: median(theirs), ...compare(engine.found(), found) };
}

/** The same offers in the same places with the same bands, and scores equal after rounding to 1e-9. */
function compare(ours, found) {
  let at = 0;
  let places = 0;
  for (let r = 0; r < found.count.length; r += 1) {
    if (ours[at++] !== found.count[r]) return { same: false, where: `request ${r}: ${ours[at - 1]} and ${found.count[r]} places` };
    for (let n = r * found.k; n < r * found.k + found.count[r]; n += 1) {
      const [offer, score, band] = [ours[at++], ours[at++], ours[at++]];
      const same = offer === found.offers[n] && Math.abs(score - found.scores[n]) <= 1.1e-9 && band === found.bands[n];
      if (!same) return { same: false, where: `request ${r}, place ${n - r * found.k + 1}: ${score} and ${found.scores[n]}` };
      places += 1;
    }
  }
  return { same: at === ours.length, places };
}

/** Edits one by one; how long each took until its own ranking and the visible ones were made again. */
function edit(size, steps) {
  const { engine } = loaded.get(size);
  for (let step = 0; step < 6; step += 1) engine.edit(step);
  const each = Array.from({ length: steps }, (_, step) => timed(() => engine.edit(step + 6)).ms);
  each.sort((a, b) => a - b);
  return { median: median(each), most: each[Math.ceil(steps * 0.95) - 1], worst: each[steps - 1] };
}

/** Random numbers, the same for the same seed (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Every request has 20 candidates, a few offers are in many lists, scores are scaled integers. */
function instance(size) {
  const next = random(size);
  const edges = [];
  for (let request = 0; request < size; request += 1) {
    const offers = new Set();
    while (offers.size < CANDIDATES) offers.add(Math.floor(next() ** 3 * size));
    for (const offer of offers) edges.push(request, offer, 300_000 + Math.floor(next() * 700_000));
  }
  return Uint32Array.from(edges);
}

/** The same as a linear program. Its matrix is totally unimodular: whole numbers need not be asked for. */
function program(size, edges) {
  const columns = edges.length / 3;
  const indices = new Int32Array(columns * 2);
  const colCost = new Float64Array(columns);
  for (let column = 0; column < columns; column += 1) {
    indices[2 * column] = edges[3 * column];
    indices[2 * column + 1] = size + edges[3 * column + 1];
    colCost[column] = edges[3 * column + 2];
  }
  const rows = 2 * size;
  return {
    numCols: columns, numRows: rows, sense: highs.constants.objectiveSense.maximize, colCost,
    colLower: new Float64Array(columns), colUpper: new Float64Array(columns).fill(1),
    rowLower: new Float64Array(rows).fill(-highs.infinity), rowUpper: new Float64Array(rows).fill(1),
    matrix: {
      format: "csc", numRows: rows, numCols: columns, indices, values: new Float64Array(2 * columns).fill(1),
      starts: Int32Array.from({ length: columns + 1 }, (_, column) => 2 * column),
    },
  };
}

function solve(data) {
  return highs.withModel(data, (model) => {
    model.options.set({ output_flag: false });
    model.run();
    return model.getObjectiveValue();
  });
}

function allocate(size, rounds) {
  const edges = instance(size);
  const data = program(size, edges);
  const [ours, theirs] = [[], []];
  let [total, optimum] = [most_benefit_total(size, edges), 0];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(timed(() => most_benefit_total(size, edges)).ms);
    const turn = timed(() => solve(data));
    theirs.push(turn.ms);
    optimum = turn.value;
  }
  return { ours: median(ours), peer: median(theirs), same: Math.abs(optimum - total) < 0.5, total, optimum };
}

window.bench = { prepare, rank, edit, allocate };
