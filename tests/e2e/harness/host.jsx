// A host page for the stand-in's tests: Stripe's own npm packages, and a note of everything they report.

import { loadConnectAndInitialize } from "@stripe/connect-js/pure";
import { ConnectAccountOnboarding, ConnectComponentsProvider } from "@stripe/react-connect-js";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

const events = [];
const secrets = [];

/** Asks Dolfin for a session, as a host does. */
async function fetchClientSecret(organisation) {
  const path = `/api/organisations/${organisation}/payment-account/session`;
  const { clientSecret } = await (await fetch(path, { method: "POST" })).json();
  secrets.push(clientSecret);
  return clientSecret;
}

const listeners = {
  onLoaderStart: ({ elementTagName }) => events.push(`loader ${elementTagName}`),
  onStepChange: ({ step }) => events.push(`step ${step}`),
  onExit: (...payload) => events.push(["exit", ...payload].join(" ")),
  onLoadError: ({ error }) => events.push(`error ${error.type}`),
};

function listen(element) {
  for (const [name, listener] of Object.entries(listeners)) {
    element[`set${name[0].toUpperCase()}${name.slice(1)}`](listener);
  }
  return element;
}

/** An instance by Stripe's loader. */
function connect(organisation, params = {}) {
  return loadConnectAndInitialize({
    publishableKey: "pk_test_sandbox",
    fetchClientSecret: () => fetchClientSecret(organisation),
    ...params,
  });
}

/** An element by Stripe's wrapper, in the page. */
function mount(instance, before = () => {}) {
  const element = listen(instance.create("account-onboarding"));
  before(element);
  document.querySelector("main").append(element);
  return element;
}

/** The same by Stripe's React components. */
function mountReact(instance) {
  const root = createRoot(document.querySelector("main"));
  const render = () => root.render(
    <StrictMode>
      <ConnectComponentsProvider connectInstance={instance}>
        <ConnectAccountOnboarding
          onExit={() => listeners.onExit()}
          onStepChange={(change) => listeners.onStepChange(change)}
          onLoaderStart={(start) => listeners.onLoaderStart(start)}
          onLoadError={(failure) => listeners.onLoadError(failure)}
        />
      </ConnectComponentsProvider>
    </StrictMode>,
  );
  render();
  return { render, unmount: () => root.unmount() };
}

window.host = { connect, events, fetchClientSecret, listen, mount, mountReact, secrets };
