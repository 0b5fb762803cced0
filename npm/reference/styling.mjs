// What of the component a host can style or replace: its slots, its parts and its tokens, each with a description.
//
// `build.mjs` holds the tokens against the style sheets, and the tests hold parts and slots against what is drawn.

import { ERRORS } from "./descriptions.mjs";

/** The errors that the person is told of; the others are the developer's to hear of. */
const SHOWN = ERRORS.map(([kind]) => kind).filter((kind) => !["token", "headers", "fetch", "morph"].includes(kind));

/** `[name, what it is for]` */
export const SLOTS = [
  ["header", "Above everything."],
  ["footer", "Below everything."],
  ["empty", "Where things stand, in words, before anybody has begun."],
  ["situation", "Where things stand, in words, in any other state."],
  ["complete", "What else is to be said once the account is Active and nothing is due."],
  ["waiting", "While Stripe's form is on its way; in place of the shape of a form."],
  ...SHOWN.map((kind) => [`problem-${kind}`, `What is said of the error \`${kind}\`. Its ways out stay.`]),
  ["unsupported-insecure", "What is said on a page without TLS. Its ways out stay."],
  ["unsupported-no-popups", "What is said in a frame that may open no windows."],
  ["unsupported-sandboxed", "What is said in a frame whose sandbox lets Stripe's form not do what it has to."],
  ["unsupported-in-app", "What is said in an app's built-in browser."],
  ["unsupported-isolated", "What is said on a cross-origin isolated page."],
];

/** `[name, what it is]` */
export const PARTS = [
  ["dolfin", "The whole, in its language and direction."],
  ["card", "Each card; also a `form` or `requirements` part."],
  ["logo", "The organisation's logo, where there is one."],
  ["layout", "The cards, one below the other or side by side; `status` is around the first."],
  ["situation", "Where things stand: `turn`, `headline`, `explanation`, `progress`; `message` is around the headline and the explanation, `situation-head` and `actions` are the rows of whose turn it is and of what can be done, `wait` how long it may take, `note` what a press is answered."],
  ["turn", "Whose turn it is."],
  ["headline", "Where things stand, in one line."],
  ["explanation", "What it means."],
  ["progress", "The measure: `bar`, `bar-done`, `progress-label`."],
  ["button", "Every button and link that looks like one; `data-rank` says how much it weighs."],
  ["test-mode", "The mark of a test account."],
  ["capabilities", "What is on: a `capability` each, with a `capability-state`."],
  ["freshness", "When the status was last read."],
  ["foot", "The last line of the first card: `activity`, what has happened in the visit, and `support`, each copied text answered in a `copy-result`."],
  ["notice", "Around a notice of a passing failure."],
  ["alert", "A notice: `alert-text`, `alert-title`, `alert-actions`, `reference`."],
  ["form", "The card around Stripe's form."],
  ["form-body", "Around the frame and what stands in it while it waits."],
  ["frame", "The frame in which Stripe's element is shown; its computed look is Stripe's."],
  ["waiting", "The shape of a form, until Stripe draws one: a `waiting-field` of two `skeleton`s each, and a `form-hint`."],
  ["form-only", "Says that the form asks for one question alone."],
  ["requirements", "What Stripe needs: a `heading`, `groups`, each a `group` with a `group-head`, a `group-title`, `questions` and a `question` each, and how many `more` there are. The list of what happened is one too."],
  ["tag", "How urgent a group is."],
  ["icon", "Every drawing."],
  ["fallback", "What stands in where the component cannot run."],
  ["placeholder", "The shape of what comes, until there is something to show; what the host writes into the element takes its place."],
  ["fallback-text", "What it says."],
  ["fallback-answer", "What a request nobody took is answered with."],
  ["retry", "Its button to try again, or to reload the page."],
  ["hosted-link", "Its button to go on at Stripe."],
];

/** `[name, what it is, fallback]` */
export const TOKENS = [
  ["--dolfin-accent", "The brand's colour: buttons as it is, links and progress in a shade that can be read.", "#0a6480 / #63c7e3"],
  ["--dolfin-on-accent", "The text on it.", "white or black, whichever has 4.5:1"],
  ["--dolfin-surface", "Cards.", "#ffffff / #151d23"],
  ["--dolfin-sunken", "Quiet areas.", "#f3f6f8 / #0f161b"],
  ["--dolfin-text", "Text.", "near black / near white"],
  ["--dolfin-muted", "Secondary text.", "a grey of 4.5:1"],
  ["--dolfin-line", "Borders.", "a light grey / a dark one"],
  ["--dolfin-success", "The tone of what is on.", "a green"],
  ["--dolfin-warning", "The tone of what should be done.", "an amber"],
  ["--dolfin-danger", "The tone of what is off or over.", "a red"],
  ["--dolfin-pending", "The tone of waiting.", "a blue"],
  ["--dolfin-radius", "Corners.", "12px"],
  ["--dolfin-spacing", "The unit of space.", "8px"],
  ["--dolfin-density", "A factor on it.", "1"],
  ["--dolfin-font", "The typeface.", "the system's"],
  ["--dolfin-font-size", "The size of text.", "1rem"],
  ["--dolfin-color-scheme", "`light` or `dark`, where it is not to follow the page.", "the page's"],
];
