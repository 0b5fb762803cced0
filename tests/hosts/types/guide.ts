// Snippets of the guide, which includes them from here: what it tells a host to write compiles.

import { createPaymentAccount, mountForm, register, type Action, type RequirementGroup } from "@dolfin/payment-onboarding";
import { Player } from "@dolfin/payment-onboarding/testing";

declare const myApp: { bearerToken(): Promise<string | null>; csrfToken(): string; signIn(): void; askSupport(): void; log(line: string): void };
declare const organisationId: string;
declare function draw(headline: string | null, groups: readonly RequirementGroup[], actions: readonly Action[]): void;

const element = document.createElement("dolfin-payment-onboarding");

// ANCHOR: token
element.tokenProvider = () => myApp.bearerToken();
// ANCHOR_END: token

// ANCHOR: page
register({ apiBase: "https://api.dolfinai.co", tokenProvider: () => myApp.bearerToken() });
// ANCHOR_END: page

// ANCHOR: headers
element.headers = () => ({ "x-csrf-token": myApp.csrfToken() });
// ANCHOR_END: headers

// ANCHOR: fetch
element.fetch = (request) => fetch(new Request(request, { credentials: "include" }));
// ANCHOR_END: fetch

// ANCHOR: events
document.addEventListener("dolfin-statuschange", ({ detail }) => {
  if (detail.state === "Active") myApp.log("payments are on");
});
document.addEventListener("dolfin-request", (event) => {
  const actions: Partial<Record<typeof event.detail.request, () => void>> = {
    "sign-in": myApp.signIn,
    support: myApp.askSupport,
  };
  const action = actions[event.detail.request];
  if (!action) return; // The person is told whom to turn to.
  event.preventDefault();
  action();
});
document.addEventListener("dolfin-error", ({ detail: { kind, source, severity, reference } }) => {
  myApp.log([kind, source, severity, reference].join(" "));
});
// ANCHOR_END: events

// As far as `@sentry/browser` and `@opentelemetry/api` have it.
declare const Sentry: {
  metrics: { distribution(name: string, value: number, options?: { unit?: string; attributes?: Record<string, string> }): void };
  captureMessage(message: string, context: { level: "warning" | "error"; tags: Record<string, string | null> }): string;
};
declare const metrics: {
  getMeter(name: string): {
    createHistogram(name: string, options?: { unit?: string }): { record(value: number, attributes?: Record<string, string>): void };
  };
};

// ANCHOR: sentry
document.addEventListener("dolfin-metric", ({ detail: { name, value, reason } }) => {
  Sentry.metrics.distribution(`dolfin.${name}`, value, { unit: "millisecond", attributes: { reason: reason ?? "none" } });
});
document.addEventListener("dolfin-error", ({ detail: { kind, source, severity, reference } }) => {
  Sentry.captureMessage(`dolfin: ${kind}`, { level: severity, tags: { source, reference } });
});
// ANCHOR_END: sentry

// ANCHOR: opentelemetry
const visits = metrics.getMeter("dolfin").createHistogram("dolfin.visit", { unit: "ms" });
document.addEventListener("dolfin-metric", ({ detail: { name, value, reason } }) => {
  visits.record(value, { step: name, reason: reason ?? "none" });
});
// ANCHOR_END: opentelemetry

// ANCHOR: headless
const account = createPaymentAccount({ organisationId, apiBase: "/api" });
const stop = account.subscribe(({ headline, groups, actions }) => draw(headline, groups, actions));
// ANCHOR_END: headless

declare const place: HTMLElement;
// ANCHOR: mount-form
const form = mountForm(account, place, {
  publishableKey: "pk_live_…",
  onLoad: () => place.classList.remove("waiting"),
  onChange: ({ form: now, settled, unsupported, formProblem }) => {
    myApp.log([now, unsupported, formProblem?.kind].join(" "));
    if (now === "left" && settled) form.unmount(); // What came of it is known.
  },
});
// ANCHOR_END: mount-form
stop();

const player = new Player("overdue");
// ANCHOR: player
player.fail("status", { status: 503 }); // The next read of the status fails.
player.set({ status: "Active" }); // The account changes under the page's feet.
const asked = player.requests.map(({ endpoint }) => endpoint);
// ANCHOR_END: player
myApp.log(asked.join(" "));

// As far as `@playwright/test` has it.
declare const page: {
  route(url: string, handler: (route: { fulfill(answer: { contentType: string; body: string }): Promise<void> }) => Promise<void>): Promise<void>;
};
// ANCHOR: playwright
const connect = "http://127.0.0.1:9090/connect.js"; // The sandbox's.
await page.route("https://connect-js.stripe.com/v1.0/connect.js", async (route) => {
  const script = await (await fetch(connect)).text();
  await route.fulfill({ contentType: "text/javascript", body: script.replace("document.currentScript.src", JSON.stringify(connect)) });
});
// ANCHOR_END: playwright

// ANCHOR: appearance
element.appearance = { overlays: "drawer", variables: { buttonPrimaryColorBackground: "#7a3b12" } };
element.fonts = [
  { cssSrc: "https://fonts.example/brand.css" }, // Its host belongs in connect-src.
  { family: "Brand", src: "url(https://fonts.example/latin.woff2)", display: "swap", unicodeRange: "U+0020-007E" },
];
element.displayOptions = { showObjectIds: true };
// ANCHOR_END: appearance

// ANCHOR: messages
element.messages = { ActiveHead: "You can be paid now" };
// ANCHOR_END: messages
