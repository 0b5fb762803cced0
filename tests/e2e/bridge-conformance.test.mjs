// Stripe's script cannot tell our bridge from Stripe's own: the same recording stand-in is driven by the real npm
// package and by the app, and what it wrote down is compared. Where ours differs, a named exception says how and why;
// it is applied to what theirs did, and the outcome must be what ours did.

//
// The numbers are those of the cases in Stripe's protocol as it was read from the npm packages. Cases that have no run
// of their own here, because there is nothing of ours that could do what they ask:
//
// | case | what it asks | why ours cannot |
// |---|---|---|
// | 16 | an element made before the script | ours is made once the script is there (exception `lateElement`) |
// | 20 | an element of another kind | ours mounts account-onboarding and nothing else |
// | 22 | what `logout()` answers | told to nobody; that its rejection is kept is in src/stripe/instance/tests.rs |
// | 25 | `fetchClientSecret` missing, or answering at once | a host gives none: it is ours, and always a promise |
// | 26 | no parameters | a Rust host cannot leave them out |
// | 29 | a setter without its `this` | ours are called as methods, as every trace below shows |
// | 31 | the entry point that loads on import | there is none: nothing is fetched before a mount (case 2) |
// | 32, 36 | a policy without Stripe's host, an HTTP 500 | bridge-script.test.mjs, against the app alone |
// | 41 | one setter called twice | ours calls each once |
// | 42 | the wrapper's DOM | React's own; the order of its setters is that of case 17 |
// | 43 | all setters again at each render | ours calls them once, and `update` for what changes (case 21) |
// | 46 | no provider | React's own |
// | 47 | an instance swapped while mounted | every mount has its own (case 27) |
// | 48 | no window | the web rooms exist in a browser's build alone |

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { App, DIST, STRIPE, TAG, house } from "./bridge/app.mjs";
import { until } from "./support/browser.mjs";
import { bundle } from "./support/bundle.mjs";

let all;
let recorder;
let id;

before(async () => {
  recorder = await readFile(new URL("bridge/recorder.js", import.meta.url), "utf8");
  const html = (head) => `<!doctype html><html lang="en-GB"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Host</title>
    ${head}<main></main></html>`;
  all = await house({
    files: {
      "/theirs": { body: html('<script src="/theirs.js"></script>') },
      "/theirs.js": { body: await bundle("bridge/theirs.jsx"), type: "text/javascript" },
    },
  });
  id = await all.sandbox.organisation();
});
after(() => all?.stop());

/** Exceptions: what is changed in their trace to get ours, and why ours is better. */
const EXCEPT = {
  silence: {
    why: "a page that brings the script itself has done nothing wrong; nobody reads the warning",
    apply: (trace) => trace.filter((line) => !line.startsWith("warn loadConnect was called")),
  },
  urgentTag: {
    why: "Chromium gives a script of another site low priority and runs it after whatever else the page has to do, unless its tag says that it is waited for",
    apply: (trace) => trace.map((line) => line.replace(`tag <script src="${STRIPE}"`, `tag <script fetchpriority="high" src="${STRIPE}"`)),
  },
  lateElement: {
    why: "the element is made when the script is there to make it work, not before, so nothing has to be forced into the page to be upgraded",
    apply: (trace) => {
      const later = ["construct"];
      const rest = trace.filter((line) => !later.includes(line));
      const bound = rest.findIndex((line) => line.startsWith("setConnector"));
      return bound < 0 ? rest : [...rest.slice(0, bound), ...later, ...rest.slice(bound)];
    },
  },
  setUpBeforeAttached: {
    why: "an element that is bound and set up before it is in the page can miss no event and no option",
    apply: (trace) => {
      const at = trace.indexOf("connected");
      const last = trace.findLastIndex((line) => line.startsWith("set"));
      return [...trace.slice(0, at), ...trace.slice(at + 1, last + 1), "connected", ...trace.slice(last + 1)];
    },
  },
  noUnhandled: {
    why: "a failure is told in the panel; nothing is left for the page's error handlers",
    apply: (trace) => trace.filter((line) => !line.startsWith("unhandled")),
  },
};

const watch = () => {
  window.trace = [];
  const note = (line) => window.trace.push(line);
  addEventListener("unhandledrejection", ({ reason }) => note(`unhandled ${reason?.message ?? reason}`));
  const { warn } = console;
  console.warn = (...words) => {
    note(`warn ${words.join(" ")}`);
    warn(...words);
  };
  const isScript = (node) => node.localName === "script" && /connect-js\.stripe\.com/.test(node.src);
  new MutationObserver((changes) => {
    for (const { addedNodes, removedNodes } of changes) {
      for (const node of [...addedNodes].filter(isScript)) {
        note(`tag ${node.outerHTML} async=${node.async} nonce=${node.nonce} in ${node.parentNode?.localName}`);
      }
      for (const _ of [...removedNodes].filter(isScript)) note("tag removed");
    }
  }).observe(document, { childList: true, subtree: true });
};

/** How the script is answered; the default is the recorder, at once. */
const RECORDED = (request) => request.respond({ contentType: "text/javascript", body: recorder });

async function page({ answer = RECORDED, before = [] }) {
  const app = await App.in(all);
  await app.page.setRequestInterception(true);
  app.scripts = 0;
  app.page.on("request", (request) => {
    if (!request.url().startsWith("https://connect-js.stripe.com/")) return request.continue();
    app.scripts += 1;
    return answer(request, app.scripts);
  });
  await app.page.evaluateOnNewDocument(watch);
  for (const script of before) await app.page.evaluateOnNewDocument(script);
  return app;
}

const trace = (app) => app.page.evaluate(() => window.trace);
const settled = (app, line) =>
  until(line, async () => ((await trace(app)).includes(line) ? true : undefined), { within: 6_000 });

/** What the real package does. `act` runs in the page and mounts; the default is one plain mount. */
async function theirs({ act = (id) => void window.theirs.mount(window.theirs.connect(id)), until: last = "setOnLoaderStart function", uncaught, ...scene } = {}) {
  const app = await page(scene);
  await app.page.goto(new URL("theirs", all.web.url).href);
  await app.page.evaluate(act, id);
  if (uncaught) await until(`uncaught ${uncaught}`, () => app.uncaught().some((line) => line.includes(uncaught)));
  else if (last) await settled(app, last);
  const seen = { trace: await trace(app), scripts: app.scripts };
  await app.page.close();
  return seen;
}

/** What ours does. `act` may go on when the form is mounted. */
async function ours({ act, until: last = "connected", config, ...scene } = {}) {
  const app = await page(scene);
  await app.open(id, { config: { connectScript: STRIPE, ...config } });
  if (last) await settled(app, last);
  await act?.(app);
  const seen = { trace: await trace(app), scripts: app.scripts, panel: (await app.page.$("[data-testid=alert]")) !== null };
  assert.deepEqual(app.uncaught(), [], "nothing is left unhandled");
  await app.page.close();
  return seen;
}

function same(mine, other, exceptions = []) {
  const expected = exceptions.reduce((lines, name) => EXCEPT[name].apply(lines), other.trace);
  assert.deepEqual(mine.trace, expected);
}

/** Where the page has brought the script itself. */
const ADOPTED = ["silence", "lateElement", "setUpBeforeAttached"];
const USUAL = ["urgentTag", "lateElement", "setUpBeforeAttached"];

/** A tag or a global of the page's own, before anything else runs. */
const early = (src) => `new MutationObserver((_, observer) => {
  if (!document.head) return;
  observer.disconnect();
  const tag = document.createElement("script");
  tag.src = ${JSON.stringify(src)};
  document.head.append(tag);
}).observe(document, { childList: true, subtree: true });`;

describe("the same", () => {
  test("1, 3-6, 17: a plain mount: the tag, what init is given, the element, its setters", async () => {
    const [other, mine] = [await theirs(), await ours()];
    same(mine, other, USUAL);
    assert.equal(mine.scripts, 1);
    assert.match(mine.trace.find((line) => line.startsWith("init")),
      /^init publishableKey,appearance,locale,fetchClientSecret,metaOptions \| eagerClientSecretPromise=Promise,sdk=true,sdkOptions=\{"sdkVersion":"3\.4\.6"\} \| optimizedLoading=true$/);
  });

  test("18: an element made after the script has loaded", async () => {
    const act = async (id) => {
      const instance = window.theirs.connect(id);
      await instance.debugInstance();
      window.theirs.mount(instance);
    };
    same(await ours(), await theirs({ act }), USUAL);
  });

  for (const [number, src] of [["7", STRIPE], ["8", STRIPE.replace("v1.0", "v0.1")]]) {
    test(`${number}: a tag that is still loading is adopted: ${src}`, async () => {
      const answer = (request) => setTimeout(() => RECORDED(request), 900);
      const scene = { answer, before: [early(src)] };
      const [other, mine] = [await theirs(scene), await ours(scene)];
      same(mine, other, ADOPTED);
      assert.deepEqual([mine.scripts, other.scripts], [1, 1]);
    });
  }

  test("9: X09 a tag with a query is not taken for Stripe's", async () => {
    const answer = (request) =>
      request.url() === STRIPE ? RECORDED(request) : request.respond({ contentType: "text/javascript", body: "" });
    const scene = { answer, before: [early(`${STRIPE}?x=1`)] };
    same(await ours(scene), await theirs(scene), USUAL);
  });

  test("10: B06 a global that is there already: no tag, init called", async () => {
    const scene = { before: [recorder] };
    const [other, mine] = [await theirs(scene), await ours(scene)];
    same(mine, other, ADOPTED);
    assert.deepEqual([mine.scripts, other.scripts], [0, 0]);
  });

  test("15: a global clobbered by markup is not taken for Stripe's", async () => {
    const clobber = `addEventListener("DOMContentLoaded", () => document.body.insertAdjacentHTML("beforeend", '<a id="StripeConnect" name="init"></a>'));`;
    const scene = { before: [clobber] };
    same(await ours(scene), await theirs(scene), USUAL);
  });

  test("33: the page's own StripeConnect.onLoad is left to the script", async () => {
    const scene = { before: [`window.StripeConnect = { onLoad: () => window.trace.push("onLoad") };`] };
    same(await ours(scene), await theirs(scene), USUAL);
  });

  test("27: B16 two mounts: two instances, one tag, each element bound to its own", async () => {
    const act = async (id) => {
      const first = window.theirs.mount(window.theirs.connect(id));
      await new Promise((resolve) => setTimeout(resolve, 500));
      first.remove();
      window.theirs.mount(window.theirs.connect(id));
      await new Promise((resolve) => setTimeout(resolve, 500));
    };
    const other = await theirs({ act });
    const mine = await ours({
      act: async (app) => {
        await app.leave("home");
        await settled(app, "disconnected");
        await app.leave("onboarding");
        await settled(app, "setConnector of instance 2");
      },
    });
    const counted = (lines, start) => lines.filter((line) => line.startsWith(start)).length;
    for (const start of ["tag ", "init", "setConnector of instance 1", "setConnector of instance 2", "disconnected", "logout"]) {
      assert.equal(counted(mine.trace, start), counted(other.trace, start), start);
    }
    assert.equal(counted(mine.trace, "logout"), 0);
  });

  test("34, 38: a node that is moved stays bound to its instance, and nothing is asked for again", async () => {
    const move = (tag) => {
      const element = document.querySelector(tag);
      const place = document.createElement("div");
      document.body.append(place);
      place.append(element);
    };
    const other = await theirs({ act: async (id) => {
      const element = window.theirs.mount(window.theirs.connect(id));
      await new Promise((resolve) => setTimeout(resolve, 500));
      const place = document.createElement("div");
      document.body.append(place);
      place.append(element);
    } });
    const mine = await ours({ act: (app) => app.page.evaluate(move, TAG) });
    assert.deepEqual(mine.trace.slice(-2), other.trace.slice(-2));
    assert.deepEqual(mine.trace.slice(-2), ["disconnected", "connected"]);
    assert.equal(mine.trace.filter((line) => line.startsWith("setConnector")).length, 1);
  });

  test("21: a look that changes goes through update, without remount or session", async () => {
    const other = await theirs({ act: async (id) => {
      const instance = window.theirs.connect(id);
      window.theirs.mount(instance);
      await new Promise((resolve) => setTimeout(resolve, 500));
      instance.update({ appearance: {}, locale: "en-GB" });
      await new Promise((resolve) => setTimeout(resolve, 100));
    } });
    const posts = (await all.sandbox.requests(id, "session")).length;
    const mine = await ours({ act: async (app) => {
      await app.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
      await settled(app, "update appearance,locale");
    } });
    same(mine, other, USUAL);
    assert.equal((await all.sandbox.requests(id, "session")).length, posts + 1);
  });
});

describe("better", () => {
  test("2: X31 no form, no tag", async () => {
    const app = await page({});
    await app.page.goto(new URL(`organisations/${id}`, all.web.url).href);
    await app.page.waitForSelector("[data-testid=payment-account-status]:not([data-state=loading])");
    assert.deepEqual(await trace(app), []);
    assert.equal(app.scripts, 0);
    await app.page.close();
  });

  test("12, 13, 36: B12 a load that fails once: theirs for ever, with unhandled rejections; ours goes on", async () => {
    const answer = (request, count) => (count === 1 ? request.abort("failed") : RECORDED(request));
    const other = await theirs({ answer, until: "unhandled Failed to load Connect.js" });
    assert.equal(other.scripts, 1);
    const mine = await ours({ answer });
    assert.equal(mine.scripts, 2);
    assert.deepEqual(mine.trace.filter((line) => line.startsWith("unhandled")), []);
    assert.ok(mine.trace.includes("tag removed"));
  });

  test("11, 35: a tag that has failed: theirs waits for ever; ours replaces it", async () => {
    const answer = (request, count) => (count === 1 ? request.abort("failed") : RECORDED(request));
    const scene = { answer, before: [early(STRIPE)] };
    const other = await theirs({ ...scene, until: null, act: async (id) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      window.theirs.mount(window.theirs.connect(id));
      await new Promise((resolve) => setTimeout(resolve, 2_500));
    } });
    assert.ok(!other.trace.some((line) => line.startsWith("init")));
    const mine = await ours(scene);
    assert.equal(mine.scripts, 2);
  });

  test("14: B10 a script without the global: theirs rejects; ours tries again", async () => {
    const answer = (request, count) =>
      count === 1 ? request.respond({ contentType: "text/javascript", body: "" }) : RECORDED(request);
    const other = await theirs({ answer, until: "unhandled Connect.js did not load the necessary objects" });
    assert.ok(!other.trace.some((line) => line.startsWith("init")));
    assert.equal((await ours({ answer })).scripts, 2);
  });

  test("19: a setter the script lacks: theirs leaves a rejection; ours passes it over", async () => {
    const scene = { before: [`window.without = ["OnStepChange"];`] };
    const other = await theirs(scene);
    const unhandled = other.trace.filter((line) => line.startsWith("unhandled"));
    assert.equal(unhandled.length, 1);
    same(await ours(scene), other, ["noUnhandled", ...USUAL]);
  });

  test("without onExit there is no form: theirs shows one that never ends; ours says that it did not open", async () => {
    const scene = { before: [`window.without = ["OnExit"];`] };
    const other = await theirs(scene);
    assert.ok(other.trace.includes("connected"));
    const mine = await ours({ ...scene, until: null, act: (app) => app.panel() });
    assert.ok(mine.panel);
    assert.ok(!mine.trace.includes("connected"));
  });

  test("28: an init that throws: theirs leaves rejections; ours says so and keeps the session", async () => {
    const scene = { before: ["window.initThrows = true;"] };
    const other = await theirs({ ...scene, uncaught: "Error: init" });
    assert.ok(other.trace.some((line) => line.startsWith("init")));
    const posts = (await all.sandbox.requests(id, "session")).length;
    const mine = await ours({ ...scene, until: null, act: async (app) => {
      await app.panel();
      await app.press("retry");
      await until("a second init", async () => (await trace(app)).filter((line) => line.startsWith("init")).length === 2);
      await app.panel();
    } });
    assert.deepEqual(mine.trace.filter((line) => line.startsWith("unhandled")), []);
    assert.equal((await all.sandbox.requests(id, "session")).length, posts + 1);
  });

  test("23, 24: B21 a session that is refused: theirs leaves a rejection; ours resolves undefined and says so", async () => {
    const refused = await all.sandbox.organisation();
    await all.sandbox.fault(refused, { endpoint: "session", status: 500, times: 9 });
    const reject = (id) =>
      void window.theirs.mount(window.theirs.connect(id, { fetchClientSecret: () => Promise.reject(new Error("refused")) }));
    await theirs({ act: reject, uncaught: "Error: refused" });
    const app = await page({});
    await app.open(refused, { config: { connectScript: STRIPE } });
    await until("init", async () => (await trace(app)).some((line) => line.startsWith("init")));
    const secret = await app.page.evaluate(async () => typeof (await window.inits[0].params.metaOptions.eagerClientSecretPromise));
    assert.equal(secret, "undefined");
    await app.page.waitForSelector("[data-testid=alert]");
    const late = await app.page.evaluate(async () => typeof (await window.inits[0].params.fetchClientSecret()));
    assert.equal(late, "undefined", "after the form has gone");
    assert.deepEqual(app.uncaught(), []);
    await app.page.close();
  });

  test("37: left before the script comes: theirs forces the element into the page and binds it; ours makes none", async () => {
    let release;
    const released = new Promise((resolve) => (release = resolve));
    const scene = { answer: (request) => released.then(() => RECORDED(request)) };
    const app = await page(scene);
    await app.open(id, { config: { connectScript: STRIPE } });
    await until("the tag", async () => (await trace(app)).some((line) => line.startsWith("tag ")), { within: 15_000 });
    await app.leave("home");
    await app.page.waitForSelector("[data-testid=onboarding-frame]", { hidden: true });
    release();
    const other = await theirs({ act: (id) => window.theirs.mount(window.theirs.connect(id)).remove() });
    assert.ok(other.trace.includes("connected"));
    await until("the script", () => app.page.evaluate(() => typeof window.StripeConnect?.init === "function"), { within: 15_000 });
    for (const start of ["init", "construct", "connected", "setConnector"]) {
      assert.ok(!(await trace(app)).some((line) => line.startsWith(start)), start);
    }
    assert.deepEqual(app.uncaught(), []);
    await app.page.close();
  });

  test("5, 30: X05 no secret is handed out twice", async () => {
    const app = await page({});
    await app.open(await all.sandbox.organisation(), { config: { connectScript: STRIPE } });
    await settled(app, "connected");
    const secrets = await app.page.evaluate(async () => {
      const { fetchClientSecret, metaOptions } = window.inits[0].params;
      return Promise.all([metaOptions.eagerClientSecretPromise, fetchClientSecret(), fetchClientSecret()]);
    });
    assert.equal(new Set(secrets).size, 3);
    assert.ok(secrets.every((secret) => typeof secret === "string" && secret.length > 10));
    assert.equal(await app.posts(), 3);
    await app.page.close();
  });

  test("an exit told twice counts once, and the form leaves", async () => {
    const app = await page({});
    await app.open(await all.sandbox.organisation(), { config: { connectScript: STRIPE } });
    await settled(app, "connected");
    const reads = async () => (await all.sandbox.requests(app.id, "status")).length;
    await until("the first read", reads);
    await app.page.evaluate(() => {
      const { OnExit, OnLoadError } = window.elements[0].given;
      OnExit();
      OnExit();
      OnLoadError({ error: { type: "api_error" } });
    });
    await settled(app, "disconnected");
    assert.equal(await app.page.$("[data-testid=alert]"), null);
    await app.page.close();
  });
});

describe("a strict page", () => {
  /** The app's page under a policy with a nonce, and Trusted Types for scripts. */
  async function strict(policy, trial) {
    const index = (await readFile(`${DIST}/index.html`, "utf8"))
      .replaceAll(/<script(?=[ >])/g, '<script nonce="n0nce"')
      .replaceAll(/<link(?=[^>]*modulepreload)/g, '<link nonce="n0nce"');
    const host = await house({
      headers: { "content-security-policy": policy },
      files: { [`/organisations/${id}/payment-account`]: { body: index } },
    });
    try {
      const app = await App.in(host);
      await app.page.setRequestInterception(true);
      app.page.on("request", (request) => (request.url() === STRIPE ? RECORDED(request) : request.continue()));
      await app.page.evaluateOnNewDocument(watch);
      await app.page.evaluateOnNewDocument(() => {
        window.violations = [];
        document.addEventListener("securitypolicyviolation", ({ violatedDirective, sourceFile, sample }) =>
          window.violations.push(`${violatedDirective} ${sourceFile} ${sample}`));
      });
      await app.open(id, { config: { connectScript: STRIPE } });
      await trial(app);
    } finally {
      await host.stop();
    }
  }

  test("B17 a nonce reaches Stripe's tag and nothing else", async () => {
    await strict("script-src 'nonce-n0nce' 'wasm-unsafe-eval'", async (app) => {
      await settled(app, "connected");
      const [tag] = (await trace(app)).filter((line) => line.startsWith("tag"));
      assert.match(tag, /nonce=n0nce/);
      const others = await app.page.$$eval("body *, head link[rel=preconnect]", (all) => all.filter((node) => node.nonce === "n0nce" && node.localName !== "script").length);
      assert.equal(others, 0);
      assert.deepEqual(await app.page.evaluate(() => window.violations), []);
    });
  });

  test("40: strict-dynamic, where only what a trusted script adds may run", async () => {
    await strict("script-src 'nonce-n0nce' 'strict-dynamic' 'wasm-unsafe-eval'", async (app) => {
      await settled(app, "connected");
      assert.deepEqual(await app.page.evaluate(() => window.violations), []);
    });
  });

  test("39: Trusted Types enforced: theirs throws; ours loads, and a second mount too", async () => {
    const policy = "script-src 'nonce-n0nce' 'wasm-unsafe-eval' https://connect-js.stripe.com; require-trusted-types-for 'script'; trusted-types dolfin-connect";
    await strict(policy, async (app) => {
      await settled(app, "connected");
      await app.leave("home");
      await settled(app, "disconnected");
      await app.leave("onboarding");
      await settled(app, "setConnector of instance 2");
      const violations = await app.page.evaluate(() => window.violations);
      assert.deepEqual(violations, []);
      const refused = await app.page.evaluate(() => {
        try {
          document.createElement("script").src = "https://connect-js.stripe.com/v1.0/connect.js";
          return "admitted";
        } catch {
          return "refused";
        }
      });
      assert.equal(refused, "refused", "the policy is ours alone");
    });
  });
});

test("every appearance variable of Stripe's types is known, and no other", async () => {
  const types = await readFile(new URL("node_modules/@stripe/connect-js/types/shared.d.ts", import.meta.url), "utf8")
    .catch(() => readFile(new URL("node_modules/@stripe/connect-js/dist/exportedTypes/shared.d.ts", import.meta.url), "utf8"));
  const block = /AppearanceVariables = \{([\s\S]*?)\n\};/.exec(types)[1];
  const theirs = [...block.matchAll(/^ {4}(\w+)\??:/gm)].map(([, name]) => name);
  const source = await readFile(new URL("../../src/stripe/appearance.rs", import.meta.url), "utf8");
  const list = /const VARIABLES: &str = "\\([^"]*)"/.exec(source)[1];
  const ours = list.match(/\w+/g);
  assert.equal(theirs.length, 92);
  assert.deepEqual(ours.toSorted(), theirs.toSorted());
});

test("44, 45: React's strict mode, and leaving: one element stays, one session, no logout", async () => {
  const counted = (lines, start) => lines.filter((line) => line.startsWith(start)).length;
  const other = await theirs({ until: null, act: async (id) => {
    const root = window.theirs.mountReact(id, { strict: true });
    await new Promise((resolve) => setTimeout(resolve, 800));
    window.standing = document.querySelectorAll("stripe-connect-account-onboarding").length;
    root.unmount();
    await new Promise((resolve) => setTimeout(resolve, 200));
    window.trace.push(`standing ${window.standing}`, `left ${document.querySelectorAll("stripe-connect-account-onboarding").length}`);
  } });
  const own = await all.sandbox.organisation();
  const app = await page({});
  await app.open(own, { config: { connectScript: STRIPE } });
  await settled(app, "connected");
  const standing = (await app.page.$$(TAG)).length;
  await app.leave();
  await settled(app, "disconnected");
  const mine = [...(await trace(app)), `standing ${standing}`, `left ${(await app.page.$$(TAG)).length}`];
  await app.page.close();
  for (const line of ["standing 1", "left 0"]) {
    assert.equal(counted(mine, line), 1, line);
    assert.equal(counted(other.trace, line), 1, line);
  }
  assert.equal(counted(mine, "logout") + counted(other.trace, "logout"), 0);
  // Strict mode builds two elements and throws one away; ours builds the one that stays.
  assert.equal(counted(mine, "construct"), 1);
  assert.ok(counted(other.trace, "construct") >= 2);
  assert.equal((await all.sandbox.requests(own, "session")).length, 1);
});
