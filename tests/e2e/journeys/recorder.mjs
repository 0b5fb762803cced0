// Records every sentence that somebody can read in the component, in the order in which they appear.
//
// After each change of the page, what is readable is compared with what was, and what is new is written down: text of
// headings, paragraphs, buttons, tags, items and live regions, hidden words for screen readers included. Open shadow
// roots are read too; Stripe's form is closed, and not ours. Within a step of the person's, a sentence is written once,
// however often it returns, and items not at all that go and come back. Times are masked.

/** Widest word for a kind of sentence. */
const COLUMN = 9;

/** One record, of whatever pages it watches. A reload goes on with it. */
export class Recorder {
  #steps = [{ title: "before", moments: [], shown: new Set(), gone: [] }];
  #shown = [];
  #before = [];
  /** What was there in this step, and is not. */
  #away = [];

  /** Records `page` from now on. */
  async watch(page) {
    this.page = page;
    this.#shown = [];
    await page.exposeFunction("sentencesChanged", (shown) => this.page === page && this.#take(shown));
    // For a page that knows better than the test when something happens.
    await page.exposeFunction("stepBegins", (title) => this.#begin(title));
    await page.evaluateOnNewDocument(watch);
  }

  #take(shown) {
    const text = shown.map(([kind, words]) => kind.padEnd(COLUMN) + words);
    const old = [...this.#shown];
    const { moments, shown: all } = this.#steps.at(-1);
    text.forEach((line) => all.add(line));
    const isKnown = (line) => take(old, line) || (isItem(line) && take(this.#away, line)) || moments.flat().includes(line);
    const fresh = text.filter((line) => !isKnown(line));
    if (fresh.length > 0) moments.push([...new Set(fresh)]);
    this.#away.push(...old);
    this.#shown = text;
  }

  #begin(title) {
    const shown = this.#shown;
    this.#steps.at(-1).gone = this.#before.filter((line) => !shown.includes(line));
    this.#before = shown;
    this.#away = [];
    this.#steps.push({ title, moments: [], shown: new Set(), gone: [] });
  }

  /** Ends a step, and begins the next with what the person, Stripe or the network does now. */
  async step(title) {
    await this.shown();
    this.#begin(title);
  }

  /** What can be read now: `kind` and `words` of each sentence. */
  async shown() {
    // What the page has told comes before its answer.
    await this.page?.evaluate(() => {});
    return this.#shown.map(split);
  }

  /** Every step until now: its `title`, and what was `shown` once something had changed in it. */
  async steps() {
    await this.shown();
    return this.#steps.map(({ title, shown }) => ({ title, shown: [...shown].map(split) }));
  }

  /** All of it, to be read. What has gone by the end of a step follows what is new in it. */
  async text(title) {
    await this.step("the end");
    if (!this.#steps.some(({ moments }) => moments.length > 0)) throw new Error("nothing was there to be read");
    const steps = this.#steps.slice(1, -1).map(({ title, moments, gone }) => {
      const minus = gone.filter((line) => !isItem(line)).map((line) => `- ${line}`);
      const items = gone.length - minus.length;
      if (items > 0) minus.push(`- ${"item".padEnd(COLUMN)}(${items})`);
      const parts = [...moments.map((lines) => lines.map((line) => `+ ${line}`)), minus].filter((part) => part.length > 0);
      return [`## ${title}`, ...(parts.length > 0 ? parts.map((part) => part.join("\n")) : ["(nothing changes)"])].join("\n\n");
    });
    return [`# ${title}`, ...steps].join("\n\n").concat("\n");
  }
}

const isItem = (line) => line.startsWith("item");
/** Takes a line out of some lines, if it is there. */
const take = (lines, line) => {
  const at = lines.indexOf(line);
  return at >= 0 && lines.splice(at, 1).length > 0;
};
const split = (line) => ({ kind: line.slice(0, COLUMN).trim(), words: line.slice(COLUMN) });

/** Runs in the page before anything else: tells `sentencesChanged` what can be read, whenever that changes. */
function watch() {
  const BLOCK = "h1, h2, h3, h4, h5, h6, p, button, a, summary, [role=status], [role=alert], .dolfin-tag, .dolfin-test-mode, time, li";
  const KINDS = { P: "text", BUTTON: "button", A: "link", SUMMARY: "button", LI: "item", TIME: "time", SPAN: "tag" };
  const watched = new WeakSet();
  let told = "";

  const kind = (block) => {
    const live = block.closest("[role=status], [role=alert]");
    if (live) return live.getAttribute("role");
    if (/^H\d$/.test(block.tagName)) return "heading";
    return block.matches(".dolfin-turn") ? "tag" : KINDS[block.tagName] ?? "text";
  };
  const words = (node) => {
    const time = node.parentElement.closest("time");
    if (!time) return node.data;
    return time.dataset.testid === "freshness" ? node.data.replace(/^Checked (?!more).* ago$/, "Checked ‹some time› ago") : "‹time› ";
  };
  // What has no box of its own is as visible as what is in it.
  const isVisible = (node) => node.checkVisibility({ visibilityProperty: true }) || getComputedStyle(node).display === "contents";
  const readable = (root, found = new Map()) => {
    for (const node of root.childNodes) {
      if (node.nodeType === Node.TEXT_NODE && node.data.trim()) {
        const parent = node.parentElement;
        const block = parent.closest("li") ?? parent.closest(BLOCK) ?? parent;
        const button = block.matches("li") && parent.closest("button");
        found.set(block, [...(found.get(block) ?? []), button ? `[${words(node)}]` : words(node)]);
      }
      if (node.nodeType !== Node.ELEMENT_NODE || !isVisible(node)) continue;
      if (node.matches("[role=progressbar]")) found.set(node, [`${node.ariaLabel}: ${node.ariaValueText}`]);
      if (node.shadowRoot) look(node.shadowRoot);
      readable(node.shadowRoot ?? node, found);
    }
    return found;
  };
  const look = (root) => {
    if (watched.has(root)) return;
    watched.add(root);
    new MutationObserver(tell).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  };
  const tell = () => {
    const shown = [];
    for (const component of document.querySelectorAll("[data-testid=payment-account-status], dolfin-payment-onboarding, dolfin-payment-status")) {
      for (const [block, parts] of readable(component)) {
        const text = parts.join(" ").replace(/\s+/g, " ").trim();
        // The bar and the words above it say the same.
        if (block.closest(".dolfin-progress-label")) continue;
        shown.push([block.matches("[role=progressbar]") ? "progress" : kind(block), text]);
      }
    }
    const text = JSON.stringify(shown);
    if (text === told) return;
    told = text;
    sentencesChanged(shown);
  };
  look(document);
}
