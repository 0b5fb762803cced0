// Starts the system's Chromium, which never asks anyone on the internet for anything.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import puppeteer from "puppeteer-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // What a person in it reads, unless a test says otherwise.
  "--accept-lang=en-GB",
  // Names that are not of this machine do not resolve, so a page cannot reach out by mistake.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/** A headless Chromium, with more flags where a test needs them; close it at the end of the test file. */
export function launchBrowser({ flags = [], ...options } = {}) {
  return puppeteer.launch({ executablePath: chromium(), headless: true, args: [...FLAGS, ...flags], ...options });
}

function chromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const found = folders
    .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)))
    .find(isExecutable);
  if (!found) throw new Error("no Chromium found; install Debian's package chromium, or set CHROMIUM");
  return found;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Collects in `heard` what a page complains about: `console` errors and warnings, uncaught errors, unhandled rejections. */
export function complaints(page, heard = []) {
  page.on("pageerror", (error) => heard.push(`uncaught: ${error.message ?? error}`));
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) heard.push(`${message.type()}: ${message.text()}`);
  });
  return heard;
}

/** Waits until `test` answers something true, and answers it; `what` is named when it never does. */
export async function until(what, test, { within = 5_000 } = {}) {
  const end = Date.now() + within;
  for (;;) {
    const answer = await test();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
