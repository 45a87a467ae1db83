// What a first visit downloads, compressed as a good host compresses (brotli 11).
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/** Bar of the first visit: page, worker, styles and one language, in kB. */
const BAR_KB = 350;
const root = process.argv[2] ?? "dist";
const compressed = (file) =>
  brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const files = readdirSync(root).filter((name) => statSync(join(root, name)).isFile()).map((name) => join(root, name));
const language = join(root, "locales", "es.json");
/** Loaded when a person first opens or makes a spreadsheet. */
const isLater = (file) => /sheets[^/]*\.(js|wasm)$/.test(file);
let total = 0;
console.log("\nFirst visit            raw kB   brotli kB");
const line = (file) => {
  const bytes = compressed(file);
  const name = file.slice(root.length + 1).replace(/-[0-9a-f]{16}/, "");
  console.log(`  ${name.padEnd(20)} ${(statSync(file).size / 1000).toFixed(0).padStart(7)} ${(bytes / 1000).toFixed(1).padStart(11)}`);
  return bytes;
};
const shipped = files.filter((name) => /\.(html|js|css|wasm)$/.test(name));
for (const file of [...shipped.filter((name) => !isLater(name)), language]) total += line(file);
console.log(`  ${"together".padEnd(20)} ${"".padStart(7)} ${(total / 1000).toFixed(1).padStart(11)}  (bar ${BAR_KB})`);
if (total > BAR_KB * 1000) console.log(`  over the bar by ${((total - BAR_KB * 1000) / 1000).toFixed(1)} kB`);
console.log("With the first spreadsheet");
shipped.filter(isLater).forEach(line);
