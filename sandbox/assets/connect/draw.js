// Elements and fields. No HTML strings: the form also runs where a page enforces Trusted Types.

let lastId = 0;

/** An element with attributes, listeners (`on…`) and children. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A drawn field: its node, whether it is answered, how to fill it, and what to show of it in the review. */
function field(description, answers) {
  const key = description.codes.join();
  const kept = answers.get(key);
  const drawn = KINDS[description.kind](description, kept);
  const problem = h("p", { class: "problem", id: `p${++lastId}`, hidden: true });
  drawn.node.append(problem);
  const showError = (message) => {
    problem.textContent = message ?? "";
    problem.hidden = !message;
    for (const input of drawn.inputs) {
      input.setAttribute("aria-invalid", String(Boolean(message)));
      input.setAttribute("aria-errormessage", problem.id);
    }
  };
  drawn.node.addEventListener("input", () => showError());
  return {
    ...description,
    ...drawn,
    showError,
    fill() {
      drawn.fill();
      showError();
    },
    keep: () => answers.set(key, drawn.values()),
  };
}

const KINDS = {
  text({ label, type = "text", hint, wide, test }, kept = [""]) {
    const input = h("input", { id: `f${++lastId}`, type, autocomplete: "off", spellcheck: "false" });
    return labelled({ label, hint, wide, input, test, kept });
  },

  area({ label, test }, kept = [""]) {
    const input = h("textarea", { id: `f${++lastId}`, rows: "4" });
    return labelled({ label, wide: true, input, test, kept });
  },

  select({ label, options, test }, kept = [""]) {
    const choices = ["", ...options].map((value) => h("option", { value }, value || "Choose one"));
    const input = h("select", { id: `f${++lastId}` }, choices);
    return labelled({ label, input, test, kept });
  },

  choice({ label, options, test }, kept = []) {
    const name = `f${++lastId}`;
    const inputs = options.map((value) => h("input", { type: "radio", name, value }));
    const tick = (wanted) => inputs.forEach((input) => (input.checked = input.value === wanted));
    tick(kept[0]);
    const rows = inputs.map((input) => h("label", { class: "option" }, input, h("span", {}, input.value)));
    return {
      node: h("fieldset", { class: "field wide" }, h("legend", { class: "label" }, label), h("div", { class: "options" }, rows)),
      inputs,
      values: () => inputs.filter((input) => input.checked).map((input) => input.value),
      missing: () => (inputs.some((input) => input.checked) ? null : "Choose one."),
      fill: () => tick(test),
    };
  },

  check({ label }, kept = []) {
    const input = h("input", { type: "checkbox" });
    input.checked = kept.length > 0;
    return {
      node: h("div", { class: "field wide" }, h("label", { class: "option plain" }, input, h("span", {}, label))),
      inputs: [input],
      values: () => (input.checked ? ["Confirmed"] : []),
      missing: () => (input.checked ? null : "Please confirm this."),
      fill: () => (input.checked = true),
    };
  },

  date({ label }, kept = []) {
    return several({ label, kept, shape: "date", parts: [
      ["Day", "1", "2", "numeric"], ["Month", "1", "2", "numeric"], ["Year", "1980", "4", "numeric"],
    ] });
  },

  bank({ label }, kept = []) {
    return several({ label, kept, shape: "bank", parts: [
      ["Account holder", "Harbour & Vine Ltd", "80", "text"], ["Sort code", "10-88-00", "8", "numeric"],
      ["Account number", "00012345", "8", "numeric"],
    ] });
  },

  // No file input on purpose: nobody should be able to hand a real document to a stand-in.
  document({ label }, kept = []) {
    let attached = kept[0];
    const state = h("span", { class: "hint", role: "status" });
    const button = h("button", { type: "button", class: "secondary" });
    const show = () => {
      state.textContent = attached ?? "No file yet";
      button.textContent = attached ? "Remove" : "Attach a sample";
      button.setAttribute("aria-label", `${button.textContent}: ${label}`);
      node.toggleAttribute("data-done", Boolean(attached));
    };
    const set = (name) => {
      attached = name;
      show();
      node.dispatchEvent(new Event("input"));
    };
    button.addEventListener("click", () => set(attached ? undefined : "sample.png"));
    const node = h("div", { class: "field wide document" }, h("div", {}, h("p", { class: "label" }, label), state), button);
    show();
    return {
      node,
      inputs: [button],
      values: () => (attached ? [attached] : []),
      missing: () => (attached ? null : "Attach a document."),
      fill: () => set("sample.png"),
    };
  },
};

function labelled({ label, hint, wide, input, test, kept }) {
  input.value = kept[0] ?? "";
  const explained = hint && h("p", { class: "hint", id: `h${++lastId}` }, hint);
  if (explained) input.setAttribute("aria-describedby", explained.id);
  return {
    node: h("div", { class: wide ? "field wide" : "field" }, h("label", { class: "label", for: input.id }, label), input, explained),
    inputs: [input],
    values: () => [input.value.trim()],
    missing: () => (input.value.trim() ? null : "Please fill this in."),
    fill: () => (input.value = test),
  };
}

/** One question with several boxes. */
function several({ label, kept, shape, parts }) {
  const inputs = parts.map(([, , maxlength, inputmode], index) => {
    const input = h("input", { id: `f${++lastId}`, maxlength, inputmode, autocomplete: "off" });
    input.value = kept[index] ?? "";
    return input;
  });
  const boxes = parts.map(([name], index) =>
    h("div", {}, h("label", { class: "hint", for: inputs[index].id }, name), inputs[index]));
  return {
    node: h("fieldset", { class: "field wide" }, h("legend", { class: "label" }, label), h("div", { class: shape }, boxes)),
    inputs,
    values: () => inputs.map((input) => input.value.trim()),
    missing: () => (inputs.every((input) => input.value.trim()) ? null : "Please fill in every part."),
    fill: () => inputs.forEach((input, index) => (input.value = parts[index][1])),
  };
}
