// What stands in for the component before it is there and where it cannot run, and the style sheet of the elements
// themselves. Nothing of it needs WebAssembly. It is in English until the file of the element's language has come; a host
// says it its own way in the slot.

const TEXTS = {
  config: "This part of the page is not set up correctly. Please tell the support of the service you opened it from.",
  load: "Your payment account cannot be shown here. You can try again, or go on at Stripe's own page.",
  crashed: "Something went wrong in this part of the page. What you told Stripe is kept. Reload the page, or go on at Stripe's own page.",
};
const NOBODY = "Please ask the support of the service you opened this page from for a link.";
/** The sentences in a language's file that say the same. */
const NAMES = { load: ["FormUnavailableHead", "FormBlockedText"], crashed: ["CrashedHead", "CrashedText"] };

/**
 * The notice for `config`, `load` or `crashed`. A load is tried `again`; a `request` answers whether the host sees to it;
 * `words` answers with the sentences of another language, if there are any.
 */
export function fallback(kind, { again, request, words }) {
  const fallback = part("section", "fallback");
  fallback.setAttribute("role", "alert");
  fallback.dataset.testid = "fallback";
  const text = slot(`problem-${kind}`);
  const says = part("p", "fallback-text", TEXTS[kind]);
  text.append(says);
  fallback.append(text);
  // A setting is the developer's to put right.
  if (kind === "config") return fallback;
  const answer = part("p", "fallback-answer");
  let nobody = NOBODY;
  const ask = () => {
    if (!request("hosted-link")) answer.textContent = nobody;
  };
  const retry = kind === "load" ? button("retry", "Try again", again) : button("retry", "Reload the page", () => location.reload());
  const elsewhere = button("hosted-link", "Continue at Stripe", ask);
  fallback.append(retry, elsewhere, answer);
  words().then(({ lang, all }) => {
    fallback.lang = lang;
    fallback.dir = lang === "ar" ? "rtl" : "ltr";
    says.textContent = NAMES[kind].map((name) => all[name].replace(/\.?$/, ".")).join(" ");
    retry.textContent = all.ActionRetry;
    elsewhere.textContent = all.FormElsewhere;
    nobody = all.HostSupport;
  }).catch(() => {});
  return fallback;
}

/** What the host wrote into the element, or else the shape of what comes, until there is something to show. */
export function placeholder() {
  const slot = document.createElement("slot");
  const shape = part("div", "placeholder");
  shape.setAttribute("aria-hidden", "true");
  slot.append(shape);
  return slot;
}

/** A place the host may fill. */
export function slot(name) {
  const slot = document.createElement("slot");
  slot.name = name;
  return slot;
}

function part(tag, name, text = "") {
  const element = document.createElement(tag);
  element.part = name;
  element.textContent = text;
  return element;
}

function button(hook, text, act) {
  const button = part("button", hook, text);
  button.type = "button";
  button.dataset.testid = hook;
  button.addEventListener("click", act);
  return button;
}

let sheet;

/** Shared by all elements of the page. */
export function hostSheet() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(
      ":host{display:block}:host([hidden]){display:none}" +
        "[part=placeholder]{min-block-size:20rem;border-radius:var(--dolfin-radius,12px);background:currentColor;opacity:.06}" +
        "[part=fallback]{font:1rem/1.5 var(--dolfin-font,system-ui,sans-serif);padding:24px;border:1px solid #8886;border-radius:var(--dolfin-radius,12px)}" +
        "[part=fallback] *{margin:0}[part=fallback] button{font:inherit;padding:8px 16px;margin:16px 8px 0 0}",
    );
  }
  return sheet;
}
