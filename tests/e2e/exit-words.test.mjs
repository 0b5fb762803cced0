// What a person is told between the end of Stripe's form and the first answer that was asked for after it: nothing that
// nobody can know by then. Each way out of the form, with each way in which the status may come afterwards; every
// sentence that is shown is compared with what may be said.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { DIST } from "./app/app.mjs";
import { Recorder } from "./journeys/recorder.mjs";
import { complaints, launchBrowser, until } from "./support/browser.mjs";
import { startSandbox } from "./support/sandbox.mjs";
import { serve } from "./support/serve.mjs";

let sandbox;
let browser;
let web;

before(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), launchBrowser()]);
  web = await serve({ root: DIST, sandbox: sandbox.url });
});

after(async () => {
  await browser?.close();
  await web?.stop();
  await sandbox?.stop();
});

const ALWAYS = 1_000;
const DUE = ["business_type", "external_account"];
const words = JSON.parse(await readFile(new URL("../../core/src/text/locales/en-GB.json", import.meta.url), "utf8"));

/** What may be said, by the names of the phrases; `{…}` stands for anything. */
const says = (...names) => names.map((name) => {
  assert.equal(typeof words[name], "string", name);
  const pattern = words[name].split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+");
  return new RegExp(`^(?:${pattern})$`);
});

/** The component's frame, and the facts as they were last known, dated. */
const FRAME = [
  ...says("TestMode", "ActionCheckNow", "CopyForSupport", "ActivityTitle", "Checking", "SlowAnswer"),
  /^(Details|Payments|Payouts) (Not submitted yet|Not yet)$/,
];
/** What is told of a read that failed. */
const TROUBLE = says(
  "CouldNotCheck", "StaleText", "OfflineMark", "OfflineHead", "OfflineText", "UnreachableHead", "UnreachableText",
  "ServiceFaultHead", "ServiceFaultText", "ActionRetry", "Reference",
);
/** All that may be said before an answer that was asked for after the exit. */
const UNKNOWN = [...FRAME, ...TROUBLE, ...says("Loading", "TurnUnknown", "CheckedBeforeExit", "SettlingHead", "SettlingText", "UnsettledHead", "UnsettledText")];
/** What is announced, and when it happened. */
const CHANGES = [/^(‹time› )?(Your details have been submitted\. ?)?(Done: \d+\. ?)?(Still needed: \d+\.|Nothing more is needed from you now\.)?$/];
const SENT = [
  ...says("TurnStripe", "ReviewHead", "ReviewText", "ReviewLeftText", "ReviewWait", "NoChangeYet"),
  /^Details Submitted$/, /^Set-up progress: \d+% done\. The rest is up to Stripe$/,
];
const LEFT = [
  ...says("TurnYou", "ResumeHead", "ResumeText", "ResumeLeftText", "LeftTitle", "LeftLead", "ActionContinue", "NoChangeYet"),
  ...says("RequirementsTitle", "SubjectBusiness", "SubjectBankAccount", "UrgencyDue", "UrgencyDone"),
  /^(Needed|Done): \[?[A-Z][a-z ]+\]?$/, /^Set-up progress: \d+ left to answer$/,
];

/** How the form is left, what is true then, and what may be said once that is known. */
const EXITS = {
  AtOnce: { headline: words.ResumeHead, known: LEFT },
  AfterStep: { headline: words.ResumeHead, known: LEFT },
  AfterSubmit: { headline: words.ReviewHead, known: SENT },
};
/** How the status comes afterwards. `fails`: not before it is let. */
const ANSWERS = {
  "at once": {},
  "after 0.5 s": { fault: { delayMs: 500 } },
  "after 4 s": { fault: { delayMs: 4_000 } },
  "after 12 s, each time": { fault: { delayMs: 12_000 }, fails: true },
  "not at all": { fault: { status: 503 }, fails: true },
  offline: { offline: true, fails: true },
};

/** A page in a profile of its own, in which the form is left by itself; answers when all is known. */
async function visit(exit, { fault, offline = false, fails = false }) {
  const profile = await browser.createBrowserContext();
  try {
    const page = await profile.newPage();
    const heard = complaints(page);
    const id = await sandbox.organisation({
      status: "OnboardingInProgress",
      capabilities: { currentlyDue: DUE, pastDue: DUE, disabledReason: "requirements.past_due" },
      settings: { exit, pendingMs: 3_600_000 },
    });
    if (fault) await sandbox.fault(id, { endpoint: "status", after: "exit", times: ALWAYS, ...fault });
    const recorder = new Recorder();
    if (offline) await page.exposeFunction("formIsLeft", () => page.setOfflineMode(true));
    await recorder.watch(page);
    await page.evaluateOnNewDocument(follow);
    await page.goto(new URL(`organisations/${id}/payment-account`, web.url));
    const begins = (title) => until(title, async () => (await recorder.steps()).some((step) => step.title === title), { within: 40_000 });
    const has = (text) => until(text, async () => (await recorder.shown()).some(({ words }) => words === text), { within: 40_000 });
    await begins("left");
    if (fails) {
      await has(words.UnsettledHead);
      await sandbox.control("DELETE", `organisations/${id}/faults`);
      await page.setOfflineMode(false);
      await page.$eval("[data-testid=check-now]", (button) => button.click());
    }
    await begins("known");
    await has(EXITS[exit].headline);
    const focus = await page.evaluate(() => document.activeElement.dataset.testid);
    return { steps: await recorder.steps(), focus, heard };
  } finally {
    await profile.close();
  }
}

/** Runs in the page: tells when the form is left, and when an answer comes that was asked for after it. */
function follow() {
  const { fetch } = window;
  let isLeft = false;
  window.fetch = async (request, ...more) => {
    const { pathname } = new URL(request.url ?? request, location.href);
    const wasLeft = isLeft;
    const answer = await fetch(request, ...more);
    if (pathname.endsWith("/stripe/onboarding/exit")) {
      await window.formIsLeft?.();
      isLeft = true;
      stepBegins("left");
      // Once the form has gone, and whatever in it had the focus: nothing is to take the person from here.
      setTimeout(() => document.querySelector("[data-testid=check-now]").focus());
    }
    if (pathname.endsWith("/payment-account/status") && wasLeft && answer.ok) stepBegins("known");
    return answer;
  };
}

for (const [exit, { known, headline }] of Object.entries(EXITS)) {
  describe(`left ${exit}`, { concurrency: true }, () => {
    for (const [how, answer] of Object.entries(ANSWERS)) {
      test(`the status comes ${how}`, async () => {
        const { steps, focus, heard } = await visit(exit, answer);
        const [first, left, ...later] = steps;
        assert.deepEqual([left.title, later[0]?.title], ["left", "known"]);
        const may = (allowed) => ({ words }) => !allowed.some((pattern) => pattern.test(words));
        // What a read of before the exit has told stays: the facts, and the announcement.
        const stays = ({ kind, words }) => (kind === "status" || words === "Details Submitted")
          && first.shown.some((line) => line.kind === kind && line.words === words);
        assert.deepEqual(left.shown.filter(may(UNKNOWN)).filter((line) => !stays(line)), [], "said before anything could be known");
        assert.ok(left.shown.some(({ words: said }) => said === words.SettlingHead), "what is going on is said");
        const told = later.flatMap(({ shown }) => shown);
        assert.deepEqual(told.filter(may([...UNKNOWN, ...CHANGES, ...says("CheckedJustNow"), ...known])), [], "said once it was known");
        assert.ok(told.some(({ words }) => words === headline));
        assert.equal(focus, "check-now", "the focus is not moved");
        assert.deepEqual(heard.filter((line) => !/^error: Failed to load resource|^warn: The `integrity`/.test(line)), []);
      });
    }
  });
}
