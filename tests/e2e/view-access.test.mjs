// What assistive technology is told: the tree of each main state, and what is announced when something changes.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { usePlayground } from "./app/playground.mjs";

const playground = usePlayground();

const ROLES = ["heading", "button", "link", "progressbar", "status", "alert", "region", "list", "listitem"];

/** Role, name and value of what matters, in the order in which it is read. What is empty says nothing. */
async function tree() {
  const tools = await playground.page.createCDPSession();
  const { nodes } = await tools.send("Accessibility.getFullAXTree");
  await tools.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const children = (node) => (node.childIds ?? []).map((id) => byId.get(id)).filter(Boolean);
  const text = (node) => (node.role?.value === "StaticText" ? node.name.value : children(node).map(text).join(" ").replace(/\s+/g, " ").trim());
  const lines = [];
  const walk = (node) => {
    const role = node.ignored ? undefined : node.role?.value;
    const name = node.name?.value || (["status", "alert"].includes(role) ? text(node) : "");
    const said = role === "progressbar" ? `${name}, ${node.value.value}` : name;
    if (ROLES.includes(role) && said) lines.push(`${role}: ${said}`);
    children(node).forEach(walk);
  };
  walk(nodes[0]);
  return lines.slice(lines.indexOf("region: Payments"));
}

describe("the accessibility tree", () => {
  test("overdue: what is overdue leads, and every way to answer has a name of its own", async () => {
    await playground.open("overdue", { bare: "1" });
    assert.deepEqual(await tree(), [
      "region: Payments",
      "progressbar: Set-up progress, 20",
      "heading: Information is overdue",
      "button: Provide overdue information",
      "list: What is on",
      "button: Check now",
      "button: Copy details for support",
      "region: Stripe's form",
      "heading: What Stripe needs",
      "heading: The business",
      "button: Company registration or tax number: opens the form for this question alone",
      "heading: The representative",
      "button: Photo ID: opens the form for this question alone",
    ]);
    // Chromium's tree does not say this one.
    assert.equal(await playground.page.$eval("[role=progressbar]", (bar) => bar.ariaValueText), "2 left to answer");
  });

  test("under review: nothing to press but another look", async () => {
    await playground.open("under-review", { bare: "1" });
    assert.deepEqual(await tree(), [
      "region: Payments",
      "progressbar: Set-up progress, 33",
      "heading: Stripe is checking your details",
      "list: What is on",
      "button: Check now",
      "button: Copy details for support",
    ]);
  });

  test("not started: what to have at hand", async () => {
    await playground.open("not-started", { view: "status" });
    assert.deepEqual((await tree()).filter((line) => /heading|button/.test(line)), [
      "heading: Set up payments",
      "button: Set up payments",
      "button: Check now",
      "button: Copy details for support",
      "heading: Have these at hand",
    ]);
  });

  test("not started: a single person in business is told to have other things at hand than a company", async () => {
    const list = () => playground.page.$$eval("[data-testid=preparation] li", (items) => items.map((item) => item.innerText));
    await playground.open("not-started", { view: "status" });
    const ofCompany = await list();
    await playground.open("not-started", { view: "status", business: "individual" });
    const ofPerson = await list();
    assert.ok(ofCompany.includes("Company registration or tax number") && ofCompany.includes("The people behind the business"));
    assert.deepEqual(ofPerson, ["Full name", "Home address", "Date of birth", "Photo ID", "What the business sells", "Bank account for payouts"]);
  });

  test("active: nothing to do, and nothing made up", async () => {
    await playground.open("active", { bare: "1" });
    assert.deepEqual(await tree(), [
      "region: Payments",
      "progressbar: Set-up progress, 100",
      "heading: Payments and payouts are on",
      "button: Update details",
      "list: What is on",
      "button: Check now",
      "button: Copy details for support",
    ]);
  });

  test("rejected: no way back into the form, and no list of what was once due", async () => {
    await playground.open("rejected", { bare: "1" });
    assert.deepEqual(await tree(), [
      "region: Payments",
      "heading: Stripe cannot support this account",
      "button: Contact support",
      "list: What is on",
      "button: Check now",
      "button: Copy details for support",
    ]);
  });

  test("left with items open: what is done is read as done, and what happened can be opened", async () => {
    await playground.open("left", { bare: "1" });
    const lines = await tree();
    assert.deepEqual(lines.filter((line) => line.startsWith("heading")), [
      "heading: Pick up where you left off",
      "heading: Left for later",
      "heading: The representative",
      "heading: Owners",
      "heading: Directors",
      "heading: Bank account",
      "heading: Agreements",
    ]);
    const groups = await playground.page.$$eval(".dolfin-group-head", (heads) => heads.map((head) => head.innerText.replace(/\s+/g, " ")));
    assert.deepEqual(groups, ["The representative Needed", "Owners Done", "Directors Done", "Bank account Needed", "Agreements Needed"]);
    const open = () => playground.page.$eval("[data-testid=activity]", (details) => details.open);
    await playground.page.focus("[data-testid=activity] summary");
    await playground.page.keyboard.press("Enter");
    assert.equal(await open(), true);
    assert.match(await playground.page.$eval("[data-testid=activity] li", (row) => row.innerText), /Done: 2\. Still needed: 3\.$/);
    await playground.page.keyboard.press("Space");
    assert.equal(await open(), false);
  });

  test("a problem that leads is an alert with its way out", async () => {
    await playground.open("forbidden", { bare: "1" });
    const lines = await tree();
    assert.match(lines.find((line) => line.startsWith("alert")), /^alert: You do not have permission/);
    assert.ok(lines.includes("button: Try again"));
    assert.ok(!lines.some((line) => line.startsWith("list")), "no facts are made up");
  });

  test("the loading form says so once, and its shapes say nothing", async () => {
    await playground.open("form-loading", { bare: "1" });
    const lines = await tree();
    assert.deepEqual(lines.filter((line) => line.startsWith("status")), ["status: Opening Stripe's secure form."]);
  });
});

describe("announcements", () => {
  /** What live regions of the component have said since, each with how urgent it is. */
  async function transcript(act) {
    await playground.page.evaluate(() => {
      window.said = [];
      window.listener?.disconnect();
      const component = document.querySelector("[data-testid=payment-account-status]");
      window.listener = new MutationObserver((records) => {
        for (const region of new Set(records.map(({ target }) => (target instanceof Element ? target : target.parentElement).closest("[role=status], [role=alert]")))) {
          const text = region?.textContent.trim();
          if (text) window.said.push(`${region.getAttribute("role")}: ${text}`);
        }
      });
      window.listener.observe(component, { subtree: true, childList: true, characterData: true });
    });
    await act();
    await playground.settled();
    return playground.page.evaluate(() => window.said);
  }

  const checkedAsIn = (state) => async () => {
    await playground.answerAsIn(state);
    await playground.press("check-now");
  };

  test("good news is said once, politely, and only what changed", async () => {
    await playground.open("under-review");
    assert.deepEqual(await transcript(checkedAsIn("active")), [
      "status: The account is now active. Payments are now on. Payouts are now on.",
    ]);
    assert.deepEqual(await transcript(checkedAsIn("active")), ["status: No change yet."]);
  });

  test("a loss interrupts", async () => {
    await playground.open("active");
    const said = await transcript(checkedAsIn("overdue"));
    assert.equal(said.length, 1);
    assert.match(said[0], /^alert: Payments are now off. Payouts are now off./);
  });

  test("losing the account altogether interrupts too, whoever asked", async () => {
    for (const [state, sentence] of [["rejected", /rejected|cannot support/i], ["disconnected", /disconnected/i]]) {
      await playground.open("active");
      await playground.answerAsIn(state);
      const said = await transcript(() => playground.press("heard"));
      assert.equal(said.length, 1, said.join("; "));
      assert.match(said[0], /^alert: /);
      assert.match(said[0], sentence);
    }
  });

  test("what is asked now does not interrupt, and the same answer again says nothing", async () => {
    await playground.open("under-review");
    await playground.answerAsIn("needed-now");
    const said = await transcript(() => playground.press("heard"));
    assert.equal(said.length, 1, said.join("; "));
    assert.match(said[0], /^status: /);
    assert.deepEqual(await transcript(() => playground.press("heard")), []);
    assert.deepEqual(await transcript(() => playground.press("heard")), []);
  });

  test("a form that cannot be had is an alert in its place", async () => {
    await playground.open("form-blocked", { bare: "1" });
    const alerts = (await tree()).filter((line) => line.startsWith("alert"));
    assert.equal(alerts.length, 1);
    assert.ok((await tree()).includes("button: Try again"));
  });

  test("one answer fewer is one sentence", async () => {
    await playground.open("resume");
    const said = await transcript(checkedAsIn("resume-further"));
    assert.deepEqual(said, ["status: Done: 2. Still needed: 3."]);
  });

  test("what happened can be read afterwards", async () => {
    await playground.open("resume");
    for (const state of ["resume-further", "under-review", "active"]) {
      await playground.answerAsIn(state);
      await playground.press("check-now");
      await playground.settled();
    }
    await playground.page.locator("[data-testid=activity] summary").click();
    const rows = await playground.page.$$eval("[data-testid=activity] li", (rows) => rows.map((row) => row.querySelector("span").innerText));
    assert.deepEqual(rows, [
      "Done: 2. Still needed: 3.",
      "Your details have been submitted. Done: 3. Nothing more is needed from you now.",
      "The account is now active. Payments are now on. Payouts are now on.",
    ]);
  });
});

describe("the focus", () => {
  const focused = () => playground.page.evaluate(() => document.activeElement.innerText?.trim() || document.activeElement.localName);

  test("stays where it is when something changes elsewhere", async () => {
    await playground.open("resume");
    await playground.page.focus("[data-testid=check-now]");
    for (const state of ["resume-further", "under-review", "error", "active"]) {
      await playground.answerAsIn(state);
      await playground.page.focus("[data-testid=check-now]");
      await playground.page.keyboard.press("Enter");
      await playground.settled();
      assert.equal(await focused(), "Check now", state);
    }
  });

  test("goes to the headline when the question that had it has been answered", async () => {
    await playground.open("resume");
    await playground.answerAsIn("resume-further");
    await playground.page.focus(".dolfin-group:has([data-code='owners.first_name']) [data-testid=just-this]");
    await playground.press("heard");
    await playground.page.waitForFunction(() => !document.querySelector("[data-code='owners.first_name']"), { timeout: 60_000 });
    assert.equal(await focused(), "Pick up where you left off");
  });

  test("goes to the headline when what had it has gone", async () => {
    await playground.open("resume", { view: "status" });
    await playground.answerAsIn("active");
    await playground.page.focus("[data-testid=primary-action]");
    await playground.press("check-now");
    await playground.headline("Payments and payouts are on");
    assert.equal(await focused(), "Payments and payouts are on");
  });
});

test("what support needs is copied, and holds no code", async () => {
  await playground.page.evaluateOnNewDocument(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text; } } });
  });
  await playground.open("error-known");
  await playground.press("diagnostics");
  await playground.page.waitForFunction(() => window.copied, { timeout: 60_000 });
  const report = await playground.page.evaluate(() => window.copied);
  for (const line of [/^version: \d/m, /^state: OnboardingInProgress$/m, /^due: 8$/m, /^problem: 503$/m, /^reference: 00-8f1c3a5e7b9d4c2e-01$/m, /^browser: Mozilla/m]) {
    assert.match(report, line);
  }
  assert.doesNotMatch(report, /external_account|acct_|first_name|\bsecret/);
});
