// A host page that uses Stripe's own npm packages, for comparison.

import { loadConnectAndInitialize } from "@stripe/connect-js/pure";
import { ConnectAccountOnboarding, ConnectComponentsProvider } from "@stripe/react-connect-js";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

async function fetchClientSecret(organisation) {
  const path = `/api/organisations/${organisation}/payment-account/session`;
  const { clientSecret } = await (await fetch(path, { method: "POST" })).json();
  return clientSecret;
}

/** An instance, asked for as the app asks for its own. */
function connect(organisation, more = {}) {
  return loadConnectAndInitialize({
    publishableKey: "pk_test_sandbox",
    appearance: { overlays: "dialog", variables: {} },
    locale: "en-GB",
    fetchClientSecret: () => fetchClientSecret(organisation),
    ...more,
  });
}

const nothing = () => {};

/** An element with the four callbacks, in the page. */
function mount(instance) {
  const element = instance.create("account-onboarding");
  element.setOnExit(nothing);
  element.setOnStepChange(nothing);
  element.setOnLoadError(nothing);
  element.setOnLoaderStart(nothing);
  document.querySelector("main").append(element);
  return element;
}

function Page({ organisation }) {
  const [instance] = useState(() => connect(organisation));
  return (
    <ConnectComponentsProvider connectInstance={instance}>
      <ConnectAccountOnboarding onExit={nothing} onStepChange={nothing} onLoadError={nothing} onLoaderStart={nothing} />
    </ConnectComponentsProvider>
  );
}

function mountReact(organisation, { strict = false } = {}) {
  const root = createRoot(document.querySelector("main"));
  const page = <Page organisation={organisation} />;
  root.render(strict ? <StrictMode>{page}</StrictMode> : page);
  return root;
}

window.theirs = { connect, mount, mountReact };
