// The constants of scoring, read from the table of src/matching/SCORING.md: the page is normative, and whoever tunes a
// constant tunes it there. An engine that computes with another value than the page says disagrees with the oracle.
import { readFileSync } from "node:fs";

const page = readFileSync(new URL("../../src/matching/SCORING.md", import.meta.url), "utf8");
const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| ([0-9][0-9A-Fx._]*) \|/gm)];

/** Constants by name; the seed of the generator is a BigInt. */
export const K = Object.fromEntries(rows.map(([, name, value]) => {
  return [name, name.endsWith("_SEED") ? BigInt(value) : Number(value)];
}));

if (rows.length < 60) throw new Error("the table of constants in SCORING.md was not found");
