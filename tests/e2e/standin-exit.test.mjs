// The stand-in's end: it can go on by itself and be left at any point, and the sandbox knows before the host does. And
// the stand-in that never begins.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { complaints, launchBrowser, until } from "./support/browser.mjs";
import { bundle } from "./support/bundle.mjs";
import { StandInForm } from "./support/form.mjs";
import { startSandbox } from "./support/sandbox.mjs";
import { serve } from "./support/serve.mjs";

const NEARLY_DONE = { status: "OnboardingInProgress", capabilities: { currentlyDue: ["business_type", "external_account"] } };

let sandbox;
let browser;
let web;
let page;
let form;
let heard;

before(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), launchBrowser()]);
  web = await serve({
    sandbox: sandbox.url,
    files: {
      "/": {
        body: `<!doctype html><html lang="en-GB"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Host</title>
          <script src="/sandbox/connect.js"></script><script src="/host.js"></script><main></main></html>`,
      },
      "/host.js": { body: await bundle("harness/host.jsx"), type: "text/javascript" },
    },
  });
});

after(async () => {
  await browser?.close();
  await web?.stop();
  await sandbox?.stop();
});

beforeEach(async () => {
  page = await browser.newPage();
  heard = complaints(page);
  form = new StandInForm(page);
});

afterEach(() => page.close());

const events = () => page.evaluate(() => host.events);
/** The form waits some seconds for the sandbox to hear of it. */
const exited = () => until("the exit", async () => (await events()).includes("exit"), { within: 20_000 });
/** Stripe's loader says so whenever a script is already there. */
const unexpected = () => heard.filter((line) => !line.includes("existing Connect.js script"));
/** Mounts through Stripe's npm package; `onExit` reads the status at once, as a component does. */
const open = async (organisation) => {
  await page.goto(web.url);
  await page.evaluate((id) => {
    const element = host.mount(host.connect(id));
    element.setOnExit(() => {
      host.events.push("exit");
      host.read = fetch(`/api/organisations/${id}/payment-account/status`).then((answer) => answer.status);
    });
  }, organisation);
};

for (const [exit, walked, left, submitted] of [
  ["AtOnce", [], ["business_type", "external_account"], false],
  ["AfterStep", ["step external_account"], ["external_account"], false],
  ["AfterSubmit", ["step external_account", "step summary"], [], true],
]) {
  test(`is left by itself: ${exit}`, async () => {
    const id = await sandbox.organisation({ ...NEARLY_DONE, settings: { exit } });
    await open(id);
    await exited();
    assert.deepEqual((await events()).slice(1), [...walked, "exit"]);
    const { capabilities } = await sandbox.read(id);
    assert.deepEqual(capabilities.currentlyDue, left);
    assert.equal(capabilities.detailsSubmitted, submitted);
    assert.deepEqual(unexpected(), []);
  });
}

for (const leave of ["Save and close", "Agree and submit"]) {
  test(`a fault that waits for the exit is met by the read that follows it: ${leave}`, async () => {
    const id = await sandbox.organisation({ ...NEARLY_DONE, capabilities: { currentlyDue: ["business_type"] } });
    await sandbox.fault(id, { endpoint: "status", after: "exit", status: 503 });
    await open(id);
    if (leave === "Agree and submit") await form.completeToReview();
    await form.press(leave);
    await exited();
    assert.equal(await page.evaluate(() => host.read), 503);
  });
}

test("is left all the same where the sandbox does not answer", async () => {
  const id = await sandbox.organisation(NEARLY_DONE);
  await open(id);
  await form.heading("Type of business");
  await sandbox.fault(id, { endpoint: "form", kind: "stall-headers" });
  await form.press("Save and close");
  await exited();
});

test("draws nothing and says nothing until it is released", async () => {
  const id = await sandbox.organisation({ ...NEARLY_DONE, settings: { drawsNothing: true } });
  await open(id);
  await until("the claim", async () => (await sandbox.read(id)).sessions.claimed === 1);
  assert.deepEqual(await events(), []);
  assert.equal(await form.currentHeading(), undefined);
  await sandbox.change(id, { settings: { drawsNothing: false } });
  await form.heading("Type of business");
  assert.deepEqual(await events(), ["loader stripe-connect-account-onboarding"]);
  assert.deepEqual(unexpected(), []);
});
