// Starts the sandbox binary and speaks to its control API.

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const BINARY = fileURLToPath(new URL("../../../target/debug/sandbox", import.meta.url));

/** Starts a sandbox on a free port; `app` is where its scenario page links to. It ends with this process. */
export async function startSandbox({ app = "http://127.0.0.1:8080" } = {}) {
  const binary = process.env.SANDBOX_BIN ?? BINARY;
  const child = spawn(binary, ["--port", "0", "--app", app, "--with-stdin"], { stdio: ["pipe", "pipe", "inherit"] });
  const url = await new Promise((resolve, reject) => {
    child.once("error", () => reject(new Error(`cannot start ${binary}; build it with: cargo build -p sandbox`)));
    child.once("exit", (code) => reject(new Error(`the sandbox ended with code ${code}`)));
    createInterface({ input: child.stdout }).once("line", (line) => resolve(line.replace("sandbox: ", "")));
  });
  return new Sandbox(url, child);
}

export class Sandbox {
  constructor(url, child) {
    this.url = url;
    this.child = child;
  }

  /** Ends the process; resolves when it is gone. */
  async stop() {
    if (!this.child || this.child.exitCode !== null) return;
    const gone = new Promise((resolve) => this.child.once("exit", resolve));
    this.child.kill();
    await gone;
  }

  async control(method, path, body) {
    const response = await fetch(new URL(`control/${path}`, this.url), {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} control/${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  /** Every scenario: `{ name, title, organisation, description }`. */
  scenarios() {
    return this.control("GET", "scenarios");
  }

  /**
   * A fresh organisation, and the id it got. `document` is partial: `{ scenario, status, capabilities, settings, … }`.
   */
  async organisation(document = {}) {
    const id = randomUUID();
    await this.control("PUT", `organisations/${id}`, document);
    return id;
  }

  /** Changes an organisation as it stands. */
  change(id, document) {
    return this.control("PATCH", `organisations/${id}`, document);
  }

  /** Everything about an organisation, with `sessions: { minted, claimed }`. */
  read(id) {
    return this.control("GET", `organisations/${id}`);
  }

  /** What was asked about an organisation, oldest first; `endpoint` keeps `session`, `status` or `form`. */
  async requests(id, endpoint) {
    const all = await this.control("GET", `organisations/${id}/requests`);
    return endpoint ? all.filter((request) => request.endpoint === endpoint) : all;
  }

  /** What was asked at all, the script included. */
  async allRequests(endpoint) {
    const all = await this.control("GET", "requests");
    return endpoint ? all.filter((request) => request.endpoint === endpoint) : all;
  }

  /** Lets the next answers fail: `{ endpoint, times, kind, status, delayMs, body, … }`. */
  fault(id, fault) {
    return this.control("POST", `organisations/${id}/faults`, fault);
  }

  /** The same for everyone; the script belongs to nobody, so its faults go here. */
  faultForAll(fault) {
    return this.control("POST", "faults", fault);
  }

  /** Forgets everything. */
  reset() {
    return this.control("POST", "reset");
  }
}
