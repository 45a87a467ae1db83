// A static server for dist/, as plain as the hosts the app is made for: files, types, compression, no rewriting.
import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize, resolve, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8", ".wasm": "application/wasm", ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json", ".png": "image/png", ".txt": "text/plain; charset=utf-8",
};
const COMPRESSED = new Set([".html", ".js", ".css", ".json", ".wasm", ".svg", ".webmanifest", ".txt"]);

const [root = "dist", port = "8080", mount = "/"] = process.argv.slice(2);
const base = resolve(root);
const cache = new Map();

createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
  if (!path.startsWith(mount)) return end(response, 404);
  let file = normalize(join(base, path.slice(mount.length)));
  if (file !== base && !file.startsWith(base + sep)) return end(response, 404);
  try {
    if ((await stat(file)).isDirectory()) file = join(file, "index.html");
    const { mtimeMs } = await stat(file);
    const type = extname(file);
    const brotli = COMPRESSED.has(type) && /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
    const key = `${file}:${mtimeMs}:${brotli}`;
    if (!cache.has(key)) {
      const bytes = await readFile(file);
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
      cache.set(key, brotli ? brotliCompressSync(bytes, quality) : bytes);
    }
    response.setHeader("content-type", TYPES[type] ?? "application/octet-stream");
    response.setHeader("cache-control", "no-cache");
    response.setHeader("etag", `"${mtimeMs}-${brotli ? "br" : "id"}"`);
    if (brotli) response.setHeader("content-encoding", "br");
    if (request.headers["if-none-match"] === response.getHeader("etag")) return end(response, 304);
    response.end(cache.get(key));
  } catch {
    end(response, 404);
  }
}).listen(Number(port), "127.0.0.1");

function end(response, status) {
  response.statusCode = status;
  response.end(status === 404 ? "not found" : undefined);
}
