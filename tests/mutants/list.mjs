// Writes the table and the lists of README.md anew from results.json: what survived, under the reasons that stand there.
// What has no reason yet is put under "Not judged yet"; lines are moved to a reason by hand, and stay with it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LISTS, UNJUDGED, parts, readme, sections } from "./readme.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const home = process.env.MATRIZ_MUTANTS ?? join(root, "target/mutants");
const COLUMNS = { caught: "caught", timeout: "caught by time", unviable: "unviable", slow: "cannot be woven", survived: "survived",
  unreached: "no test comes by" };

function section(file, survivors, reasons) {
  const counts = new Map();
  for (const { says } of survivors) counts.set(says, (counts.get(says) ?? 0) + 1);
  const groups = new Map([...reasons.keys()].map((reason) => [reason, []]));
  for (const says of counts.keys()) {
    const reason = [...reasons].find(([, list]) => list.includes(says))?.[0] ?? UNJUDGED;
    if (!groups.has(reason)) groups.set(reason, []);
    groups.get(reason).push(`- \`${says}\`${counts.get(says) > 1 ? ` (${counts.get(says)} places)` : ""}`);
  }
  const told = [...groups].filter(([, list]) => list.length > 0).map(([reason, list]) => `${reason}\n\n${list.join("\n")}\n`);
  return `### \`${file}\`\n\n${told.join("\n")}`;
}

const AREAS = ["merge", "planning", "matching", "ranking"];
const all = Object.values(JSON.parse(readFileSync(join(home, "results.json"), "utf8")));
const results = AREAS.flatMap((name) => all.filter(({ area }) => area === name));
const areas = new Set(results.map(({ area }) => area));
const row = (name, of) => {
  const counts = Object.keys(COLUMNS).map((outcome) => of.filter((one) => one.outcome === outcome).length);
  return `| ${[name, of.length, ...counts].join(" | ")} |`;
};
const rows = AREAS.filter((area) => areas.has(area))
  .map((area) => row(area, results.filter((one) => one.area === area)));
const table = [`| area | mutants | ${Object.values(COLUMNS).join(" | ")} |`, `|${"---|".repeat(8)}`, ...rows, row("all", results)];

const [before, lists] = parts();
const known = sections(lists);
const files = [...new Set(results.map(({ file }) => file))];
const listed = files.map((file) => {
  const survivors = results.filter((one) => one.file === file && ["survived", "unreached"].includes(one.outcome));
  return survivors.length > 0 ? section(file, survivors, known.get(file) ?? new Map()) : "";
});
const kept = [...known].filter(([file]) => !files.includes(file)).map(([file]) => lists.split(/^(?=### )/m).find((part) => part.startsWith(`### \`${file}\``)));
const text = before.replace(/^\| area [^]*?\n(?=\n)/m, `${table.join("\n")}\n`);
const whole = [...listed, ...kept].filter((one) => one !== "").map((one) => one.trimEnd());
writeFileSync(readme, `${text}${LISTS}${lists.split(/^### /m)[0]}${whole.join("\n\n\n")}\n`);
console.log(table.join("\n"));
