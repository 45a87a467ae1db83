// What README.md lists as survived, and under which reasons.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const readme = fileURLToPath(new URL("README.md", import.meta.url));
export const UNJUDGED = "*Not judged yet.*";
export const LISTS = "## What survived, and why\n";

/** What stands before the lists, and the lists. */
export const parts = () => readFileSync(readme, "utf8").split(LISTS);

/** The lists: file, then reason, then mutations in their order. */
export function sections(text) {
  const found = new Map();
  for (const part of text.split(/^### /m).slice(1)) {
    const [, file, body] = /^`(.+?)`\n([^]*)$/.exec(part);
    const reasons = new Map();
    let reason = UNJUDGED;
    for (const line of body.split("\n").filter((one) => one !== "")) {
      const says = /^- `(.+)`(?: \(\d+ places\))?$/.exec(line)?.[1];
      if (says) reasons.get(reason).push(says);
      else reasons.set((reason = line), []);
    }
    found.set(file, reasons);
  }
  return found;
}

/** All that is listed: "file: mutation". */
export function surviving() {
  const files = [...sections(parts()[1])];
  return new Set(files.flatMap(([file, reasons]) => [...reasons.values()].flat().map((says) => `${file}: ${says}`)));
}
