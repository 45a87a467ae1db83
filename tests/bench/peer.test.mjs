// The peer ranks as the oracle does: the same first ten, the same scores to 1e-9, the same bands.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answersOf, generated, graded } from "../oracle/engine.mjs";
import { matchesOf, settingsOn, worldOf } from "../oracle/oracle.mjs";
import { torn } from "../oracle/torn.mjs";
import { factsOf } from "./facts.mjs";
import { Peer } from "./peer.mjs";

const plain = settingsOn("2026-11-22");
const demanding = { ...plain, importances: { language: "required", evidence: "not", text: "very" }, same_country: true };

function compare(t, catalog, settings) {
  const { analysed } = answersOf(catalog, settings);
  const world = worldOf(catalog, analysed, settings);
  const peer = new Peer(factsOf(catalog), analysed);
  const found = peer.rankAll(settings);
  let [compared, worst] = [0, 0];
  for (const r of world.requests) {
    const mine = matchesOf(r, world).slice(0, 10);
    const yours = peer.shown(found, peer.requests.ids.indexOf(r.id));
    assert.deepEqual(yours.map(({ offer, band }) => [offer, band]), mine.map(({ offer, band }) => [offer, band]), r.id);
    yours.forEach(({ score }, at) => {
      worst = Math.max(worst, Math.abs(score - mine[at].score));
      assert.ok(Math.abs(score - mine[at].score) <= 1e-9 + 1e-15, `${r.id}: peer ${score}, oracle ${mine[at].score}`);
    });
    compared += mine.length;
  }
  t.diagnostic(`${compared} places among the first ten; largest difference ${worst.toExponential(1)}`);
  assert.ok(compared > 0);
}

for (const half of ["a", "b"]) test(`peer, graded half ${half}`, (t) => compare(t, graded(`catalog-${half}.json`), plain));
for (const seed of [21, 22]) {
  test(`peer, generated ${seed}`, (t) => compare(t, generated(120, 60, seed), seed === 21 ? plain : demanding));
  test(`peer, generated ${seed} with fields torn out`, (t) => compare(t, torn(generated(80, 60, seed), seed), demanding));
}
