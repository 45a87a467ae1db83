// Exchanges and missions against an independent solver: HiGHS on the same instances, as whole-number programs.
//
// Exchanges: one 0/1 variable a swap and a ring, at most one for each institution, the highest total. Missions: one
// variable an institution, every subject covered; first the fewest, then the best sum of covering scores with so few.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import highsLoader from "highs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const profile = process.env.MATRIZ_PROFILE ?? "dev";
const highs = await highsLoader();

/** A small generator of whole numbers below a bound, the same everywhere (xorshift of 32 bits). */
function random(seed) {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return (bound) => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % bound;
  };
}

function ours(what, instance) {
  const run = ["run", "--quiet", "--profile", profile, "--example", "solve", "--", what];
  return JSON.parse(execFileSync("cargo", run, { cwd: root, input: JSON.stringify(instance), encoding: "utf8" }));
}

function theirs(sense, goal, rows, binaries) {
  const sum = (terms) => (terms.length > 0 ? terms.join("\n + ") : "0 nothing");
  const lines = rows.map(([terms, relation, bound], at) => ` r${at}: ${sum(terms)} ${relation} ${bound}`);
  const text = `${sense}\n obj: ${sum(goal)}\nSubject To\n${lines.join("\n")}\nBinary\n ${binaries.join("\n ")}\nEnd\n`;
  const solution = highs.solve(text);
  assert.equal(solution.Status, "Optimal");
  return Math.round(solution.ObjectiveValue);
}

/** Every swap and every ring of three among the gifts, each once, with its worth. */
function cycles(gifts, count) {
  const worth = new Map(gifts.map(([from, to, weight]) => [from * count + to, weight]));
  const give = (from, to) => worth.get(from * count + to) ?? 0;
  const found = [];
  for (let a = 0; a < count; a += 1) {
    for (let b = a + 1; b < count; b += 1) {
      if (give(a, b) > 0 && give(b, a) > 0) found.push({ members: [a, b], worth: give(a, b) + give(b, a) });
      for (let c = b + 1; c < count; c += 1) {
        for (const members of [[a, b, c], [a, c, b]]) {
          const gifts = members.map((from, at) => give(from, members[(at + 1) % 3]));
          if (Math.min(...gifts) > 0) found.push({ members, worth: gifts[0] + gifts[1] + gifts[2] });
        }
      }
    }
  }
  return found;
}

for (const [count, share, seed] of [[12, 4, 1], [20, 3, 2], [30, 2, 3], [40, 1, 4]]) {
  test(`exchanges among ${count} institutions equal HiGHS's`, () => {
    const below = random(seed);
    const gifts = [];
    for (let from = 0; from < count; from += 1) {
      for (let to = 0; to < count; to += 1) {
        if (from !== to && below(10) < share) gifts.push([from, to, 300_000 + below(700_000)]);
      }
    }
    const plan = ours("exchanges", { gifts });
    const all = cycles(gifts, count);
    const name = (at) => `c${at}`;
    const rows = Array.from({ length: count }, (_, institution) => [
      all.flatMap((cycle, at) => (cycle.members.includes(institution) ? [name(at)] : [])), "<=", 1,
    ]);
    const best = theirs("Maximize", all.map((cycle, at) => `${cycle.worth} ${name(at)}`), rows.filter(([terms]) => terms.length > 0), all.map((_, at) => name(at)));
    assert.equal(plan.proof, "best");
    assert.equal(plan.total, best);
    const members = plan.cycles.flat();
    assert.equal(new Set(members).size, members.length, "no institution stands in two");
  });
}

for (const [institutions, subjects, seed] of [[15, 6, 5], [30, 9, 6], [40, 12, 7]]) {
  test(`a mission for ${subjects} subjects among ${institutions} institutions equals HiGHS's`, () => {
    const below = random(seed);
    const scores = Array.from({ length: institutions }, () =>
      Array.from({ length: subjects }, () => (below(5) < 1 ? 1 + below(1_000) : 0)));
    for (let subject = 0; subject < subjects; subject += 1) scores[below(institutions)][subject] ||= 1 + below(1_000);
    const plan = ours("missions", { subjects, institutions: scores });
    const chosen = scores.map((_, i) => `x${i}`);
    const who = (subject) => scores.flatMap((of, i) => (of[subject] > 0 ? [i] : []));
    const covers = Array.from({ length: subjects }, (_, s) => [who(s).map((i) => `x${i}`), ">=", 1]);
    const fewest = theirs("Minimize", chosen, covers, chosen);
    assert.equal(plan.institutions.length, fewest);
    // With so many: each subject stands with one chosen institution that covers it.
    const stands = scores.flatMap((of, i) => of.flatMap((score, s) => (score > 0 ? [{ name: `y${i}_${s}`, i, s, score }] : [])));
    const rows = [
      [chosen, "=", fewest],
      ...Array.from({ length: subjects }, (_, s) => [stands.filter((it) => it.s === s).map((it) => it.name), "=", 1]),
      ...stands.map((it) => [[`${it.name} - x${it.i}`], "<=", 0]),
    ];
    const best = theirs("Maximize", stands.map((it) => `${it.score} ${it.name}`), rows, [...chosen, ...stands.map((it) => it.name)]);
    assert.equal(plan.total, best);
    assert.equal(plan.proof, "best");
  });
}
