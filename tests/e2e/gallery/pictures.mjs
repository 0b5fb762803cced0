// Takes pictures of the playground's states, and puts them on one page. `node gallery/pictures.mjs [state…]`.
//
// The build is $DIST, the page goes to $GALLERY. They show the machine's own fonts, so they are for looking at; what
// must stay as it is, is drawn in a font of the test's own and compared (references.test.mjs).

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "../support/browser.mjs";
import { serve } from "../support/serve.mjs";

const target = (path) => fileURLToPath(new URL(`../../../target/${path}`, import.meta.url));
const DIST = process.env.DIST ?? target("e2e-dist");
const GALLERY = process.env.GALLERY ?? target("gallery");

/** How each state is looked at. */
const LOOKS = [
  ...["light", "dark"].flatMap((scheme) => [320, 768, 1280].map((width) => ({ name: `${scheme}-${width}`, scheme, width }))),
  { name: "ar-768", width: 768, locale: "ar" },
  { name: "forced-768", width: 768, forced: true },
  { name: "text200-320", width: 320, text: 200 },
];
/** Nobody looks at two thousand rows. */
const TALLEST = 2_400;

const web = await serve({ root: DIST });
const browser = await launchBrowser();
try {
  await mkdir(GALLERY, { recursive: true });
  const page = await browser.newPage();
  const states = await everyState(page);
  const wanted = process.argv.slice(2);
  for (const { name } of states.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    for (const look of LOOKS) await picture(page, name, look);
    process.stdout.write(`${name} `);
  }
  await writeFile(join(GALLERY, "index.html"), contents(states));
  console.log(`\n${join(GALLERY, "index.html")}`);
} finally {
  await browser.close();
  await web.stop();
}

async function everyState(page) {
  await page.goto(new URL("playground?state=loading", web.url));
  const options = await page.$$eval("select[name=state] option", (options) => options.map((option) => option.value));
  return options.filter(Boolean).map((name) => ({ name }));
}

async function picture(page, state, { name, scheme = "light", width, locale = "", text = "", forced = false }) {
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
  const tools = await page.createCDPSession();
  await tools.send("Emulation.setEmulatedMedia", {
    features: [
      { name: "prefers-color-scheme", value: scheme },
      { name: "prefers-reduced-motion", value: "reduce" },
      { name: "forced-colors", value: forced ? "active" : "none" },
    ],
  });
  await page.goto(new URL(`playground?bare=1&state=${state}&locale=${locale}&text=${text}`, web.url));
  await page.waitForSelector(`[data-testid=payment-account-status][lang=${locale || "en-GB"}]`);
  // Two frames: one for what happens next in the state, one for what it draws.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))));
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.screenshot({
    path: join(GALLERY, `${state}-${name}.png`),
    clip: { x: 0, y: 0, width, height: Math.min(height, TALLEST) },
    captureBeyondViewport: true,
  });
  await tools.detach();
}

function contents(states) {
  const row = ({ name }) => `<section id="${name}"><h2><a href="#${name}">${name}</a></h2><div>${LOOKS.map((look) =>
    `<figure><img loading="lazy" src="${name}-${look.name}.png" alt="${name}, ${look.name}"><figcaption>${look.name}</figcaption></figure>`).join("")}</div></section>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title>
<style>
body { margin: 24px; font: 400 1rem/1.5 system-ui, sans-serif; background: #e9edf0; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; }
section > div { display: flex; gap: 16px; overflow-x: auto; align-items: flex-start; }
figure { margin: 0; flex: none; } img { display: block; max-inline-size: 640px; border: 1px solid #c5cfd6; }
figcaption { font-size: 0.875rem; color: #52626e; }
</style>
<h1>Gallery</h1><nav>${states.map(({ name }) => `<a href="#${name}">${name}</a>`).join("")}</nav>
${states.map(row).join("\n")}</html>`;
}
