// On paper: what is so, in black on white, whatever the screen looks like; nothing to press, and no word lost with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { usePlayground } from "./app/playground.mjs";

const playground = usePlayground();

/** Runs in the page. */
function paper() {
  const component = document.querySelector("[data-testid=payment-account-status]");
  const shown = (node) => node.checkVisibility({ contentVisibilityAuto: false }) && node.getClientRects().length > 0;
  const visible = (selector) => [...component.querySelectorAll(selector)].filter(shown);
  const colours = (node) => {
    const { color, backgroundColor } = getComputedStyle(node);
    return [color, backgroundColor];
  };
  return {
    buttons: visible("button").filter((button) => !button.closest("li")).map((button) => button.innerText),
    frames: visible(".dolfin-form, [data-testid=onboarding-frame]").length,
    headline: component.querySelector("h2").innerText,
    questions: visible(".dolfin-question").map((node) => node.innerText.trim().replace(/^(Overdue|Needed|Done):\s+/, "")),
    prepared: visible("[data-testid=preparation] li").length,
    happened: visible("[data-testid=activity] li").length,
    page: colours(document.body)[1],
    card: colours(component.querySelector(".dolfin-card"))[1],
    text: colours(component.querySelector("h2"))[0],
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}

for (const [state, expected] of [
  ["not-started", { headline: "Set up payments", prepared: 6 }],
  ["overdue", { headline: "Information is overdue", questions: ["Company registration or tax number", "Photo ID"] }],
  ["left", { headline: "Pick up where you left off", questions: ["Photo ID", "Full name", "Full name", "Bank account for payouts", "Stripe services agreement"], happened: 1 }],
  ["under-review", { headline: "Stripe is checking your details" }],
  ["active", { headline: "Payments and payouts are on" }],
  ["forbidden", { headline: "You do not have permission to set up payments" }],
]) {
  test(`${state}, from a dark screen`, async () => {
    await playground.page.setViewport({ width: 720, height: 1_000 });
    await playground.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
    await playground.open(state, { bare: "1" });
    await playground.page.emulateMediaType("print");
    await playground.settled();
    const { page, card, text, ...told } = await playground.page.evaluate(paper);
    assert.deepEqual([page, card], ["rgb(255, 255, 255)", "rgb(255, 255, 255)"]);
    assert.equal(text, "rgb(20, 34, 44)");
    assert.deepEqual(told, { buttons: [], frames: 0, questions: [], prepared: 0, happened: 0, wide: 0, ...expected });
    const pdf = await playground.page.pdf({ format: "A4" });
    assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), "%PDF-");
  });
}
