// The standalone app as it is built for the sandbox, behind the tests' own server.

import { mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { startSandbox } from "../../e2e/support/sandbox.mjs";
import { serve } from "../../e2e/support/serve.mjs";
import { LISTEN, Visitor } from "./visitor.mjs";

const DIST = process.env.DIST ?? fileURLToPath(new URL("../../../target/e2e-dist", import.meta.url));

/** One step short of being handed in. */
export const NEARLY_DONE = {
  status: "OnboardingInProgress",
  capabilities: {
    chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false, disabledReason: null, pastDue: [],
    currentlyDue: ["external_account", "tos_acceptance.date", "tos_acceptance.ip"],
  },
  settings: { pendingMs: 300 },
};

/** The app and a person in front of it, until the tests of the file have run. */
export async function openApp(options) {
  const app = await App.start();
  after(() => app.stop());
  const visitor = await Visitor.arrive(options);
  after(() => visitor.leave());
  return { app, visitor };
}

/** A sandbox, and a page for each `web` that is asked for. */
export class App {
  static async start() {
    const app = new App();
    app.sandbox = await startSandbox();
    app.ends = [];
    return app;
  }

  /**
   * Serves the app. `first` is what stands first in the page's head; `change` may alter a file on its way into memory:
   * it is asked with the name and the text of each, binary ones byte by byte in Latin 1.
   */
  async web({ headers, first = "", change } = {}) {
    const root = await mkdtemp(join(tmpdir(), "engines-"));
    this.ends.push(() => rm(root, { recursive: true, force: true }));
    for (const name of await readdir(DIST)) {
      if (name !== "index.html" && !(change && /\.(js|wasm|html)$/.test(name))) {
        await symlink(join(DIST, name), join(root, name));
        continue;
      }
      const text = (await readFile(join(DIST, name))).toString("latin1");
      let changed = change?.(name, text) ?? text;
      // With another content, the hashes that the page gives are no longer true.
      if (name === "index.html") changed = changed.replace("<head>", `<head>${Buffer.from(LISTEN + first).toString("latin1")}`);
      if (name === "index.html" && change) changed = changed.replaceAll(/ integrity="[^"]*"/g, "").replaceAll(/,\s*\{\s*integrity:\s*"[^"]*"\s*\}/g, "");
      await writeFile(join(root, name), Buffer.from(changed, "latin1"));
    }
    const web = await serve({ root, sandbox: this.sandbox.url, headers });
    this.ends.push(() => web.stop());
    return web;
  }

  async stop() {
    for (const end of this.ends.reverse()) await end();
    await this.sandbox.stop();
  }

  /** How many secrets were made for an organisation, and used. */
  async sessions(id) {
    return (await this.sandbox.read(id)).sessions;
  }

  /** How often an endpoint was asked about an organisation. */
  async count(id, endpoint) {
    return (await this.sandbox.requests(id, endpoint)).length;
  }
}
