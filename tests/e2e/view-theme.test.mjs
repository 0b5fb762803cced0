// A host's theme: one colour in, shades out that can be read on whatever they stand; and Stripe's form wears the same.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { until } from "./support/browser.mjs";
import { readFile } from "node:fs/promises";
import { usePlayground } from "./app/playground.mjs";
import { house, App, STRIPE } from "./bridge/app.mjs";

const playground = usePlayground();

/** Enough to find a corner, the same in every run. */
function* colours() {
  const parts = [0, 51, 128, 204, 255];
  for (const red of parts) for (const green of parts) for (const blue of parts) yield `rgb(${red} ${green} ${blue})`;
  yield* ["oklch(0.7 0.25 330)", "color(display-p3 1 0.2 0.1)", "hsl(50 100% 50%)", "rebeccapurple"];
}

/** Runs in the page: the worst contrast of text in and on a colour. */
function worst(colours) {
  const root = document.documentElement;
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => (part /= 255, part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const style = (selector) => getComputedStyle(document.querySelector(selector));
  return colours.map((colour) => {
    root.style.setProperty("--dolfin-accent", colour);
    const button = style("[data-testid=primary-action]");
    return {
      colour,
      on: contrast(button.color, button.backgroundColor),
      as: contrast(style("[data-testid=check-now]").color, style(".dolfin-card").backgroundColor),
    };
  });
}

for (const theme of ["light", "dark"]) {
  test(`any colour of a host's gives text that can be read, on it and in it: ${theme}`, async () => {
    await playground.page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    await playground.open("resume", { theme, bare: "1" });
    for (const { colour, on, as } of await playground.page.evaluate(worst, [...colours()])) {
      // Colours are measured as they are painted, in 8 bits.
      assert.ok(on >= 4.45, `${colour}: text on it ${on.toFixed(2)}`);
      assert.ok(as >= 4.5, `${colour}: text in it ${as.toFixed(2)}`);
    }
  });
}

describe("what is no colour", () => {
  const accent = () => playground.page.$eval("[data-testid=primary-action]", (button) => getComputedStyle(button).backgroundColor);

  test("counts as not given, and the developer is told once", async () => {
    await playground.page.evaluateOnNewDocument(() => addEventListener("DOMContentLoaded", () => {
      document.documentElement.style.setProperty("--dolfin-accent", "banana");
      document.documentElement.style.setProperty("--dolfin-surface", "12px");
    }));
    await playground.open("resume", { theme: "light", bare: "1" });
    assert.equal(await accent(), "rgb(10, 100, 128)");
    assert.equal(await playground.page.$eval(".dolfin-card", (card) => getComputedStyle(card).backgroundColor), "rgb(255, 255, 255)");
    const told = playground.heard.splice(0).filter((line) => line.includes("--dolfin"));
    assert.deepEqual(told, [
      "warn: --dolfin-accent: not a colour: banana",
      "warn: --dolfin-surface: not a colour: 12px",
    ]);
  });

  test("is no organisation's colour either, and a logo that is not there leaves no trace", async () => {
    await playground.open("resume", { theme: "light", bare: "1", brand: "red;}", logo: "/nothing.svg" });
    assert.equal(await accent(), "rgb(10, 100, 128)");
    await until("the logo to go", () => playground.page.$eval(".dolfin-logo", (logo) => logo.hidden), { within: 60_000 });
    assert.deepEqual(playground.heard.splice(0).filter((line) => line.startsWith("warn: primary")), ["warn: primary colour: not a colour: red;}"]);
    await playground.open("resume", { theme: "light", bare: "1", brand: "#635bff", logo: "javascript:alert(1)" });
    assert.equal(await accent(), "rgb(99, 91, 255)");
    assert.equal(await playground.page.$(".dolfin-logo"), null);
  });
});

describe("Stripe's form", () => {
  let all;
  let id;
  let recorder;
  before(async () => {
    all = await house();
    id = await all.sandbox.organisation();
    recorder = await readFile(new URL("./bridge/recorder.js", import.meta.url), "utf8");
  });
  after(() => all?.stop());

  /** The app, on a Connect.js that keeps what it was told of the looks: all of it in `window.told`. */
  async function open(first = () => {}) {
    const app = await App.in(all);
    await app.page.setRequestInterception(true);
    app.page.on("request", (request) => (request.url().startsWith(STRIPE) || request.url().includes("/sandbox/connect.js")
      ? request.respond({ contentType: "text/javascript", body: recorder })
      : request.continue()));
    await app.page.evaluateOnNewDocument(() => {
      window.trace = [];
      window.told = [];
      let held;
      Object.defineProperty(window, "StripeConnect", {
        get: () => held,
        set(value) {
          const { init } = (held = value);
          held.init = (params) => {
            told.push(params.appearance.variables);
            const instance = init(params);
            instance.update = (changes) => told.push(changes.appearance.variables);
            return instance;
          };
        },
      });
    });
    await app.page.evaluateOnNewDocument(first);
    await app.open(id);
    await app.page.waitForFunction(() => window.told.length > 0, { timeout: 60_000 });
    app.told = () => app.page.evaluate(() => window.told);
    /** Waits until the newest of what Stripe was told fits; the same is never told twice in a row. */
    app.isTold = async (what, fits) => {
      await until(`Stripe to be told ${what}`, async () => fits((await app.told()).at(-1)), { within: 60_000 });
      const all = (await app.told()).map((variables) => JSON.stringify(variables));
      assert.deepEqual(all.filter((one, place) => one === all[place - 1]), []);
    };
    app.set = (name, value) => app.page.evaluate((name, value) => document.documentElement.style.setProperty(name, value), name, value);
    return app;
  }

  const DARK = "rgb(232, 238, 242)";

  test("is told plain colours, and again whenever the host's theme changes, by whatever means", async () => {
    const app = await open();
    const [first] = await app.told();
    assert.equal(first.buttonPrimaryColorBackground, "rgb(10, 100, 128)");
    assert.equal(first.buttonPrimaryColorText, "rgb(255, 255, 255)");
    assert.equal(first.spacingUnit, "10px");
    assert.equal(Object.keys(first).length, 14);
    for (const [name, value] of Object.entries(first)) assert.doesNotMatch(value, /color\(|var\(|oklch|light-dark/, name);

    const system = (value) => app.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    await system("dark");
    await app.isTold("that the system went dark", ({ colorText }) => colorText === DARK);
    await system("light");
    await app.isTold("that the system is light again", ({ colorText }) => colorText === first.colorText);
    await app.set("--dolfin-accent", "oklch(0.55 0.2 290)");
    await app.isTold("the accent", ({ buttonPrimaryColorBackground: colour }) => /^rgb\(\d+, \d+, \d+\)$/.test(colour) && colour !== first.buttonPrimaryColorBackground);
    await app.set("color-scheme", "dark");
    await app.isTold("the dark", ({ colorText }) => colorText === DARK);
    await app.set("--dolfin-radius", "20px");
    await app.isTold("the corners", ({ borderRadius }) => borderRadius === "14px");
    await app.set("--dolfin-surface", "#fff");
    await app.set("--dolfin-line", "rgb(0 0 0 / 0.12)");
    await app.isTold("a translucent line as what it makes on the surface", ({ colorBorder }) => colorBorder === "rgb(224, 224, 224)");
    await app.page.close();
  });

  test("is told by a page that forbids every transition", async () => {
    const app = await open(() => addEventListener("DOMContentLoaded", () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("*, ::before, ::after { transition: none !important; animation: none !important }");
      document.adoptedStyleSheets.push(sheet);
    }));
    await app.set("color-scheme", "dark");
    await app.isTold("the dark", ({ colorText }) => colorText === DARK);
    await app.page.close();
  });

  // Nothing has a transition before it is rendered for the first time, which is after all of these.
  for (const [moment, later] of [
    ["within the call that mounts it", "(change) => change()"],
    ["in the same task", "queueMicrotask"],
    ["in the next task", "setTimeout"],
    ["before the next frame", "requestAnimationFrame"],
  ]) {
    test(`is told a theme that changes in the moment it mounts: ${moment}`, async () => {
      const app = await open(`(() => {
        const { define } = customElements;
        customElements.define = function (name, element) {
          const { connectedCallback } = element.prototype;
          element.prototype.connectedCallback = function () {
            (${later})(() => document.documentElement.style.setProperty("color-scheme", "dark"));
            return connectedCallback.call(this);
          };
          return define.call(this, name, element);
        };
      })()`);
      await app.isTold("the dark", ({ colorText }) => colorText === DARK);
      await app.page.close();
    });
  }
});
