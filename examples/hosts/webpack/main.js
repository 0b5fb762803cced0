// The status as an element, and the same account without any interface.

import { createPaymentAccount, register } from "@dolfin/payment-onboarding";

const organisationId = new URLSearchParams(location.search).get("organisation");
document.querySelector("dolfin-payment-status").organisationId = organisationId;
register();

const account = createPaymentAccount({ organisationId, apiBase: "/api" });
window.stop = account.subscribe((snapshot) => {
  document.getElementById("snapshot").textContent = JSON.stringify(snapshot);
});
