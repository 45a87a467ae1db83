// cargo-mutants' list of mutants, tried quickly: one build an area, each mutant against the tests that reach it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { surviving } from "./readme.mjs";
import { built, listed } from "./tree.mjs";
import { Trial, measured } from "./trial.mjs";

const GLOBS = ["src/catalog/merge/**", "src/planning/**", "src/matching/**"];
/** The first that fits names the area of a file. */
const AREAS = {
  merge: /^src\/catalog\/merge\//,
  planning: /^src\/planning\//,
  ranking: /^src\/matching\/(ahead|best|brief|ceiling|contest|echoes|hope|nearness|postings|probe|search|shelf|sums)\.rs$/,
  matching: /^src\/matching\//,
};
const areaOf = (file) => Object.keys(AREAS).find((area) => AREAS[area].test(file));
const root = fileURLToPath(new URL("../../", import.meta.url));
const say = (line) => console.log(line);

const options = process.argv.slice(2).filter((word) => word.startsWith("--"));
const option = (name) => options.find((word) => word.startsWith(`--${name}=`))?.split("=")[1];
const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const names = asked.length > 0 ? asked : Object.keys(AREAS);
const home = process.env.MATRIZ_MUTANTS ?? join(root, "target/mutants");
const longest = Number(option("longest") ?? 1e9) * 1_000;
const again = options.includes("--again");
const rest = options.includes("--rest");
const only = option("only");
const listedOnly = options.includes("--listed");

/** What is known from an earlier run, by key. */
function known(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/** The areas in one build: mutants in order of the areas asked for, and the tests that reach any of them. */
async function prepared(results) {
  const all = listed(root, GLOBS).map((mutant) => ({ ...mutant, area: areaOf(mutant.file) }));
  const here = new Set(all.filter(({ area }) => names.includes(area)).map(({ key }) => key));
  const survivors = surviving();
  const isAsked = ({ key, says, file }) => {
    const old = results[key]?.outcome;
    if ((rest && old) || (again && ["caught", "timeout"].includes(old))) return false;
    return (!only || key.includes(only)) && (!listedOnly || survivors.has(`${file}: ${says}`));
  };
  const mutants = names.flatMap((name) => all.filter(({ area }) => area === name)).filter(isAsked);
  say(`${mutants.length} mutants; weaving and building`);
  const tree = join(home, "tree");
  const { left, programs } = built(root, tree, join(home, "target"), mutants, say);
  say(`${left.size} are not in the build; now every test alone`);
  const tests = await measured(tree, programs, home, say);
  const seconds = Math.round(tests.reduce((sum, test) => sum + test.time, 0) / 1_000);
  say(`${tests.length} tests reach the functions, ${seconds} s of them`);
  writeFileSync(join(home, "tests.json"), JSON.stringify(tests.map((test) => ({ ...test, reaches: [...test.reaches] })), null, 1));
  return { here, mutants, left, trial: new Trial(tree, tests) };
}

async function tried() {
  mkdirSync(home, { recursive: true });
  const file = join(home, "results.json");
  const results = known(file);
  const { here, mutants, left, trial } = await prepared(results);
  let done = 0;
  for (const mutant of mutants) {
    const { key, says, file: source, area, number } = mutant;
    const one = { key, says, file: source, area, line: mutant.span.start.line };
    done += 1;
    if (left.has(number)) { results[key] = { ...one, outcome: left.get(number) }; continue; }
    results[key] = { ...one, ...(await trial.of(mutant, longest)) };
    const { outcome, by } = results[key];
    say(`${done}/${mutants.length} ${outcome} ${key}${by ? ` (${by})` : ""}`);
    if (done % 20 === 0) writeFileSync(file, JSON.stringify(results, null, 1));
  }
  const kept = Object.fromEntries(Object.entries(results).filter(([key, { area }]) => here.has(key) || !names.includes(area)));
  writeFileSync(file, JSON.stringify(kept, null, 1));
  for (const area of names) {
    const counts = {};
    for (const one of Object.values(kept)) if (one.area === area) counts[one.outcome] = (counts[one.outcome] ?? 0) + 1;
    say(`${area}: ${JSON.stringify(counts)}`);
  }
}

const unknown = names.find((name) => !AREAS[name]);
if (unknown) throw new Error(`no such area: ${unknown}; there are ${Object.keys(AREAS).join(", ")}`);
await tried();
