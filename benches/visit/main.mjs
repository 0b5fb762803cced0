// Measures a visit: ours beside a peer that does the same in React, in turns, and prints a table in Markdown.
// usage: node benches/visit/main.mjs [--reps 9] [--only first,return] react=dist app=dist element=dist
//
// Each figure is the median over the pairs of a run of ours by React's, with its quartiles: the machine's own speed is in
// neither. Nothing here passes or fails; what can be counted is asserted in tests/e2e/first-visit.test.mjs.

import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser } from "../../tests/e2e/support/browser.mjs";
import { serve } from "./server.mjs";

const here = (path) => new URL(path, import.meta.url);
const { values, positionals } = parseArgs({ options: { reps: { type: "string", default: "9" }, only: { type: "string", default: "first,return" } }, allowPositionals: true });
const ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const KEY = "pk_test_bench";
const ELEMENT = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Payments</title>
<link rel="modulepreload" href="/package/index.js"><link rel="preload" href="/package/payment_account_bg.wasm" as="fetch" crossorigin>
<script type="module">import { register } from "/package/index.js"; register();</script></head>
<body><dolfin-payment-onboarding organisation-id="${ID}" publishable-key="${KEY}" api-base="/api"></dolfin-payment-onboarding></body></html>`;
/** DevTools' preset; the script that stands in for Stripe's is held back by the same rule. */
const FAST_3G = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };
const CASES = [
  { visit: "first", net: "none", cpu: 1 },
  { visit: "first", net: "none", cpu: 4 },
  { visit: "first", net: "fast 3G", cpu: 1 },
  { visit: "first", net: "fast 3G", cpu: 4 },
  { visit: "return", net: "none", cpu: 1 },
  { visit: "return", net: "none", cpu: 4 },
].filter(({ visit }) => values.only.split(",").includes(visit));
const FIGURES = { session: "session POST sent", paint: "first contentful paint", status: "first status", mounted: "Stripe's element mounted", cpu: "main-thread CPU" };

const probe = await readFile(here("probe.js"), "utf8");
const script = await readFile(here("connect.js"));
const apps = await Promise.all(positionals.map(async (pair) => {
  const [name, directory] = pair.split("=");
  const options = name.startsWith("element") ? { at: "/package/", page: ELEMENT } : {};
  return { name, ...(await serve({ directory: resolve(directory), ...options })) };
}));
const [peer, ...ours] = apps.map(({ name }) => name);

try {
  console.log(`| ours ÷ React, median (quartiles) of ${values.reps} | ${Object.values(FIGURES).join(" | ")} |\n|${" --- |".repeat(Object.keys(FIGURES).length + 1)}`);
  for (const one of CASES) await measure(one);
} finally {
  apps.forEach(({ stop }) => stop());
}

async function measure({ visit, net, cpu }) {
  const profile = await mkdtemp(join(tmpdir(), "bench-"));
  // The address bar is made of web pages, and takes a second of CPU for each window.
  const browser = await launchBrowser({ userDataDir: profile, flags: ["--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"] });
  const samples = Object.fromEntries(apps.map(({ name }) => [name, []]));
  try {
    // One unmeasured visit each for a warm browser; for a return visit, until scripts are in the cache of compiled code.
    for (let round = visit === "return" ? -3 : -1; round < Number(values.reps); round++) {
      for (const app of round % 2 ? apps.toReversed() : apps) {
        const context = visit === "return" ? browser.defaultBrowserContext() : await browser.createBrowserContext();
        const sample = await go(await context.newPage(), app, net, cpu);
        if (visit !== "return") await context.close();
        if (round >= 0) samples[app.name].push(sample);
      }
    }
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
  const median = (name) => Object.keys(FIGURES).map((figure) => `${Math.round(quantile(samples[name].map((sample) => sample[figure]), 0.5))} ms`);
  // Chromium slows the CPU down by burning it.
  const cells = (list) => (cpu === 1 ? list : [...list.slice(0, -1), "–"]).join(" | ");
  console.log(`| ${visit} visit, ${net === "none" ? "no network limit" : net}, ${cpu}x: React | ${cells(median(peer))} |`);
  for (const name of ours) {
    const ratio = (figure) => {
      const ratios = samples[name].map((sample, index) => sample[figure] / samples[peer][index][figure]);
      const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(ratios, share).toFixed(2));
      return `${middle} (${low}–${high})`;
    };
    console.log(`| ${name} | ${cells(Object.keys(FIGURES).map(ratio))} |`);
  }
}

async function go(page, { origin }, net, cpu) {
  const session = await page.createCDPSession();
  const cpuTime = async () => (await session.send("Performance.getMetrics")).metrics.find(({ name }) => name === "ThreadTime").value * 1000;
  await session.send("Performance.enable");
  await page.evaluateOnNewDocument(probe);
  await page.evaluateOnNewDocument(`window.__PAYMENTS_CONFIG__ = { publishableKey: "${KEY}" }`);
  await page.goto(`${origin}/blank`);
  if (cpu > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  if (net !== "none") {
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", FAST_3G);
  }
  const delay = net === "none" ? 0 : FAST_3G.latency + (script.length / FAST_3G.downloadThroughput) * 1000;
  await session.send("Fetch.enable", { patterns: [{ urlPattern: "https://connect-js.stripe.com/*" }] });
  session.on("Fetch.requestPaused", ({ requestId }) =>
    setTimeout(() => {
      const responseHeaders = [{ name: "content-type", value: "text/javascript" }];
      session.send("Fetch.fulfillRequest", { requestId, responseCode: 200, responseHeaders, body: script.toString("base64") }).catch(() => {});
    }, delay),
  );
  const before = await cpuTime();
  await page.goto(`${origin}/organisations/${ID}/payment-account`, { waitUntil: "domcontentloaded", timeout: 60_000 });
  const times = await page.evaluate(() => window.benchReady());
  const sample = { ...times, cpu: (await cpuTime()) - before };
  await page.close();
  return sample;
}

function quantile(list, share) {
  const sorted = list.toSorted((one, other) => one - other);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at % 1);
}
