// Every sentence that a person is told in a journey, in order: one readable file for each in journeys/, reviewed like
// any other text. `cargo xtask gallery --texts` writes them anew.

import { test } from "node:test";
import { useApp } from "./app/app.mjs";
import { MINUTE, Visit } from "./journeys/visit.mjs";
import { sameAsWritten } from "./support/written.mjs";
import { cover, uncover } from "./watch/sight.mjs";

const app = useApp();

const HOUR = 60 * MINUTE;
const ALWAYS = 1_000;
/** Stripe decides when the test says so. */
const WAITS = { pendingMs: 24 * HOUR };
const LEFT = ["representative.verification.document", "external_account", "tos_acceptance.date", "tos_acceptance.ip"];
/** A person whose business is known to Stripe already. */
const STARTED = {
  status: "OnboardingInProgress",
  capabilities: { currentlyDue: LEFT, pastDue: LEFT, disabledReason: "requirements.past_due" },
  settings: WAITS,
};
const ON = {
  status: "Active",
  capabilities: { chargesEnabled: true, payoutsEnabled: true, detailsSubmitted: true, currentlyDue: [], pastDue: [], disabledReason: null },
};

const formIsUp = () => app.form.button("Save and close");
const heal = (id) => app.sandbox.control("DELETE", `organisations/${id}/faults`);
/** Ends the recording and compares it. */
const readsAsWritten = async (visit, name, title) => sameAsWritten(`journeys/${name}.txt`, await visit.recorder.text(title));

const opensForm = (visit, id) => visit.opens("opens the page", id, () => app.onboarding(id), formIsUp);
const leaves = (visit, title = "presses «Save and close» in Stripe's form") => visit.does(title, () => app.form.press("Save and close"), (seen) => !seen.frame);
const submits = (visit) => visit.does("presses «Agree and submit» in Stripe's form", () => app.form.press("Agree and submit"), (seen) => !seen.frame);
const decides = (visit, id, title, document, done) => visit.does(title, () => app.sandbox.change(id, document), done, { within: HOUR });
const continues = (visit, title = "presses «Continue»") => visit.does(title, async () => {
  await visit.press("primary-action");
  await visit.formIsDrawn();
});
/** Answers everything that is left, step by step. */
async function answersAll(visit) {
  let heading = await app.form.currentHeading();
  while (heading !== "Review and submit") {
    await visit.does(`answers «${heading}» in Stripe's form`, async () => (heading = await visit.answers()));
  }
}

test("a new account becomes Active", async () => {
  const id = await app.sandbox.organisation({ settings: WAITS });
  const visit = new Visit(app);
  await opensForm(visit, id);
  await answersAll(visit);
  await submits(visit);
  await decides(visit, id, "Stripe turns everything on", ON, (seen) => seen.state === "Active");
  await readsAsWritten(visit, "new-account", "A new account becomes Active");
});

test("left half-way", async () => {
  const id = await app.sandbox.organisation({ scenario: "resume", settings: WAITS });
  const visit = new Visit(app);
  await opensForm(visit, id);
  await visit.does("answers one step in Stripe's form", () => visit.answers());
  await leaves(visit);
  await continues(visit);
  await leaves(visit, "leaves the form again, without an answer");
  await readsAsWritten(visit, "left-half-way", "The form is left half-way");
});

test("a document is refused", async () => {
  const id = await app.sandbox.organisation(STARTED);
  const visit = new Visit(app);
  await opensForm(visit, id);
  await answersAll(visit);
  await submits(visit);
  const photo = ["representative.verification.document"];
  await decides(visit, id, "Stripe does not accept the photo ID, and asks for it again", {
    status: "Restricted",
    submittedAt: null,
    capabilities: { currentlyDue: photo, pastDue: photo, disabledReason: "requirements.past_due" },
  }, (seen) => seen.state === "Restricted");
  await continues(visit, "presses «Provide overdue information»");
  await answersAll(visit);
  await submits(visit);
  await decides(visit, id, "Stripe accepts it, and turns everything on", ON, (seen) => seen.state === "Active");
  await readsAsWritten(visit, "refused-document", "A document is refused");
});

test("came back the next day", async () => {
  const id = await app.sandbox.organisation({ scenario: "resume", settings: WAITS });
  const visit = new Visit(app);
  await opensForm(visit, id);
  await visit.does("answers one step in Stripe's form", () => visit.answers());
  await leaves(visit);
  await visit.recorder.step("goes to another tab, and to bed");
  const other = await cover(app.page);
  await visit.time.pass(14 * HOUR, { step: 10 * MINUTE });
  const { currentlyDue } = (await app.sandbox.read(id)).capabilities;
  const due = [...currentlyDue, "company.verification.document"];
  await app.sandbox.change(id, { capabilities: { currentlyDue: due, pastDue: due } });
  await visit.does("comes back to the tab in the morning; Stripe has another question since", async () => {
    await other.close();
    await uncover(app.page);
  }, (seen) => seen.requirements.length === due.length);
  await visit.opens("has the browser start anew, and opens the overview", id, () => app.home(id), () => app.sees({ busy: false, primary: "Continue" }));
  await readsAsWritten(visit, "next-day", "Somebody comes back the next day");
});

test("a firewall in the middle", async () => {
  const id = await app.sandbox.organisation(STARTED);
  const visit = new Visit(app);
  await opensForm(visit, id);
  const firewall = (endpoint) => app.sandbox.fault(id, { endpoint, kind: "html", status: 403, times: ALWAYS });
  await visit.does("a firewall answers in place of Dolfin", () => firewall("status"), (seen) => seen.alerts.length > 0, { within: HOUR });
  await visit.does("presses «Check now»", () => visit.press("check-now"));
  await visit.does("the firewall lets the page through again", () => heal(id), (seen) => seen.alerts.length === 0, { within: HOUR });
  await leaves(visit);
  await visit.does("presses «Continue», and the firewall answers the request for a session", async () => {
    await firewall("session");
    await visit.press("primary-action");
  }, (seen) => seen.alerts.length > 0);
  await heal(id);
  await visit.does("presses «Try again», and is let through", async () => {
    await visit.press("retry");
    await visit.formIsDrawn();
  });
  await readsAsWritten(visit, "firewall", "A firewall stands in the middle");
});

test("signed out", async () => {
  const id = await app.sandbox.organisation({ ...STARTED, settings: { ...WAITS, token: "first" } });
  const link = async (token) => {
    const organisations = [{ organisationId: id, organisationName: "Harbour & Vine Ltd" }];
    const { code } = await app.sandbox.control("POST", "codes", { token, email: "ada@host.example", organisations });
    return `organisations/${id}/payment-account#code=${code}`;
  };
  const visit = new Visit(app);
  await visit.opens("opens the page by a link that signs in", id, async () => app.open(await link("first")), formIsUp);
  await visit.does("the session at the host ends", () => app.sandbox.change(id, { settings: { token: "second" } }), (seen) => seen.alerts.length > 0, { within: HOUR });
  await visit.does("presses «Sign in»", () => visit.press("sign-in"), (seen) => /sign in again where you opened/i.test(seen.text));
  await visit.opens("comes back by a new link", id, async () => app.open(await link("second")), formIsUp);
  await readsAsWritten(visit, "signed-out", "The session at the host ends");
});
