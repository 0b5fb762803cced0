import { register } from "/dolfin/index.js";

const element = document.querySelector("dolfin-payment-onboarding");
element.organisationId = new URLSearchParams(location.search).get("organisation");
register();
