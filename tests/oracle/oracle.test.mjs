// The engine and the oracle, side by side: every pair, every criterion, every gate, the order, near misses, robustness.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nearMissesOf, robustnessOf } from "./beyond.mjs";
import { CRITERIA } from "./criteria.mjs";
import { answersOf, generated, graded } from "./engine.mjs";
import { GATES, byScore, judgeAll, passes, providerScore, settingsOn, worldOf } from "./oracle.mjs";
import { torn } from "./torn.mjs";

/** Scores are compared after rounding to 1e-9; the slack is for the binary form of such a number. */
const SCORE = 1e-9 + 1e-15;
/** Values and contributions are compared before rounding: only the order of a sum may differ. */
const VALUE = 1e-12;

const DAY = "2026-11-22";
const plain = settingsOn(DAY);
const demanding = {
  ...plain, importances: { language: "required", time: "required", evidence: "not", subject: "very" }, same_country: true,
};
const indifferent = { ...plain, as_of: "2027-06-30", importances: Object.fromEntries(CRITERIA.map((name) => [name, "not"])) };
const strict = { ...plain, importances: { subject: "required", text: "very" }, required_minimum: 0.8 };

const near = (a, b, slack, what) => assert.ok(Math.abs(a - b) <= slack, `${what}: engine ${a}, oracle ${b}`);

function compareGates(mine, yours, what) {
  const failed = GATES.filter((_, at) => !mine.gates[at]);
  // The engine gives every reason; two can be of one gate.
  assert.deepEqual([...new Set(yours.failed)], failed, `${what}: gates that fail`);
}

function comparePair(mine, yours, r, what, worst) {
  assert.ok(!yours.missing, `${what}: the engine does not know the pair`);
  compareGates(mine, yours, what);
  CRITERIA.forEach((name, at) => {
    const [state, value] = yours.values[at];
    assert.equal(state, mine.criteria[at].state, `${what}: state of ${name}`);
    near(value, mine.criteria[at].value, VALUE, `${what}: ${name}`);
    worst.value = Math.max(worst.value, Math.abs(value - mine.criteria[at].value));
  });
  near(yours.score, mine.score, SCORE, `${what}: score`);
  worst.score = Math.max(worst.score, Math.abs(yours.score - mine.score));
  assert.equal(yours.band, mine.band, `${what}: band`);
  near(yours.parts.reduce((sum, part) => sum + part, 0), yours.score, SCORE, `${what}: contributions add up`);
  near(yours.provider, providerScore(r, mine.criteria), SCORE, `${what}: provider-side score`);
}

const change = (said) => (typeof said === "string" ? [said] : Object.entries(said)[0]);

function compareLists(mine, yours, what) {
  assert.deepEqual(yours.map((match) => match.offer), mine.map((match) => match.offer), `${what}: order`);
  yours.forEach((match, at) => {
    near(match.score, mine[at].score, SCORE, `${what}: score`);
    assert.equal(match.band, mine[at].band, `${what}: band`);
  });
}

function compareRequest(r, answer, world, worst) {
  const pairs = judgeAll(r, world);
  assert.equal(answer.pairs.length, pairs.length);
  const yours = new Map(answer.pairs.map((pair) => [pair.offer, pair]));
  for (const mine of pairs) comparePair(mine, yours.get(mine.offer), r, `${r.id} × ${mine.offer}`, worst);
  const matches = pairs.filter(passes).sort(byScore);
  compareLists(matches.slice(0, 10), answer.ranked, `${r.id}: the first ten`);
  compareLists(matches, answer.all, `${r.id}: all matches`);
  const misses = nearMissesOf(r, world);
  compareLists(misses, answer.near, `${r.id}: near misses`);
  answer.near.forEach((miss, at) => {
    assert.equal(miss.failed, misses[at].failed, `${r.id}: what the near miss fails`);
    assert.deepEqual(miss.changes.map(change), misses[at].changes, `${r.id} × ${miss.offer}: changes`);
  });
  const shares = new Map(answer.robustness.map((share) => [share.offer, share]));
  for (const mine of robustnessOf(r, world)) {
    const share = shares.get(mine.offer);
    assert.deepEqual([share.first, share.top_three], [mine.first, mine.topThree], `${r.id} × ${mine.offer}: robustness`);
  }
  worst.pairs += pairs.length;
  worst.matches += matches.length;
  worst.near += misses.length;
}

function compare(t, catalog, settings) {
  const { analysed, answers } = answersOf(catalog, settings);
  const world = worldOf(catalog, analysed, settings);
  const worst = { pairs: 0, matches: 0, near: 0, value: 0, score: 0 };
  assert.equal(answers.length, world.requests.length);
  assert.ok(answers.length > 0);
  const byRequest = new Map(answers.map((answer) => [answer.request, answer]));
  for (const r of world.requests) compareRequest(r, byRequest.get(r.id), world, worst);
  t.diagnostic(
    `${worst.pairs} pairs, ${worst.matches} matches, ${worst.near} near misses; ` +
    `largest difference of a value ${worst.value.toExponential(1)}, of a score ${worst.score.toExponential(1)}`,
  );
  return worst;
}

for (const half of ["a", "b"]) {
  const catalog = graded(`catalog-${half}.json`);
  test(`graded half ${half}, nothing set`, (t) => assert.ok(compare(t, catalog, plain).matches > 0));
  test(`graded half ${half}, some required`, (t) => assert.ok(compare(t, catalog, demanding).near > 0));
  test(`graded half ${half}, with fields torn out`, (t) => compare(t, torn(catalog, 11), plain));
}

for (const [seed, settings, name] of [[1, plain, "nothing set"], [2, demanding, "some required"], [3, indifferent, "all not"], [4, strict, "a high minimum"]]) {
  const catalog = generated(45, 45, seed);
  test(`generated ${seed}, ${name}`, (t) => assert.ok(compare(t, catalog, settings).matches > 0));
  test(`generated ${seed} with fields torn out, ${name}`, (t) => compare(t, torn(catalog, seed), settings));
}

test("a catalog of one offer and one request", (t) => compare(t, generated(1, 1, 5), plain));

test("a larger catalog, where rarity has levels", (t) => compare(t, generated(30, 260, 6), plain));
