// On a phone, as far as a browser on a desk can tell: narrow, with a finger, on its side, with large text, magnified, with
// a keyboard over half of the screen, in the browser of an app, and without JavaScript. What WebKitGTK cannot tell of an
// iPhone, README.md says.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { tooSmall } from "../../e2e/app/access.mjs";
import { openApp } from "../support/app.mjs";
import { Playground, SMALL } from "../support/playground.mjs";
import { Key, until } from "../support/visitor.mjs";

const STATES = ["not-started", "resume", "left", "overdue", "active", "form-late", "form-in-app", "error", "signed-out"];
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";
const ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240805.005; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.7339.51 Mobile Safari/537.36";

const { app, visitor } = await openApp(SMALL);
const web = await app.web({
  // There is no finger here: what is for one is for everybody. As many bytes as before, for the sheet is in the WebAssembly.
  change: (_name, text) => text.replaceAll(/\(pointer: ?coarse\)/g, (query) => `(${"min-width:1px".padStart(query.length - 2)})`),
  // Another browser's name, from the first script of the page on.
  first: "<script>if (localStorage.agent) Object.defineProperty(navigator, 'userAgent', { value: localStorage.agent })</script>",
});

/** Runs in the page: what sticks out of it, and words that do not fit into their place. */
function cutOff() {
  const { clientWidth, scrollWidth } = document.documentElement;
  const shown = [...document.querySelectorAll(".dolfin *, .page *")].filter((node) => node.checkVisibility() && !node.closest(".dolfin-visually-hidden, svg"));
  const name = (node) => node.dataset.testid ?? node.className;
  const out = shown.filter((node) => {
    const { left, right, width } = node.getBoundingClientRect();
    return width > 0 && (left < -0.5 || right > clientWidth + 0.5) && !node.closest(".dolfin-bar");
  });
  const cut = shown.filter((node) => getComputedStyle(node).overflow !== "visible" && !node.closest(".dolfin-bar")
    && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1));
  return [
    ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px to scroll sideways`] : []),
    ...out.map((node) => `${name(node)} sticks out`),
    ...cut.map((node) => `${name(node)} is cut off`),
  ];
}

test("nothing is cut off, and every target is 44 px high: 320, 375 and 390 px, on its side, with text of twice the size", async (told) => {
  const playground = await Playground.open(visitor, web);
  const found = [];
  let looks = 0;
  for (const [size, states, settings] of [
    // Also what is left of 1280 px at 400 % (WCAG 1.4.10).
    [{ width: 320 }, STATES, { locale: "ar" }],
    [{ width: 320 }, STATES, { locale: "pl-PL" }],
    [{ width: 375 }, STATES.filter((_state, place) => place % 2 === 0), { locale: "ar" }],
    [{ width: 390 }, STATES.filter((_state, place) => place % 2 === 1), { locale: "pl-PL" }],
    [{ width: 844, height: 390 }, ["resume", "overdue"], { locale: "pl-PL" }],
    [{ width: 320 }, STATES, { locale: "de-DE", text: "200" }],
  ]) {
    await playground.resize(size);
    for (const state of states) {
      const theme = ["light", "dark"][(looks += 1) % 2];
      await playground.turn(state, { theme, ...settings });
      const faults = [...(await playground.ask(cutOff)), ...(await playground.ask(tooSmall))];
      if (faults.length > 0) found.push({ state, ...size, ...settings, theme, faults });
    }
  }
  told.diagnostic(`${looks} looks`);
  assert.deepEqual(found, []);
});

test("magnified to 400 %, whatever the keyboard reaches is on the screen", async () => {
  const playground = await Playground.open(visitor, web, { width: 320, height: 256 });
  for (const state of ["overdue", "form-late"]) {
    await playground.turn(state, { locale: "de-DE" });
    await playground.ask(() => document.querySelector(".dolfin-headline").focus());
    const hidden = [];
    const reached = new Set();
    const last = await playground.ask(() => [...document.querySelectorAll(".dolfin button")].at(-1).innerText);
    for (let count = 0; count < 20 && !reached.has(last); count += 1) {
      await visitor.type(Key.TAB);
      const { words, isSeen } = await playground.ask(() => {
        const node = document.activeElement;
        const { left, top, right, bottom } = node.getBoundingClientRect();
        const under = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return { words: node.innerText, isSeen: node.contains(under) };
      });
      reached.add(words);
      if (!isSeen) hidden.push(words);
    }
    assert.deepEqual(hidden, [], state);
    assert.ok(reached.has(last), `${state}: ${[...reached].join(" | ")}`);
  }
});

test("above the keyboard there is room for the field and its button, and the page is not zoomed for it", async () => {
  const playground = await Playground.open(visitor, web, { width: 390, height: 300 });
  await playground.ask(() => location.assign("/"));
  await until("the field", () => visitor.run("return document.querySelector('input')?.checkVisibility()"));
  const seen = await playground.ask(() => {
    const field = document.querySelector("input");
    field.focus();
    field.scrollIntoView({ block: "center" });
    const isSeen = (node) => {
      const { left, top, right, bottom } = node.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight && node.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
    };
    return { field: isSeen(field), button: isSeen(document.querySelector("button[type=submit]")), size: parseFloat(getComputedStyle(field).fontSize) };
  });
  // Safari zooms into a field whose letters are smaller than 16 px.
  assert.deepEqual(seen, { field: true, button: true, size: 16 });
});

test("the browser keeps the page out of the notch: it does not ask for the whole screen", async () => {
  await visitor.go(web);
  assert.equal(await visitor.run("return document.querySelector('meta[name=viewport]').content"), "width=device-width, initial-scale=1");
});

describe("in the browser of an app", () => {
  const APPS = {
    "Facebook on an iPhone": `${IPHONE} [FBAN/FBIOS;FBAV/520.0.0.38.101;FBBV/756351453;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/18.5]`,
    "Facebook on Android": `${ANDROID} [FB_IAB/FB4A;FBAV/520.0.0.42.96;]`,
    "Instagram on an iPhone": `${IPHONE} Instagram 380.0.0.28.104 (iPhone14,5; iOS 18_5; en_GB; en-GB; scale=3.00; 1170x2532; 737019469)`,
    "Line on an iPhone": `${IPHONE} Safari Line/15.10.0`,
    "any other on an iPhone": IPHONE,
    "any other on Android": ANDROID,
  };

  test("the form is not opened, and the person is told to take the link elsewhere", async () => {
    for (const [name, agent] of Object.entries(APPS)) {
      const id = await app.sandbox.organisation();
      await visitor.go(web);
      await visitor.run("localStorage.agent = arguments[0]", agent);
      await visitor.go(web, `organisations/${id}/payment-account`);
      const notice = await until(name, () => visitor.run("return document.querySelector('[data-unsupported=in-app]')?.innerText ?? null"));
      assert.match(notice, /^This app's browser cannot finish Stripe's form\n+Please open this page in your own browser[^]*\nCopy the link\n+Open the form anyway$/, name);
      assert.equal((await app.sessions(id)).minted, 0, name);
    }
  });

  test("Safari itself is none", async () => {
    const id = await app.sandbox.organisation();
    await visitor.run("localStorage.agent = arguments[0]", `${IPHONE.replace("Mobile", "Version/18.5 Mobile")} Safari/604.1`);
    await visitor.go(web, `organisations/${id}/payment-account`);
    await visitor.sees({ formMounted: true });
    await visitor.run("delete localStorage.agent");
  });
});

test("without JavaScript the page says in seven languages that it needs it", async () => {
  await visitor.go(web);
  // A frame that may run no script is a page without JavaScript.
  await visitor.run("document.body.innerHTML = '<iframe sandbox=\"allow-same-origin\" src=\"/\" style=\"width:320px;height:640px\">'");
  const page = await until("its words", () => visitor.run(`
    const page = frames[0]?.document;
    const lines = [...page?.querySelectorAll("noscript p") ?? []];
    return lines.length > 0 && { lines: lines.map((line) => line.innerText), top: lines[0].getBoundingClientRect().top, isShown: lines.every((line) => line.checkVisibility()) };`));
  assert.equal(page.lines.length, 7);
  assert.ok(page.isShown && page.lines.every((line) => line.includes("JavaScript")), page.lines.join("\n"));
  assert.ok(page.top < 64, `its first line is ${page.top} px down`);
});
