// The form: one step at a time, then a review. Decides which step is shown; the sandbox decides what is due.

class Form {
  #host;
  #session;
  #options;
  #report;
  #answers = new Map();
  #steps = [];
  #due = [];
  #shown;
  #excluded = [];
  #at = 0;

  /** `report` hears `step(name)`, `exit()` and `failed(failure)`. */
  constructor({ host, session, options, report }) {
    this.#host = host;
    this.#session = session;
    this.#options = options;
    this.#report = report;
  }

  /**
   * Shows the first step; exits at once where nothing that was asked for is due. With `exit`, it goes on by itself and
   * is left `AtOnce`, `AfterStep` or `AfterSubmit`.
   */
  begin(due, exit) {
    this.#due = this.#wanted(due);
    this.#steps = this.#due.filter(({ step }) => step !== "summary");
    const only = this.#options.requirements.only;
    if (only && this.#due.length === 0) return this.#exit();
    const terms = this.#due.find(({ step }) => step === "summary");
    if (!only) this.#steps.push({ step: "summary", codes: terms?.codes ?? [] });
    else if (terms) this.#steps.push({ step: "terms_of_service", codes: terms.codes });
    this.#show(0, { first: true });
    if (exit) this.#goOn(exit);
  }

  async #goOn(exit) {
    const steps = { AtOnce: 0, AfterStep: 1, AfterSubmit: this.#steps.length }[exit];
    for (let step = 0; step < steps; step += 1) {
      this.#shown.fields.forEach((one) => one.fill());
      await this.#shown.submit();
    }
    // Submitting everything is what exits; a step that could not be saved keeps the form as it is.
    if (exit !== "AfterSubmit") await this.#exit();
  }

  async #exit() {
    await this.#session.left();
    this.#report.exit();
  }

  #wanted({ steps }) {
    const { only, exclude } = this.#options.requirements;
    const fits = (code, patterns) => patterns.some((pattern) =>
      pattern.endsWith(".*") ? code.startsWith(pattern.slice(0, -1)) : code === pattern);
    this.#excluded = steps.flatMap(({ codes }) => codes).filter((code) => fits(code, exclude ?? []));
    return steps
      .map(({ step, codes }) => ({
        step,
        codes: codes.filter((code) => (only ? fits(code, only) : !fits(code, exclude ?? []))),
      }))
      .filter(({ codes }) => codes.length);
  }

  #isDue(step) {
    return this.#due.some((due) => due.step === step);
  }

  #show(at, { first = false } = {}) {
    if (at >= this.#steps.length) return this.#exit();
    this.#at = at;
    const { step, codes } = this.#steps[at];
    const ends = step === "summary" || step === "terms_of_service";
    const [title, lead] = STEP_TEXTS[step];
    const heading = h("h2", { tabindex: "-1" }, title);
    const fields = [];
    const body = ends ? this.#review(step) : this.#fields(codes, fields);
    const alert = h("p", { class: "alert", role: "alert" });
    const submit = () => (ends ? this.#finish(step, codes, form, alert) : this.#complete(step, fields, form, alert));
    const form = h("form", {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    }, body, alert, this.#actions(ends));
    this.#shown = { fields, submit };
    this.#host.replaceChildren(
      banner(fields),
      this.#progress(),
      h("header", {}, heading, h("p", { class: "lead" }, lead)),
      form,
    );
    // The first step must not take the focus from wherever the person is on the host's page.
    if (first) return;
    heading.focus({ preventScroll: true });
    this.#host.scrollIntoView?.({ block: "nearest" });
    this.#report.step(step);
  }

  #progress() {
    const count = this.#steps.length;
    const marks = this.#steps.map((_, index) =>
      h("i", { "data-state": index < this.#at ? "past" : index === this.#at ? "now" : "next" }));
    return h("div", { class: "progress" },
      h("div", { class: "row" },
        h("p", { class: "hint" }, `Step ${this.#at + 1} of ${count}`),
        h("button", { type: "button", class: "link", onclick: () => this.#exit() }, "Save and close")),
      h("div", { class: "marks", "aria-hidden": "true" }, marks));
  }

  #fields(codes, drawn) {
    return groupsOf(codes).map(({ legend, fields }) => {
      const nodes = fields.map((description) => {
        const made = field(description, this.#answers);
        drawn.push(made);
        return made.node;
      });
      return legend
        ? h("fieldset", { class: "group" }, h("legend", {}, legend), h("div", { class: "grid" }, nodes))
        : h("div", { class: "grid" }, nodes);
    });
  }

  #review(step) {
    const rows = this.#steps.slice(0, step === "summary" ? -1 : 0).map(({ step: name, codes }, index) => {
      const missing = this.#isDue(name);
      const given = groupsOf(codes).flatMap(({ fields }) => fields)
        .flatMap((one) => this.#answers.get(one.codes.join())?.[0] ?? []).slice(0, 2).join(", ");
      const verb = missing ? "Add" : "Edit";
      return h("li", {},
        h("div", {}, h("p", { class: "label" }, STEP_TEXTS[name][0]), h("p", { class: "hint" }, missing ? "Details are missing" : given || "Provided")),
        h("span", { class: "badge", "data-tone": missing ? "warning" : "success" }, missing ? "Missing" : "Complete"),
        h("button", { type: "button", class: "link", "aria-label": `${verb}: ${STEP_TEXTS[name][0]}`, onclick: () => this.#show(index) }, verb));
    });
    return [
      rows.length ? h("ul", { class: "review" }, rows) : null,
      this.#terms(),
    ];
  }

  #terms() {
    const link = (words, href) => h("a", { href, target: "_blank", rel: "noopener noreferrer" }, words);
    return h("p", { class: "hint" },
      "By submitting you agree to the ", link("Connected Account Agreement", this.#options.termsUrl),
      ", have read the ", link("privacy policy", this.#options.privacyUrl),
      ", and confirm that what you have given is complete and correct.");
  }

  #actions(ends) {
    const back = this.#at > 0 && h("button", { type: "button", class: "secondary", onclick: () => this.#show(this.#at - 1) }, "Back");
    const skip = !ends && h("button", { type: "button", class: "link", onclick: () => this.#show(this.#at + 1) }, "Skip for now");
    return h("div", { class: "actions" },
      h("button", { type: "submit", class: "primary" }, ends ? "Agree and submit" : "Continue"), back, skip);
  }

  async #complete(step, fields, form, alert) {
    const wrong = fields.filter((one) => {
      one.showError(one.missing());
      return one.missing();
    });
    if (wrong.length) return wrong[0].inputs[0].focus();
    fields.forEach((one) => one.keep());
    await this.#busy(form, alert, async () => {
      const codes = fields.flatMap((one) => one.codes);
      this.#due = this.#wanted(await this.#session.complete(step, codes));
      this.#show(this.#at + 1);
    });
  }

  async #finish(step, codes, form, alert) {
    const missing = this.#due.filter((due) => due.step !== "summary");
    if (step === "summary" && missing.length) {
      alert.textContent = "Some sections are still missing. Add them, or save and close, and come back later.";
      return;
    }
    await this.#busy(form, alert, async () => {
      await this.#session.complete("summary", codes);
      if (step === "summary") await this.#session.submit(this.#excluded);
      await this.#session.left();
      this.#thanks();
      this.#report.exit();
    });
  }

  #thanks() {
    const heading = h("h2", { tabindex: "-1" }, "Thank you");
    this.#host.replaceChildren(banner([]), h("div", { class: "done" },
      h("span", { class: "tick", "aria-hidden": "true" }),
      heading,
      h("p", { class: "lead" }, "Your details are with Stripe. You can close this form.")));
    heading.focus({ preventScroll: true });
  }

  async #busy(form, alert, act) {
    const button = form.querySelector("button[type=submit]");
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    alert.textContent = "";
    try {
      await act();
    } catch (failure) {
      if (failure.endsTheForm) return this.#report.failed(failure);
      alert.textContent = `That could not be saved: ${failure.message} Nothing you entered is lost.`;
    } finally {
      button.removeAttribute("aria-busy");
    }
  }
}

function banner(fields) {
  return h("aside", { class: "banner", "aria-label": "About this form" },
    h("p", {}, h("strong", {}, "Stand-in for Stripe's form."), " Made-up details only: never type real ones here."),
    fields.length > 0 && h("button", { type: "button", class: "secondary", onclick: () => fields.forEach((one) => one.fill()) }, "Fill with test data"));
}
