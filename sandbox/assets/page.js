// The scenario page: shows what the control API knows, and passes on what is chosen. It decides nothing.

const $ = (id) => document.getElementById(id);
const CONTROL = new URL("control/", document.baseURI);
const NEVER = "00000000-0000-0000-0000-000000000000";

let scenarios = [];
let app = "";
let id = NEVER;
let live;
let reread;

async function control(method, path, body) {
  const response = await fetch(new URL(path, CONTROL), {
    method,
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const answer = response.status === 204 ? undefined : await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer?.error ?? `The sandbox answered ${response.status}.`);
  return answer;
}

/** Does what a button says, and says how it went. */
async function act(said, does) {
  const line = $("said");
  try {
    await does();
    line.textContent = said;
    delete line.dataset.tone;
  } catch (error) {
    line.textContent = error.message;
    line.dataset.tone = "bad";
  }
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const inApp = (organisation) => `${app}/organisations/${organisation}/payment-account`;

function drawScenarios() {
  $("like").replaceChildren(...scenarios.map(({ name, title }) => make("option", { value: name }, title)));
  $("scenarios").replaceChildren(...scenarios.map(({ title, organisation, description }) => {
    const card = make("li", { className: "card" },
      make("h3", {}, title),
      make("p", {}, description),
      make("div", { className: "buttons" },
        make("a", { href: inApp(organisation), target: "_blank", rel: "noopener", ariaLabel: `Open in the app: ${title}` }, "Open in the app"),
        make("button", { type: "button", ariaLabel: `Watch: ${title}`, onclick: () => watch(organisation, { focus: true }) }, "Watch")));
    card.dataset.organisation = organisation;
    return card;
  }));
}

function watch(organisation, { focus = false } = {}) {
  id = organisation;
  history.replaceState(null, "", `#${id}`);
  for (const card of $("scenarios").children) card.toggleAttribute("data-watched", card.dataset.organisation === id);
  $("watched-title").textContent = scenarios.find((one) => one.organisation === id)?.title ?? "Your organisation";
  $("id").textContent = id;
  $("open").href = inApp(id);
  $("said").textContent = "";
  live?.close();
  live = new EventSource(new URL(`organisations/${id}/events`, CONTROL));
  live.onmessage = read;
  live.onopen = read;
  read().then(fillSettings);
  if (focus) $("watched-title").focus();
}

let current;

async function read() {
  const asked = id;
  const [organisation, requests, faults, forAll] = await Promise.all([
    control("GET", `organisations/${asked}`),
    control("GET", `organisations/${asked}/requests`),
    control("GET", `organisations/${asked}/faults`),
    control("GET", "faults"),
  ]).catch(() => []);
  if (asked !== id || !organisation) return;
  current = organisation;
  drawFacts(organisation);
  drawRequests(requests);
  drawFaults([...faults, ...forAll]);
  // Verification ends without a request: look again when it does.
  clearTimeout(reread);
  if (organisation.pendingForMs !== null) reread = setTimeout(read, organisation.pendingForMs + 50);
}

function drawFacts({ status, provider, accountId, capabilities, sessions, pendingForMs }) {
  $("state").textContent = status;
  $("state").dataset.state = status;
  const yes = (claim) => (claim ? "yes" : "no");
  const all = capabilities;
  const facts = [
    ["Provider", [provider ?? "none", accountId].filter(Boolean).join(", ")],
    ["Details submitted", all ? yes(all.detailsSubmitted) : "not known"],
    ["Charges, payouts", all ? `${yes(all.chargesEnabled)}, ${yes(all.payoutsEnabled)}` : "not known"],
    ["Due, past due", all ? `${all.currentlyDue.length}, ${all.pastDue.length}` : "not known"],
    ["Disabled reason", all?.disabledReason ?? "none"],
    ["Secrets", `${sessions.minted} minted, ${sessions.claimed} used`],
  ];
  if (pendingForMs !== null) facts.push(["Verifies", `for another ${(pendingForMs / 1000).toFixed(0)} s`]);
  $("facts").replaceChildren(...facts.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

function drawRequests(requests) {
  $("none").hidden = requests.length > 0;
  $("requests").replaceChildren(...requests.slice(-200).reverse().map((request) => {
    const { atMs, endedMs, status, aborted, fault, endpoint, method, path } = request;
    const what = endpoint === "form" ? path.replace("/stripe/", "form: ") : endpoint;
    const answer = [status ?? (endedMs === null ? "…" : ""), aborted ? "given up" : "", fault ?? ""].filter(Boolean).join(", ");
    const row = make("tr", {},
      make("td", {}, `${(atMs / 1000).toFixed(1)} s`),
      make("td", {}, `${method} ${what}`),
      make("td", {}, String(answer)),
      make("td", {}, endedMs === null ? "" : `${endedMs - atMs} ms`));
    row.dataset.tone = aborted || status >= 400 ? "bad" : status ? "good" : "waiting";
    return row;
  }));
}

function drawFaults(faults) {
  $("faults").replaceChildren(...faults.map(({ endpoint, times, kind, status, delayMs, after }) => {
    const what = [kind, status].filter(Boolean).join(" ") || "answers late";
    const late = delayMs ? ` after ${delayMs / 1000} s` : "";
    return make("li", {}, `${endpoint}: ${what}${late}, ${times} to come${after ? " once the form is left" : ""}`);
  }));
}

function fillSettings() {
  const form = $("settings");
  const settings = current?.settings ?? {};
  for (const input of form.elements) {
    if (input.dataset.thousand !== undefined) input.value = settings[input.name] / 1000;
    else if (input.name === "loadError") input.value = settings.loadError?.type ?? "";
    else if (input.name === "beforeLoader") input.checked = settings.loadError?.beforeLoader ?? false;
    else if (input.type === "checkbox") input.checked = settings[input.name] ?? false;
    else if (input.name) input.value = settings[input.name] ?? "";
  }
}

$("settings").addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new FormData(event.target);
  const type = given.get("loadError");
  const settings = {
    pendingMs: Math.round(given.get("pendingMs") * 1000),
    secretLifetimeMs: Math.round(given.get("secretLifetimeMs") * 1000),
    outcome: given.get("outcome"),
    refusal: given.get("refusal") || null,
    token: given.get("token") || null,
    loadError: type ? { type, beforeLoader: given.has("beforeLoader") } : null,
    exit: given.get("exit") || null,
    drawsNothing: given.has("drawsNothing"),
    listsAsObjects: given.has("listsAsObjects"),
    enumsAsNumbers: given.has("enumsAsNumbers"),
  };
  act("Applied.", () => control("PATCH", `organisations/${id}`, { settings }).then(read));
});

$("fault").addEventListener("submit", (event) => {
  event.preventDefault();
  const given = new FormData(event.target);
  const how = given.get("how");
  const fault = {
    endpoint: given.get("endpoint"),
    times: Number(given.get("times")),
    delayMs: Math.round(given.get("delay") * 1000),
    after: given.has("after") ? "exit" : null,
  };
  if (how === "status") {
    fault.status = Number(given.get("status"));
    if (given.get("body")) fault.body = given.get("body");
  } else if (how === "page") {
    fault.status = Number(given.get("status"));
    fault.kind = "html";
  } else if (how !== "delay") {
    fault.kind = how;
  }
  const where = fault.endpoint === "script" ? "faults" : `organisations/${id}/faults`;
  act("The next answers will fail.", () => control("POST", where, fault).then(read));
});

$("clear").addEventListener("click", () =>
  act("Answers are right again.", async () => {
    await Promise.all([control("DELETE", `organisations/${id}/faults`), control("DELETE", "faults")]);
    await read();
  }));

$("afresh").addEventListener("click", () =>
  act("As it was at the start.", async () => {
    await control("DELETE", `organisations/${id}`);
    await read();
    fillSettings();
  }));

$("reset").addEventListener("click", () =>
  act("Everything is forgotten.", async () => {
    await control("POST", "reset");
    await read();
    fillSettings();
  }));

$("create").addEventListener("submit", (event) => {
  event.preventDefault();
  const organisation = crypto.randomUUID();
  act("", async () => {
    await control("PUT", `organisations/${organisation}`, { scenario: $("like").value });
    watch(organisation, { focus: true });
  });
});

[scenarios, { app }] = await Promise.all([control("GET", "scenarios"), control("GET", "app")]);
drawScenarios();
watch(/^#[0-9a-f-]{36}$/i.test(location.hash) ? location.hash.slice(1) : scenarios[0].organisation);
