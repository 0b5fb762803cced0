// The main states look as they did. Each is drawn in a font of the test's own, at a fixed time and without motion, and
// compared with its picture in references/; what differs by more than a few pixels fails, and leaves the picture as it
// is now, and the difference, in target/references. `cargo xtask gallery --references` draws the references anew.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { usePlayground } from "./app/playground.mjs";

const REFERENCES = fileURLToPath(new URL("references/", import.meta.url));
const TARGET = fileURLToPath(new URL("../../target/references/", import.meta.url));

/** Edges of letters and circles differ a little between versions of Chromium; a changed word, tone or margin is more. */
const PIXELS = 100;

const LOOKS = {
  ...Object.fromEntries(
    ["loading", "not-started", "resume", "overdue", "under-review", "active", "rejected", "disconnected", "form-failed", "left"]
      .map((state) => [state, { state }]),
  ),
  "overdue-dark": { state: "overdue", theme: "dark" },
  "overdue-right-to-left": { state: "overdue", locale: "ar" },
  "overdue-320": { state: "overdue", width: 320 },
};

const font = (name) => ({
  body: readFileSync(createRequire(import.meta.url).resolve(`@fontsource-variable/${name}`)),
  type: "font/woff2",
});

const playground = usePlayground({
  files: {
    "/latin.woff2": font("inter/files/inter-latin-wght-normal.woff2"),
    "/arabic.woff2": font("vazirmatn/files/vazirmatn-arabic-wght-normal.woff2"),
  },
  // What a machine's settings for fonts and colours would change.
  flags: ["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"],
});

for (const [name, { state, theme = "light", locale = "en-GB", width = 672 }] of Object.entries(LOOKS)) {
  test(name, async () => {
    const { page } = playground;
    await page.setViewport({ width, height: 1_200 });
    await page.emulateTimezone("UTC");
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    await page.evaluateOnNewDocument(stopTheClock);
    await playground.open(state, { bare: "1", theme });
    await page.evaluate(pinTheFont);
    await playground.turn(state, { bare: "1", theme, locale });
    const drawn = await (await page.$(".dolfin")).screenshot();
    if (process.env.WRITE) return writeFile(`${REFERENCES}${name}.png`, packed(drawn));
    const reference = await readFile(`${REFERENCES}${name}.png`);
    const { differing, difference } = compare(PNG.sync.read(reference), PNG.sync.read(Buffer.from(drawn)));
    if (differing <= PIXELS) return undefined;
    await mkdir(TARGET, { recursive: true });
    await writeFile(`${TARGET}${name}.png`, drawn);
    if (difference) await writeFile(`${TARGET}${name}-difference.png`, difference);
    return assert.fail(`${name} looks different: see ${TARGET}${name}.png${difference ? " and …-difference.png" : ""} (${differing} pixels)`);
  });
}

/** How many pixels differ, and where; of pictures of two sizes all do. */
function compare(was, is) {
  const { width, height } = was;
  if (width !== is.width || height !== is.height) return { differing: width * height };
  const difference = new PNG({ width, height });
  const differing = pixelmatch(was.data, is.data, difference.data, width, height, { threshold: 0.05 });
  return { differing, difference: PNG.sync.write(difference) };
}

/** The same picture in half the bytes: 32 shades of each colour are as many as the comparison tells apart. */
function packed(drawn) {
  const picture = PNG.sync.read(Buffer.from(drawn));
  picture.data.forEach((shade, at, data) => (data[at] = Math.round((Math.round((shade * 31) / 255) * 255) / 31)));
  return PNG.sync.write(picture, { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0 });
}

/** Runs in the page before anything else: it is always the same moment, and between two events hardly any time passes. */
function stopTheClock() {
  const moment = Date.UTC(2026, 10, 20, 9, 41);
  window.Date = class extends Date {
    constructor(...given) {
      super(...(given.length > 0 ? given : [moment]));
    }

    static now() {
      return moment;
    }
  };
  // What comes after something else has a later time all the same.
  let passed = 60_000;
  performance.now = () => (passed += 0.01);
}

/** Runs in the page: the component in the fonts that come with the test. */
async function pinTheFont() {
  const faces = [
    new FontFace("Pinned", "url(/latin.woff2)", { weight: "100 900" }),
    new FontFace("Pinned", "url(/arabic.woff2)", { weight: "100 900", unicodeRange: "U+0600-06FF, U+200C-200E, U+FB50-FDFF, U+FE70-FEFF" }),
  ];
  for (const face of faces) document.fonts.add(await face.load());
  document.documentElement.style.setProperty("--dolfin-font", "Pinned");
}
