// The engine's side of the comparison: its examples, run as a person would run them.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
// `cargo test` has built the examples already; another profile can be named, e.g. release for large catalogs.
const profile = process.env.MATRIZ_PROFILE ?? "dev";

export function example(name, ...rest) {
  const run = ["run", "--quiet", "--profile", profile, "--example", name, "--", ...rest];
  return execFileSync("cargo", run, { cwd: root, maxBuffer: 2 ** 30, encoding: "utf8" });
}

const lines = (text) => text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));

/** A catalog of the project's tests. */
export const graded = (name) => JSON.parse(readFileSync(join(root, "tests/graded", name), "utf8"));

export const generated = (offers, requests, seed) =>
  JSON.parse(example("generate", String(offers), String(requests), "--seed", String(seed)));

/** What the engine answers about a catalog: { analysed, answers }. */
export function answersOf(catalog, settings) {
  const folder = mkdtempSync(join(tmpdir(), "matriz-oracle-"));
  try {
    const file = join(folder, "catalog.json");
    writeFileSync(file, JSON.stringify(catalog));
    const all = lines(example("answers", file, JSON.stringify(settings)));
    return { analysed: all.filter((line) => line.entry), answers: all.filter((line) => line.request) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
