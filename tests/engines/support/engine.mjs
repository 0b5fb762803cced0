// Starts one of three engines (`webkit`, `firefox`, `chromium`), and drives it by W3C WebDriver. Which one, `ENGINE` in the
// environment says, unless a test names it.
//
// The client is selenium-webdriver: well kept, four dependencies, the same calls for all three, and given a driver's
// address it downloads nothing. (webdriverio brings the packages that fetch drivers along. Puppeteer does not
// speak to WebKit; it stays for what only Chromium's protocol can: frozen tabs, heaps, throttling.) 4.46 is the last for
// Node 20. No browser but the installed one is started: `WEBKITDRIVER`, `GECKODRIVER`, `CHROMEDRIVER`, `FIREFOX` and
// `CHROMIUM` say where they are if the PATH does not.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../e2e/", import.meta.url));
const { Builder, Capabilities } = require("selenium-webdriver");
const { DriverService } = require("selenium-webdriver/remote");

export const ENGINE = process.env.ENGINE ?? "webkit";
/** How long a busy machine may take before a condition counts as never met, in milliseconds. */
export const PATIENCE = 30_000;

/**
 * For each engine its driver, and what a session asks for. `dark` is what the system prefers. An `sslProxy`, a port of this
 * machine, answers all that is asked by https, with a certificate that nobody has signed.
 */
const ENGINES = {
  // Without another `browser`, the driver starts WebKitGTK's own, MiniBrowser.
  webkit: ({ dark, sslProxy, browser = { args: [] } }) => ({
    driver: process.env.WEBKITDRIVER ?? "WebKitWebDriver",
    capabilities: {
      browserName: "MiniBrowser",
      ...(sslProxy && { acceptInsecureCerts: true }),
      "webkitgtk:browserOptions": {
        ...browser,
        args: [
          "--automation", ...browser.args, ...(dark ? ["--dark-mode"] : []),
          // By a capability, WebKit would speak TLS to the proxy itself.
          ...(sslProxy ? [`--proxy=http://127.0.0.1:${sslProxy}`, "--ignore-host=127.0.0.1", "--ignore-tls-errors"] : []),
        ],
      },
    },
  }),
  firefox: ({ dark, sslProxy }) => ({
    driver: process.env.GECKODRIVER ?? "geckodriver",
    // Its own default is one port for all that run.
    given: ["--websocket-port=0"],
    capabilities: {
      browserName: "firefox",
      ...proxied(sslProxy),
      "moz:firefoxOptions": {
        binary: process.env.FIREFOX ?? ["/usr/bin/firefox-esr", "/usr/bin/firefox"].find(existsSync),
        args: ["-headless"],
        prefs: {
          // Scroll bars over the page, as in the other two.
          "ui.useOverlayScrollbars": 1,
          "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
          "intl.accept_languages": "en-GB",
        },
      },
    },
  }),
  chromium: ({ dark, sslProxy }) => ({
    driver: process.env.CHROMEDRIVER ?? "chromedriver",
    capabilities: {
      browserName: "chrome",
      ...proxied(sslProxy),
      "goog:chromeOptions": {
        binary: process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync),
        args: [
          "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync", "--accept-lang=en-GB", "--hide-scrollbars", "--font-render-hinting=none", ...(dark ? ["--force-dark-mode"] : []),
        ],
      },
    },
  }),
};

const proxied = (port) => port && {
  acceptInsecureCerts: true,
  proxy: { proxyType: "manual", sslProxy: `127.0.0.1:${port}`, noProxy: ["127.0.0.1", "localhost"] },
};

/** A session, and what ends it with all that was started for it. */
export async function openEngine({ engine = ENGINE, width = 1280, height = 1000, ...options } = {}) {
  const { driver: program, given = [], capabilities } = ENGINES[engine](options);
  // Of its own, because only the window in front of a screen has the focus. WebKitGTK has no headless mode.
  const screen = engine === "webkit" ? await openScreen() : undefined;
  const service = new DriverService.Builder(program)
    .setLoopback(true)
    .addArguments(...given)
    .setEnvironment({ ...process.env, ...(screen && { DISPLAY: screen.display }) })
    .build();
  const stop = async () => {
    await service.kill();
    screen?.stop();
  };
  try {
    const driver = await new Builder().disableEnvironmentOverrides().usingServer(await service.start(PATIENCE)).withCapabilities(new Capabilities(capabilities)).build();
    await driver.manage().setTimeouts({ script: 120_000 });
    await driver.manage().window().setRect({ x: 0, y: 0, width, height });
    return { driver, stop: () => driver.quit().finally(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An X server that nobody sees, under a number that nobody has. */
async function openScreen() {
  const child = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
  const stop = () => child.kill();
  process.once("exit", stop);
  const [number] = await Promise.race([once(child.stdout, "data"), once(child, "exit").then(() => Promise.reject(new Error("Xvfb does not start")))]);
  return { display: `:${String(number).trim()}`, stop };
}

/** Waits until `test` answers something true, and answers it; a test that throws has not answered yet. */
export async function until(what, test, { within = PATIENCE } = {}) {
  const end = Date.now() + within;
  for (let last; ;) {
    try {
      last = await test();
      if (last) return last;
    } catch (error) {
      last = error.message;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${within} ms, but ${JSON.stringify(last)}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
