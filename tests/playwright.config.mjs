// The browser suite: few stories that need a browser, told as a person would live them.
import { defineConfig } from "@playwright/test";

const port = 8123;
// Stories last seconds: the browser's optimising compiler would only take the cores from them. The slow ones keep it.
const compiler = process.env.MATRIZ_ALL ? [] : ["--js-flags=--liftoff --no-wasm-tier-up --no-wasm-dynamic-tiering"];
export default defineConfig({
  testDir: "browser",
  testMatch: "*.spec.mjs",
  outputDir: "browser/results",
  // Two cores; a story has its own context, so stories never share storage.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // The line that CI reads is printed by the second reporter.
  reporter: [["list"], ["./browser/closing-line.mjs"]],
  grepInvert: process.env.MATRIZ_ALL ? undefined : /@slow/,
  use: {
    baseURL: `http://127.0.0.1:${port}/matriz/`,
    headless: true,
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    // A trace is drawn of every story, be it thrown away at the end.
    trace: process.env.MATRIZ_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM || undefined,
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", ...compiler,
      ],
    },
  },
  // Under a sub-path on purpose: the app must work wherever a host puts it.
  webServer: {
    command: `node serve.mjs ../dist ${port} /matriz/`,
    url: `http://127.0.0.1:${port}/matriz/`,
    reuseExistingServer: false,
  },
});
