// Every scenario of the sandbox, as a person meets it: whose turn it is, what can be done, what was asked of Dolfin.
// That each state can be read by everybody is axe.test.mjs's.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./support/browser.mjs";
import { useApp } from "./app/app.mjs";

const app = useApp();

const CAPABILITIES = ["detailsSubmitted", "chargesEnabled", "payoutsEnabled"];

/**
 * What is seen of each scenario. The state and the three capabilities are the sandbox's own unless given. `form`: Stripe's
 * form stays, with the secret of the one session. `lists`: what is due is listed.
 */
const EXPECTED = {
  "not-started": { turn: "you", headline: "Set up payments", primary: "Set up payments", form: true },
  resume: { turn: "you", headline: "Pick up where you left off", primary: "Continue", form: true, lists: true },
  overdue: { turn: "you", headline: "Information is overdue", primary: "Provide overdue information", form: true, lists: true },
  "needed-now": { turn: "you", headline: "More information is needed", primary: "Provide information", form: true, lists: true },
  "under-review": { turn: "stripe", headline: "Stripe is checking your details" },
  active: { turn: "nobody", headline: "Payments and payouts are on", secondary: "Update details" },
  "more-soon": { turn: "you", headline: "Payments and payouts are on, but more is needed", primary: "Provide information", form: true, lists: true },
  "payouts-off": { turn: "you", headline: "Information is overdue", primary: "Provide overdue information", form: true, lists: true },
  rejected: { turn: "support", headline: "Stripe cannot support this account", secondary: "Contact support" },
  appealable: { turn: "you", headline: "Stripe cannot support this account", primary: "Appeal", secondary: "Contact support", form: true, lists: true },
  disconnected: { turn: "host", headline: "The payment account is disconnected", primary: "Reset and start again" },
  "not-enabled": { turn: "host", headline: "Payments are not switched on yet", primary: "Switch on payments", alert: "409" },
  forbidden: { state: "error", turn: "administrator", headline: "You do not have permission to set up payments", alert: "403" },
  "unknown-organisation": { state: "error", turn: "support", headline: "We cannot find this organisation", secondary: "Contact support", alert: "404" },
  manual: { turn: "nobody", headline: "Nothing to set up here" },
  yapily: { turn: "nobody", headline: "Nothing to set up here" },
  "provider-error": { turn: "you", headline: "Set up payments", primary: "Set up payments", alert: "502", posts: 3 },
  "unknown-state": { turn: "stripe", headline: "Stripe is checking your details" },
  "unknown-provider": { turn: "nobody", headline: "Nothing to set up here" },
  "uncoded-conflict": { turn: "host", headline: "The payment account is disconnected", primary: "Reset and start again" },
  sensitive: { turn: "support", headline: "Stripe cannot support this account", secondary: "Contact support" },
  "several-people": { turn: "you", headline: "Information is overdue", primary: "Provide overdue information", form: true, lists: true },
  many: { turn: "you", headline: "Pick up where you left off", primary: "Continue", form: true, lists: "a hundred" },
  "signed-out": { state: "error", turn: "you", headline: "Your session has ended", primary: "Sign in", alert: "401" },
  "short-session": { turn: "you", headline: "Set up payments", primary: "Set up payments", form: true },
};

test("every scenario has its expectation", async () => {
  const scenarios = await app.sandbox.scenarios();
  assert.deepEqual(scenarios.map(({ name }) => name), Object.keys(EXPECTED));
});

for (const [name, expected] of Object.entries(EXPECTED)) {
  test(`${name}: ${expected.turn}, «${expected.headline}»`, async () => {
    const id = (await app.sandbox.scenarios()).find((scenario) => scenario.name === name).organisation;
    const account = await app.sandbox.read(id);
    const { form = false, alert, posts = 1 } = expected;
    // The status is answered first; the other order has tests of its own (requests.test.mjs). A session that the status
    // forbids is given up then, so nobody waits for it.
    await app.sandbox.fault(id, { endpoint: "session", delayMs: form || alert ? 300 : 5_000 });
    await app.onboarding(id);

    const state = expected.state ?? account.status;
    const seen = await app.sees((seen) => !seen.busy && seen.state === state && seen.headline === expected.headline
      && seen.formMounted === form && (alert === undefined || seen.alerts.includes(alert)));
    assert.equal(seen.turn, expected.turn);
    assert.equal(seen.primary, expected.primary);
    assert.equal(seen.secondary, expected.secondary);
    assert.deepEqual(seen.capabilities, expected.state === "error" ? {} : facts(account));
    assert.equal(seen.canRetry, seen.alerts.length > 0);
    showsWhatIsDue(seen.requirements, account, expected.lists);
    saysNoCode(seen.text, account);

    const sessions = () => app.sandbox.read(id).then(({ sessions }) => sessions);
    if (form) await until("the claim", async () => (await sessions()).claimed === 1);

    // Where the status forbids a form, the session's request is taken back, perhaps before it has left.
    const sent = await app.count(id, "session");
    assert.ok(form || alert === "502" ? sent === posts : sent <= 1, `${sent} session requests`);
    if (!form) assert.equal((await sessions()).claimed, 0);
  });
}

function facts({ capabilities }) {
  return Object.fromEntries(CAPABILITIES.map((name) => [name, String(capabilities?.[name] ?? "unknown")]));
}

/** Each code once, what is overdue before the rest. */
function showsWhatIsDue(shown, { capabilities }, lists) {
  const overdue = capabilities?.pastDue ?? [];
  const due = new Set([...(capabilities?.currentlyDue ?? []), ...overdue]);
  // No more than a hundred questions are listed; the view's own tests say that the rest is counted.
  if (lists === "a hundred") return assert.ok(shown.length >= 100 && shown.length < due.size && shown.every((code) => due.has(code)));
  assert.deepEqual([...shown].sort(), lists ? [...due].sort() : []);
  if (lists) assert.deepEqual(shown.slice(0, overdue.length).sort(), [...overdue].sort());
}

/** What is for machines: requirement codes and Stripe's reason. */
function saysNoCode(text, { capabilities }) {
  const codes = [...(capabilities?.currentlyDue ?? []), capabilities?.disabledReason].filter(Boolean);
  assert.deepEqual(codes.filter((code) => text.includes(code)), []);
}
