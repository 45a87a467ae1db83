// A copy of the sources with all mutants of one area in it, built once; what the compiler refuses is taken out.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isInBody, weave } from "./weave.mjs";

const lines = (text) => text.split("\n").filter((line) => line !== "");

function writeIfOther(path, text) {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** What cargo-mutants lists under a folder. */
function listedIn(root, glob) {
  const command = ["mutants", "--list", "--json", "--file", glob];
  return JSON.parse(execFileSync("cargo", command, { cwd: root, maxBuffer: 2 ** 30 }));
}

/** All mutants of these folders, numbered, each with a key that outlives moved lines. */
export function listed(root, globs) {
  const seen = new Map();
  const functions = new Map();
  const numbered = (map, key) => map.get(key) ?? map.set(key, map.size + 1).get(key);
  return globs.flatMap((glob) => listedIn(root, glob)).map((mutant, at) => {
    const says = mutant.name.replace(/^[^ ]+:\d+:\d+: /, "");
    const alike = `${mutant.file}: ${says}`;
    seen.set(alike, (seen.get(alike) ?? 0) + 1);
    const start = mutant.function?.span.start;
    const functionNumber = start && numbered(functions, `${mutant.file}:${start.line}:${start.column}`);
    return { ...mutant, number: at + 1, says, key: `${alike} #${seen.get(alike)}`, functionNumber };
  });
}

/** Copies what is in the repository, as it lies on the disk. */
function copied(root, tree) {
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root, encoding: "utf8" });
  for (const file of files.split("\0").filter((name) => name !== "" && existsSync(join(root, name)))) {
    const from = join(root, file);
    const to = join(tree, file);
    if (file.endsWith(".rs")) continue;
    if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) continue;
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(from, to);
  }
  return files.split("\0").filter((name) => name.endsWith(".rs") && existsSync(join(root, name)));
}

const canBeWoven = (root, mutant) => mutant.function && isInBody(readFileSync(join(root, mutant.file), "utf8"), mutant);

function written(root, tree, mutants) {
  const stretches = new Map();
  for (const file of copied(root, tree)) {
    let text = readFileSync(join(root, file), "utf8");
    const here = mutants.filter((mutant) => mutant.file === file);
    if (here.length > 0) {
      const woven = weave(text, here);
      text = woven.text;
      stretches.set(file, woven.stretches);
    }
    if (file === "src/lib.rs") text = `#![allow(arithmetic_overflow, unconditional_panic)]\n${text}\npub mod mutant;\n`;
    writeIfOther(join(tree, file), text);
  }
  writeIfOther(join(tree, "src/mutant.rs"), readFileSync(new URL("mutant.rs", import.meta.url), "utf8"));
  return stretches;
}

/** The stretch an error belongs to: its own place, or the place of the macro it came from. */
function blamed(message, stretches) {
  for (const primary of message.spans.filter((span) => span.is_primary)) {
    for (let span = primary; span; span = span.expansion?.span) {
      const found = stretches.get(span.file_name)?.find((piece) => piece.from <= span.byte_start && span.byte_start < piece.to);
      if (found && (found.mutant || found.whole)) return found;
    }
  }
  // An error of a signature goes with the body it spans.
  for (const span of message.spans) {
    const over = (piece) => piece.whole && piece.from < span.byte_end && span.byte_start < piece.to;
    const found = stretches.get(span.file_name)?.find(over);
    if (found) return { ...found, signature: true };
  }
  return null;
}

function cargo(tree, target, rest) {
  const run = spawnSync("cargo", [...rest, "--message-format=json"], {
    cwd: tree, encoding: "utf8", maxBuffer: 2 ** 30,
    env: { ...process.env, CARGO_TARGET_DIR: target, CARGO_PROFILE_DEV_DEBUG: "0", CARGO_PROFILE_DEV_OPT_LEVEL: "1" },
  });
  const told = lines(run.stdout).map((line) => JSON.parse(line));
  const errors = told.filter((one) => one.reason === "compiler-message" && one.message.level === "error")
    .map((one) => one.message).filter((message) => message.spans.length > 0);
  return { ok: run.status === 0, told, errors, stderr: run.stderr };
}

/** The mutants that are taken out for an error in a piece: one; or those of a function, whole bodies first. */
function concerned(piece, inside) {
  if (piece.mutant) return [piece.mutant];
  const all = [...inside.values()].filter((one) => one.functionNumber === piece.whole);
  const values = all.filter((one) => one.genre === "FnValue");
  return (piece.signature && values.length > 0 ? values : all).map((one) => one.number);
}

/** The mutants of a function that something needs while it is compiled. */
function neededConstant(message, mutants) {
  const name = message.code?.code === "E0015" && /`(?:\w+::)*?(\w+::\w+|\w+)`/.exec(message.message)?.[1];
  return mutants.filter((one) => name && one.function?.function_name === name).map((one) => one.number);
}

/** What the compiler refused the last time, as long as the file is the same: finding it out takes minutes. */
class Refused {
  constructor(root, path) {
    [this.root, this.path, this.texts] = [root, path, new Map()];
    this.found = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  }

  name({ file, key }) {
    if (!this.texts.has(file)) {
      this.texts.set(file, createHash("sha256").update(readFileSync(join(this.root, file))).digest("hex").slice(0, 16));
    }
    return `${this.texts.get(file)} ${key}`;
  }

  of(mutant) {
    return this.found[this.name(mutant)];
  }

  save(mutants, left) {
    const found = mutants.filter(({ number }) => left.has(number)).map((mutant) => [this.name(mutant), left.get(mutant.number)]);
    this.found = { ...this.found, ...Object.fromEntries(found) };
    writeFileSync(this.path, JSON.stringify(this.found, null, 1));
  }
}

/** Builds the tree; answers with the test programs and with what became of mutants that are not in them. */
export function built(root, tree, target, mutants, say) {
  const left = new Map();
  const inside = new Map(mutants.map((mutant) => [mutant.number, mutant]));
  const drop = (number, outcome) => { left.set(number, outcome); inside.delete(number); };
  const refused = new Refused(root, join(tree, "../refused.json"));
  for (const mutant of mutants) {
    const outcome = canBeWoven(root, mutant) ? refused.of(mutant) : "slow";
    if (outcome) drop(mutant.number, outcome);
  }
  for (let round = 1; ; round += 1) {
    const stretches = written(root, tree, [...inside.values()]);
    const check = cargo(tree, target, ["check", "--lib", "--test", "suite"]);
    if (check.ok) break;
    const before = inside.size;
    // One error of a signature brings others with it.
    const signatures = new Set();
    for (const message of check.errors) {
      const piece = blamed(message, stretches);
      const constant = piece ? [] : neededConstant(message, mutants);
      if (!piece && constant.length === 0) throw new Error(`an error outside all mutants:\n${message.rendered}`);
      for (const number of constant) drop(number, "slow");
      if (!piece || (piece.signature && signatures.has(piece.whole))) continue;
      if (piece.signature) signatures.add(piece.whole);
      for (const number of concerned(piece, inside)) drop(number, piece.mutant && !piece.shaky ? "unviable" : "slow");
      if (!piece.mutant) say(`    not woven: a function of ${message.spans[0].file_name}: ${message.message}`);
    }
    say(`    round ${round}: ${before - inside.size} taken out`);
    if (inside.size === before) throw new Error(check.stderr);
  }
  refused.save(mutants, left);
  const run = cargo(tree, target, ["test", "--no-run", "--lib", "--test", "suite"]);
  if (!run.ok) throw new Error(run.errors.map((message) => message.rendered).join("\n") + run.stderr);
  return { left, programs: run.told.filter((one) => one.executable && one.profile?.test).map((one) => one.executable) };
}
