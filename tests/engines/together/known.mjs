// Where an engine draws otherwise than Chromium, and why that is no fault. An exception holds for what it names: engine,
// width, state, part and length; `most` is by how much, in CSS px. One that no longer holds fails the test.

/** WebKitGTK gives each letter a width of whole pixels, so a line of the same words is longer or shorter. */
const LETTERS = "the letters' widths are whole pixels";

export const KNOWN = [
  {
    engine: "webkit", why: LETTERS, length: ["left", "width"], most: 6,
    part: ["dolfin-group-title", "dolfin-tag", "dolfin-wait", "just-this", "just-these", "requirement", "p"],
  },
  { engine: "webkit", why: `${LETTERS}, and so is ch`, part: "dolfin-explanation", length: ["left", "width"], most: 7 },
  { engine: "webkit", why: `${LETTERS}: one line fewer`, width: 375, part: "dolfin-explanation", length: "height", most: 24 },
  {
    engine: "webkit", why: `${LETTERS}: a question takes one line more`, width: 375, state: ["overdue", "turned-off"], length: "height", most: 24,
    part: ["payment-account-status", "dolfin-layout", "dolfin-card", "dolfin-groups", "dolfin-group", "dolfin-questions", "dolfin-question", "just-this", "requirement"],
  },
  { engine: "webkit", why: `${LETTERS}: a question takes one line more`, width: 375, state: ["overdue", "turned-off"], part: "requirement", length: "width", most: 111 },
  { engine: "webkit", why: `${LETTERS}: one line more`, width: 1280, state: "extra-checks", part: "dolfin-explanation", length: "height", most: 24 },
  { engine: "webkit", why: `${LETTERS}: the tag is beside the title or below`, width: 1280, state: ["appealable", "extra-checks"], part: "dolfin-tag", length: ["left", "below"], most: 205 },
  {
    engine: "webkit", why: `${LETTERS}: the tag is below the title`, width: 1280, state: "appealable", length: ["height", "below"], most: 22,
    part: ["payment-account-status", "dolfin-layout", "dolfin-card", "dolfin-groups", "dolfin-group", "dolfin-group-head", "dolfin-questions"],
  },
  { engine: "webkit", why: `${LETTERS}: the button is beside the title or below`, width: 1280, state: "many", part: "just-these", length: ["left", "below"], most: 145 },
];
