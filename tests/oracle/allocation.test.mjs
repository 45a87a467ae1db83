// Allocation against an independent solver: HiGHS on the same large instances, as linear programs.
//
// The constraints are a network's, so the linear optimum is the whole-number optimum. *Most served* is lexicographic
// and is solved in two steps: first how many, then the highest total with so many.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import highsLoader from "highs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const profile = process.env.MATRIZ_PROFILE ?? "dev";
const CANDIDATES = 20;

/** SplitMix64, as everywhere in the project. */
function random(seed) {
  let state = BigInt(seed);
  const mask = (1n << 64n) - 1n;
  return (bound) => {
    state = (state + 0x9e3779b97f4a7c15n) & mask;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask;
    return Number((z ^ (z >> 31n)) % BigInt(bound));
  };
}

/** Requests that want some offers more than others, places for fewer than all where `scarce`. */
function instance(size, seed, scarce) {
  const below = random(seed);
  const skewed = () => Math.floor(size * (below(1e6) / 1e6) ** 2);
  const edges = [];
  for (let request = 0; request < size; request += 1) {
    const offers = new Set();
    while (offers.size < CANDIDATES) offers.add(skewed());
    for (const offer of offers) edges.push([request, offer, 300_000 + below(700_000)]);
  }
  const needs = Array.from({ length: size }, () => 1 + below(2));
  const capacities = Array.from({ length: size }, () => (scarce ? below(2) : 1 + below(2)));
  return { needs, capacities, edges };
}

function ours(objective, graph) {
  const run = ["run", "--quiet", "--profile", profile, "--example", "solve", "--", objective];
  const input = JSON.stringify(graph);
  return JSON.parse(execFileSync("cargo", run, { cwd: root, input, maxBuffer: 2 ** 30, encoding: "utf8" }));
}

/** The program in CPLEX's text form, its lines short enough for any reader. */
function program({ needs, capacities, edges }, { objective, served, atLeast }) {
  const of = (at, count) => edges.reduce((lists, edge, e) => (lists[edge[at]].push(e), lists), Array.from({ length: count }, () => []));
  const sum = (terms) => terms.join("\n + ");
  const rows = [];
  of(0, needs.length).forEach((list, r) => {
    if (list.length === 0) return;
    rows.push(` n${r}: ${sum(list.map((e) => `x${e}`))} <= ${needs[r]}`);
    if (served) rows.push(` s${r}: y${r} - ${list.map((e) => `x${e}`).join("\n - ")} <= 0`);
  });
  of(1, capacities.length).forEach((list, o) => {
    if (list.length > 0) rows.push(` c${o}: ${sum(list.map((e) => `x${e}`))} <= ${capacities[o]}`);
  });
  const people = needs.map((_, r) => `y${r}`);
  if (atLeast !== undefined) rows.push(` all: ${sum(people)} >= ${atLeast}`);
  const goal = objective === "count" ? sum(people) : sum(edges.map(([, , weight], e) => `${weight} x${e}`));
  const bounds = edges.map((_, e) => ` 0 <= x${e} <= 1`).concat(served ? people.map((y) => ` 0 <= ${y} <= 1`) : []);
  return `Maximize\n obj: ${goal}\nSubject To\n${rows.join("\n")}\nBounds\n${bounds.join("\n")}\nEnd\n`;
}

const highs = await highsLoader();

function theirs(graph, options) {
  const began = performance.now();
  const solution = highs.solve(program(graph, options));
  assert.equal(solution.Status, "Optimal");
  return { value: Math.round(solution.ObjectiveValue), milliseconds: performance.now() - began };
}

/** What the engine says it chose, added up again and held against every capacity. */
function assertHolds(graph, plan) {
  const weights = new Map(graph.edges.map(([request, offer, weight]) => [`${request} ${offer}`, weight]));
  const left = { needs: [...graph.needs], capacities: [...graph.capacities] };
  let total = 0;
  for (const [request, offer] of plan.pairs) {
    total += weights.get(`${request} ${offer}`);
    weights.delete(`${request} ${offer}`);
    left.needs[request] -= 1;
    left.capacities[offer] -= 1;
  }
  assert.ok(Math.min(...left.needs, ...left.capacities) >= 0, "within all capacities");
  assert.equal(total, plan.total);
  assert.equal(new Set(plan.pairs.map(([request]) => request)).size, plan.served);
  assert.equal(plan.proof, "best");
}

for (const [size, scarce] of [[500, false], [1_000, true], [2_000, false]]) {
  test(`allocation of ${size} requests and ${size} offers equals HiGHS's`, (t) => {
    const graph = instance(size, size, scarce);
    const benefit = ours("benefit", graph);
    assertHolds(graph, benefit);
    const best = theirs(graph, { objective: "weight" });
    assert.equal(benefit.total, best.value);
    t.diagnostic(`most benefit: ${benefit.milliseconds.toFixed(1)} ms (${profile}), HiGHS ${best.milliseconds.toFixed(0)} ms`);
    const served = ours("served", graph);
    assertHolds(graph, served);
    const most = theirs(graph, { objective: "count", served: true });
    assert.equal(served.served, most.value);
    const then = theirs(graph, { objective: "weight", served: true, atLeast: most.value });
    assert.equal(served.total, then.value);
    const both = most.milliseconds + then.milliseconds;
    t.diagnostic(`most served: ${served.milliseconds.toFixed(1)} ms (${profile}), HiGHS ${both.toFixed(0)} ms`);
  });
}
