// Tests one by one: what each reaches and how long it takes; and a mutant against the tests that reach it.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** A mutation in a loop can ask for all memory there is; in kilobytes. */
const MEMORY = 6_000_000;
/** A run is given this many milliseconds, and this many times what its tests take on the untouched program. */
const PATIENCE = 3_000;
const PATIENCE_TIMES = 6;
/** Tests of a first group take this many milliseconds together, those of each next group four times as many. */
const FIRST_GROUP = 150;
const GROWTH = 4;
/** So many tests that caught neighbours of a mutant are tried before all others. */
const FAVOURITES = 4;

/** Runs tests of one program; ends with the name of the first that fails, "" where none does, or "timeout". */
function run(tree, program, names, env, limit) {
  return new Promise((done) => {
    const line = `ulimit -v ${MEMORY}; exec "$0" "$@"`;
    const child = spawn("sh", ["-c", line, program, "--exact", ...names, "--test-threads=1"], {
      cwd: tree, stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, PROPTEST_DISABLE_FAILURE_PERSISTENCE: "true", PROPTEST_MAX_SHRINK_ITERS: "0", RUST_BACKTRACE: "0",
        CARGO_MANIFEST_DIR: tree, ...env },
    });
    let text = "";
    let found = null;
    const clock = setTimeout(() => { found ??= "timeout"; child.kill("SIGKILL"); }, limit);
    child.stdout.on("data", (some) => {
      text += some;
      const failed = /^test (\S+).* \.\.\. (?:[\s\S]*\n)?FAILED$/m.exec(text);
      if (failed && found === null) { found = failed[1]; child.kill("SIGKILL"); }
    });
    child.on("close", (code) => {
      clearTimeout(clock);
      if (found === null && code !== 0) found = /test (\S+) \.\.\. [^\n]*$/.exec(text.trimEnd())?.[1] ?? "the program";
      done(found ?? "");
    });
  });
}

/** Every test alone: { program, name, time, reaches }. Those that fail on the untouched program are left out. */
export async function measured(tree, programs, scratch, say) {
  const tests = [];
  for (const program of programs) {
    const names = execFileSync(program, ["--list", "--format", "terse"], { cwd: tree, encoding: "utf8" })
      .split("\n").filter((line) => line.endsWith(": test")).map((line) => line.slice(0, -": test".length));
    for (const name of names) {
      const note = join(scratch, "reached");
      rmSync(note, { force: true });
      const begun = performance.now();
      const failed = await run(tree, program, [name], { MATRIZ_MUTANT: "reach", MATRIZ_REACH: note }, 300_000);
      const time = performance.now() - begun;
      if (failed) { say(`    left out, fails without a mutation: ${name}`); continue; }
      const reaches = existsSync(note) ? readFileSync(note, "utf8").split("\n").filter(Boolean).map(Number) : [];
      if (reaches.length > 0) tests.push({ program, name, time, reaches: new Set(reaches) });
    }
  }
  return tests.sort((a, b) => a.time - b.time);
}

function groups(tests) {
  const found = [];
  let room = 0;
  let size = FIRST_GROUP;
  for (const test of tests) {
    if (found.length === 0 || room < test.time) {
      found.push([]);
      room = size;
      size *= GROWTH;
    }
    room -= test.time;
    found.at(-1).push(test);
  }
  return found;
}

/** Tries mutants one after the other; remembers which tests catch what. */
export class Trial {
  constructor(tree, tests) {
    this.tree = tree;
    this.tests = tests;
    this.caught = new Map();
  }

  favourites(mutant, reaching) {
    const score = (test) =>
      100 * (this.caught.get(`${mutant.functionNumber} ${test.name}`) ?? 0) + (this.caught.get(`${mutant.file} ${test.name}`) ?? 0);
    const known = reaching.filter((test) => score(test) > 0 && test.time < 1_000);
    return known.sort((a, b) => score(b) - score(a)).slice(0, FAVOURITES);
  }

  /** { outcome, by }: caught, timeout, survived, or unreached where no test comes by. */
  async of(mutant, longest) {
    const reaching = this.tests.filter((test) => test.time <= longest && test.reaches.has(mutant.functionNumber));
    if (reaching.length === 0) return { outcome: "unreached" };
    const first = this.favourites(mutant, reaching);
    const rest = groups(reaching.filter((test) => !first.includes(test)));
    for (const group of first.length > 0 ? [first, ...rest] : rest) {
      for (const program of new Set(group.map((test) => test.program))) {
        const here = group.filter((test) => test.program === program);
        const limit = PATIENCE + PATIENCE_TIMES * here.reduce((sum, test) => sum + test.time, 0);
        const by = await run(this.tree, program, here.map((test) => test.name), { MATRIZ_MUTANT: String(mutant.number) }, limit);
        if (by === "timeout") return { outcome: "timeout", by: here[0].name };
        if (by !== "") {
          for (const place of [mutant.functionNumber, mutant.file]) {
            this.caught.set(`${place} ${by}`, (this.caught.get(`${place} ${by}`) ?? 0) + 1);
          }
          return { outcome: "caught", by };
        }
      }
    }
    return { outcome: "survived" };
  }
}
