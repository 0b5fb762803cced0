// Ours and Stripe's React wrapper side by side: how long from the mount to the session's request, and to Stripe's
// element standing bound in the page.
//
// Both pages are loaded first, with everything of theirs in them: our WebAssembly instantiated, React's production build
// run. The clock starts at the mount. Ours goes through the app's router and draws the status as well; theirs draws
// nothing. Each round is a new page for each of the two, and they take turns at being first.
//
// In which task ours asks and stands is the same on every machine; what the page's thread works until then is nearly the
// same on a busy one: these are asserted. By the clock the network and whoever else uses the machine count too, so those
// times are printed.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { App, STRIPE, house } from "./bridge/app.mjs";
import { until } from "./support/browser.mjs";
import { bundle } from "./support/bundle.mjs";

const ROUNDS = 7;
/** What nobody sees, in milliseconds. */
const FRAME = 1_000 / 60;

let all;
let script;
before(async () => {
  const recorder = await readFile(new URL("bridge/recorder.js", import.meta.url), "utf8");
  const begun = "this.started = true;";
  script = `window.mark("script");${recorder.replace(begun, `${begun} window.mark("stood");`)}`;
  const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="/theirs.js"></script><main></main>`;
  const theirs = await bundle("bridge/theirs.jsx", { edition: "production" });
  all = await house({ files: { "/theirs": { body: page }, "/theirs.js": { body: theirs, type: "text/javascript" } } });
});
after(() => all?.stop());

/** Runs in the page: notes when each thing happened first, in which task, and what of the status was there by then. */
const clock = () => {
  let task = 0;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => (task += 1);
  window.trace = [];
  window.mark = (name) => {
    if (window.marks[name]) return;
    performance.mark(`pace:${name}`);
    window.marks[name] = { at: performance.now(), task };
    // Before any task that is not begun yet.
    port2.postMessage(0);
  };
  window.restart = () => {
    window.marks = {};
    window.mark("mounted");
  };
  window.marks = {};
  const { fetch } = window;
  const { appendChild } = Node.prototype;
  Node.prototype.appendChild = function (node) {
    if (node.localName === "script") window.mark("tagged");
    return appendChild.call(this, node);
  };
  window.fetch = function (...given) {
    if (String(given[0]?.url ?? given[0]).endsWith("/session")) window.mark("asked");
    return fetch.apply(this, given);
  };
};

/** One mount; where the page `isWarm`, one has gone before it. */
async function round(who, { delay, isWarm }) {
  const app = await App.in(all);
  const cdp = await app.page.createCDPSession();
  await cdp.send("Fetch.enable", { patterns: [{ urlPattern: STRIPE }] });
  cdp.on("Fetch.requestPaused", ({ requestId }) => setTimeout(() => cdp.send("Fetch.fulfillRequest", {
    requestId,
    responseCode: 200,
    responseHeaders: [{ name: "content-type", value: "text/javascript" }],
    body: Buffer.from(script).toString("base64"),
  }), delay));
  await app.page.evaluateOnNewDocument(clock);
  const stood = () => until("the element", () => app.page.evaluate(() => window.marks.stood), { within: 20_000 });
  await who.open(app);
  if (isWarm) {
    await who.mount(app, await all.sandbox.organisation());
    await stood();
    await who.leave(app);
  }
  const id = await all.sandbox.organisation();
  await app.page.tracing.start({ categories: ["blink.user_timing"] });
  await who.mount(app, id);
  await stood();
  const marks = await app.page.evaluate(() => window.marks);
  const { traceEvents } = JSON.parse(Buffer.from(await app.page.tracing.stop()));
  for (const { name, tts } of traceEvents) {
    // Of a name that the page before has left too, the later counts.
    const mark = name.startsWith("pace:") && marks[name.replace("pace:", "")];
    if (mark) mark.worked = tts / 1_000;
  }
  await app.page.close();
  return marks;
}

const theirs = {
  open: (app) => app.page.goto(new URL("theirs", all.web.url).href),
  mount: (app, id) => app.page.evaluate((id) => {
    window.restart();
    window.root = window.theirs.mountReact(id);
  }, id),
  leave: (app) => app.page.evaluate(() => window.root.unmount()),
};

// An address that mounts nothing, of the same route: the router has nothing left to do.
const NOWHERE = "/organisations/none/payment-account";
const go = (path) => {
  history.pushState(null, "", path);
  window.restart();
  dispatchEvent(new PopStateEvent("popstate"));
};
const ours = {
  async open(app) {
    await app.page.evaluateOnNewDocument((config) => (window.__PAYMENTS_CONFIG__ = config), { connectScript: STRIPE });
    await app.page.goto(new URL(NOWHERE, all.web.url).href);
    await app.page.waitForSelector("[data-testid=page-message]");
  },
  mount: (app, id) => app.page.evaluate(go, `/organisations/${id}/payment-account`),
  async leave(app) {
    await app.page.waitForSelector("[data-testid=requirement], [data-state=NotStarted]");
    await app.page.evaluate(go, NOWHERE);
    await app.page.waitForSelector("[data-testid=page-message]");
    // The app gives the focus to the title of each page; to take that away is not the mount's work.
    await app.page.waitForSelector("h1:focus");
    await app.page.evaluate(() => document.activeElement.blur());
  },
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
/** From the mount to the request, and to the element: by the clock, and what the page's thread works for it. */
const TIMES = {
  asked: ({ mounted, asked }) => asked.at - mounted.at,
  stood: ({ mounted, stood }) => stood.at - mounted.at,
};
const WORK = {
  asked: ({ mounted, asked }) => asked.worked - mounted.worked,
  // Until the script can be fetched, and once it is there.
  stood: ({ mounted, tagged = mounted, script = mounted, stood }) => tagged.worked - mounted.worked + stood.worked - script.worked,
};

for (const [name, scene] of [
  ["the first mount of a page, with a fast script", { delay: 0 }],
  ["the first mount of a page, with a slow script", { delay: 1_000 }],
  ["a further mount in the same page", { delay: 0, isWarm: true }],
]) {
  test(`from the mount: ${name}`, { timeout: 300_000 }, async (t) => {
    const runs = { ours: [], theirs: [] };
    const turns = [async () => runs.ours.push(await round(ours, scene)), async () => runs.theirs.push(await round(theirs, scene))];
    for (let at = 0; at < ROUNDS; at += 1) {
      for (const turn of turns) await turn();
      turns.reverse();
    }
    for (const { mounted, asked, script, stood } of runs.ours) {
      assert.equal(asked.task, mounted.task, "the session is asked for in the mount's own task");
      assert.equal(stood.task, (script ?? mounted).task, "the element stands in the task that brings the script");
    }
    for (const [what, of] of [["by the clock", TIMES], ["of work", WORK]]) {
      for (const [until, measure] of Object.entries(of)) {
        const [mine, other] = [runs.ours, runs.theirs].map((all) => median(all.map(measure)));
        t.diagnostic(`${until}, ${what}: ours ${mine.toFixed(1)} ms, theirs ${other.toFixed(1)} ms, ratio ${(mine / other).toFixed(2)}`);
        if (of === WORK) assert.ok(mine < other + FRAME, `${until}: ours works ${mine} ms, theirs ${other} ms`);
      }
    }
  });
}
