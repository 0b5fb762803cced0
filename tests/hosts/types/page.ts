// What a page without a framework may and may not write.

import { createPaymentAccount, mountForm, preload, register, type ErrorKind, type MetricName, type MountedForm, type PaymentAccount, type Snapshot } from "@dolfin/payment-onboarding";
import { createPaymentAccount as createHeadless } from "@dolfin/payment-onboarding/headless";
import { wasm } from "@dolfin/payment-onboarding/inline";
import { PaymentStatusElement, register as registerStatus, type Turn } from "@dolfin/payment-onboarding/status";
import url from "@dolfin/payment-onboarding/wasm";

register();
register({ wasm });
register({ wasm: new URL("https://cdn.example/payment_account_bg.wasm") });
register({ wasm: url });
register({ assets: "/dolfin", apiBase: "/api", tokenProvider: async () => "token", headers: { a: "b" }, fetch: (request) => fetch(request) });
registerStatus({ apiBase: "/api" });
const turn: Turn | undefined = new PaymentStatusElement().snapshot?.turn;
void turn;
createHeadless({ organisationId: "x" }).subscribe(({ groups }) => void groups.length)();
const isThere: Promise<boolean> = preload();
void isThere;

const element = document.createElement("dolfin-payment-onboarding");
element.organisationId = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
element.form = "on-request";
element.businessType = "non_profit";
element.tokenRequired = true;
element.paused = true;
element.tokenProvider = async () => null;
element.headers = { "x-dolfin-organisation-id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301" };
element.fetch = (request) => fetch(request);
element.collectionOptions = { requirements: { only: ["external_account"] } };
element.refresh();
const snapshot: Snapshot | null = element.snapshot;
void snapshot;

element.addEventListener("dolfin-statuschange", ({ detail }) => {
  const { state, progress }: { state: string; progress: number | null } = detail;
  void [state, progress];
});
document.querySelector("dolfin-payment-status")?.addEventListener("dolfin-request", (event) => {
  if (event.detail.request === "open") event.preventDefault();
});
// The events bubble, so a listener may stand further out.
document.addEventListener("dolfin-statuschange", ({ detail }) => void detail.state);
window.addEventListener("dolfin-request", (event) => void event.detail.request);
document.body.addEventListener("dolfin-error", ({ detail }) => {
  const kind: ErrorKind = detail.kind;
  void kind;
});

document.addEventListener("dolfin-metric", ({ detail }) => {
  const { name, value, reason }: { name: MetricName; value: number; reason: string | null } = detail;
  void [name, value, reason];
});
// @ts-expect-error There is no such number.
const name: MetricName = "form-opened";
void name;
createPaymentAccount({ organisationId: "x", onMetric: ({ value }) => void value });

const stop: () => void = createPaymentAccount({ organisationId: "x" }).subscribe(({ chargesEnabled }) => {
  const known: boolean | null = chargesEnabled;
  void known;
});
stop();

// One account for several elements, and none any more.
const account: PaymentAccount = createPaymentAccount({ organisationId: "x", tokenProvider: async () => "token" });
element.account = account;
document.querySelector("dolfin-payment-status")!.account = account;
element.account = null;
account.signOut();

// Stripe's form in an element of the host's.
const form: MountedForm = mountForm(account, document.body, { publishableKey: "pk_test_x", displayOptions: { showObjectIds: true } });
form.update({ publishableKey: "pk_test_x", onExit: ({ settled }) => void settled });
const isOpening: boolean = form.open(true);
void isOpening;

// @ts-expect-error Stripe's key is needed.
mountForm(account, document.body, {});
// @ts-expect-error The account is the way to Dolfin.
mountForm(account, document.body, { publishableKey: "pk_test_x", tokenProvider: async () => "token" });
// @ts-expect-error How far it is, Stripe's form says.
form.form = "shown";
// @ts-expect-error There is no key parameter.
element.apiKey = "dol";
// @ts-expect-error A snapshot is read.
element.snapshot = null;
// @ts-expect-error Not one of the two.
element.form = "never";
// @ts-expect-error Not one of Stripe's.
element.businessType = "compnay";
// @ts-expect-error Nobody is named: nothing is shared.
element.person = "somebody";
// @ts-expect-error There is no key here either.
register({ apiKey: "dol" });
// @ts-expect-error A token is text.
element.tokenProvider = () => 5;
// @ts-expect-error An organisation is needed.
createPaymentAccount({});
// @ts-expect-error A snapshot is no account.
element.account = createPaymentAccount({ organisationId: "x" }).snapshot;
// @ts-expect-error Nor is an id.
element.account = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
