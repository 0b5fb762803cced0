// Run once, however many pages are swapped in: what is said here counts for every element there will be.

import { register } from "/dolfin/index.js";

// Whatever your sign-in gives.
register({ apiBase: "/api", tokenProvider: async () => "a-token" });

for (const name of ["dolfin-ready", "dolfin-statuschange"]) {
  document.addEventListener(name, ({ detail }) => {
    document.querySelector("#state").textContent = detail.state;
  });
}
